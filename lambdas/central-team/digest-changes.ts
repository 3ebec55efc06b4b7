import { longDate } from '../calendar/dates.ts';
import { POSTPONEMENT_REASONS } from '../commands/postponement-reasons.ts';
import type { MailSection } from '../mail/content.ts';
import { mayReadReasons } from '../members/reasons.ts';
import type { Membership, StageName } from '../store/store.ts';
import type { ReviewOfWeek } from '../store/week-reads.ts';
import { byDates, type Entry, list, names, type Read, theHost, visitDates } from './digest-lists.ts';
import type { Unreached } from './network-week.ts';
import type { Postponed } from './what-changed.ts';

/** What happened since the last digest, list by list. */
export function changeSections(read: Read): readonly MailSection[] {
  const { changes } = read.digest;
  return [
    list('Mails that did not arrive', changes.unreached, unreached),
    list('Postponed', changes.postponed, (one) => postponed(one, read)),
    list('Called off', changes.cancelled, (review) => ({ text: theHost(review) })),
    byDates('Dates fixed', changes.datesFixed, theHost),
    list('Reports published', changes.published, (review) => published(review, read)),
    list('Reports withdrawn', changes.withdrawn, (review) => ({ text: theHost(review) })),
    { title: 'Reviews that moved on', entries: changes.entered.map(entered), more: 0 },
    { title: 'Memberships', entries: memberships(changes.memberships, read), more: 0 },
  ];
}

/** Where a review is once it has entered a stage. */
const ENTERED: Readonly<Partial<Record<StageName, string>>> = {
  scheduling: 'Asked for dates',
  team: 'Team being found',
  preparation: 'Team complete, preparing',
  visit: 'Visit begun',
  report: 'Visit over, report being written',
  publication: 'Report agreed',
  feedback: 'Asked for feedback',
  closed: 'Closed',
};

const entered = ({
  stage,
  reviews,
}: {
  readonly stage: StageName;
  readonly reviews: readonly ReviewOfWeek[];
}): Entry => ({
  text: `${ENTERED[stage] ?? stage}: ${reviews.length}`,
  note: names(reviews.map(({ hostName }) => hostName)),
});

/** Why a review moves is for the host and the central team: it may be somebody's illness. */
function postponed({ review, from, reason }: Postponed, { reader }: Read): Entry {
  const was = from === undefined ? [] : [`it was to begin on ${longDate(from)}`];
  const may = mayReadReasons(reader.hub ? 'hub-manager' : 'central-team');
  const why = !may ? [] : [`the reason: ${(POSTPONEMENT_REASONS as Record<string, string>)[reason] ?? reason}`];
  const now = review.day1 === undefined ? [] : [`it is now on ${visitDates(review)}`];
  return { text: theHost(review), note: [...was, ...why, ...now].join('; ') || undefined };
}

/** A report's own page is for everybody once the host has made it public; nothing else of a report is told here. */
function published(review: ReviewOfWeek, { reader, portalOrigin }: Read): Entry {
  if (review.audience === 'public') {
    return { text: theHost(review), note: 'public', href: `${portalOrigin}/reports/${review.about}` };
  }
  if (reader.hub) return { text: theHost(review), note: 'the link to it has come to you by mail' };
  return { text: theHost(review), note: review.audience === 'hub' ? 'for the hub' : 'private' };
}

const ENDS = [
  ['signed', 'Signed'],
  ['declined', 'Do not take part'],
  ['lapsed', 'Lapsed without an answer'],
  ['refused', 'Not admitted'],
  ['ended', 'Ended early'],
] as const;

function memberships(changed: readonly Membership[], { network }: Read): readonly Entry[] {
  return ENDS.flatMap(([status, said]) => {
    const theirs = changed
      .filter((membership) => membership.status === status)
      .map(({ member }) => network.members.get(member)?.name ?? member)
      .sort();
    return theirs.length === 0 ? [] : [{ text: `${said}: ${theirs.length}`, note: names(theirs) }];
  });
}

function unreached({ person, member, mails }: Unreached): Entry {
  const [latest] = mails;
  const count = mails.length === 1 ? 'a mail' : `${mails.length} mails`;
  return {
    text: [person.name, member?.name].filter(Boolean).join(', '),
    note: `${count} came back: ${whyFailed(latest?.failure)}`,
  };
}

/** What SES tells of a failure ('permanent.general'), in words. */
function whyFailed(failure = ''): string {
  if (failure.startsWith('complaint')) return 'marked as spam';
  if (failure.startsWith('permanent') || failure === 'address.not-valid') return 'the address takes no mail';
  return 'it could not be delivered';
}
