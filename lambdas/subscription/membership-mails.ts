/** Mails of stage 1 that ask nothing: welcome to the year, and goodbye. */
import { longDate, longDateRange } from '../calendar/dates.ts';
import { lastVisitDay } from '../calendar/working-days.ts';
import { owedThisYear } from '../members/ledger-words.ts';
import { mayReadReasons } from '../members/reasons.ts';
import type { MorningMail, ToldTogether } from '../questions/morning-mail.ts';
import type { Addressee, Notice } from '../questions/question.ts';
import { addresseeOf } from '../questions/review-context.ts';
import type { PartnershipYear } from '../settings/partnership-year.ts';
import { yearInDates, yearTitle } from '../settings/year-title.ts';
import type { Member, Membership, Person, Review, Store } from '../store/store.ts';
import { memberWords } from './member-words.ts';
import { kindOfTurn, turnOf } from './membership-name.ts';

/** 'a Quality Assurance Review (QAR)', or several with an 'and' before the last. */
const listed = new Intl.ListFormat('en-GB');

/** Thanks the head for signing, and says what happens next and when. */
export function membershipJoined(joined: {
  readonly member: Member;
  readonly year: PartnershipYear;
  /** Its reviews of the year, each with what its programme is called. */
  readonly reviews: readonly (Pick<Review, 'programme' | 'week' | 'startsOn' | 'day1'> & { readonly name: string })[];
  /** Which opening of the year's membership was signed. */
  readonly turn?: number | undefined;
  /** Placements owed to other hosts. */
  readonly owed: number;
  /** More of them, or fewer when below 0, from the year before. */
  readonly carried: number;
  readonly head: Person;
}): Notice {
  const { member, year, reviews } = joined;
  const { host, leader } = memberWords(member);
  const title = yearTitle(year);
  const isOne = reviews.length === 1;
  const late = reviews.some(({ week }) => week > year.ends);
  const visits = reviews.flatMap(({ name, startsOn, week, day1 }) => {
    // One that went on while there was no membership has its days.
    if (day1 !== undefined) {
      return [{ label: isOne ? 'Your review' : name, value: longDateRange(day1, lastVisitDay(day1)) }];
    }
    return [
      { label: isOne ? 'We ask you for dates' : `${name}: we ask you for dates`, value: `on ${longDate(startsOn)}` },
      { label: isOne ? 'Your review, as we hope' : `${name}, as we hope`, value: `in the week of ${longDate(week)}` },
    ];
  });
  const isHoped = reviews.some(({ day1 }) => day1 === undefined);
  const names = listed.format(reviews.map(({ name, programme }) => `a ${name} (${programme})`));
  return {
    to: addresseeOf(joined.head, 'host', member.hub),
    kind: kindOfTurn('membership-signed', joined),
    subject: `Thank you: ${member.name} takes part in ${title}`,
    firstLine: `The agreement for ${title} is signed and ${member.name} is a member.`,
    paragraphs: [
      reviews.length > 0
        ? `Your ${host} has ${names} in this year.${isHoped ? ` ${isOne ? 'The week below is' : 'The weeks below are'} our first thought; nothing is fixed before you have agreed to it.` : ''}`
        : `No review is planned for your ${host} in this year, as you chose.`,
      ...(late
        ? [
            `No week is left for it in ${title}, so it is in the first weeks after it, and counts for ${title} all the same.`,
          ]
        : []),
      `${owedThisYear(joined)} Whoever is trained is asked by mail, one review at a time.`,
      'The agreement as it was signed, with a PDF to keep, is behind the button. There is nothing you need to do now.',
    ],
    facts: [{ label: 'Partnership year', value: yearInDates(year) }, ...visits],
    whyYou: `You get this mail because you are the ${leader} of ${member.name}.`,
  };
}

/** Why a membership ended, as its row says. */
export type Ending = Extract<Membership['status'], 'lapsed' | 'declined' | 'refused'>;

export interface EndedMembership {
  readonly member: Member;
  readonly membership: Pick<Membership, 'kind' | 'reason' | 'turn'>;
  readonly ending: Ending;
  readonly year: PartnershipYear;
}

/** Tells the head that the membership has ended, and how to come back. */
export function endedForHead(ended: EndedMembership, to: Addressee): Notice {
  const { member, membership, ending, year } = ended;
  const { host, leader } = memberWords(member);
  const title = yearTitle(year);
  const newcomer = membership.kind === 'newcomer';
  const firstLine = {
    declined: `As you told us, ${member.name} does not take part in ${title}.`,
    refused: `We are sorry: ${member.name} cannot join the partnership for ${title}.`,
    lapsed: newcomer
      ? `${member.name} has not joined the partnership for ${title}.`
      : `The membership of ${member.name} has ended, as it was not renewed for ${title}.`,
  }[ending];
  const thanks = newcomer
    ? 'Thank you for your interest in the partnership.'
    : `Thank you for all that your ${host} has given to other schools, and for having them in your own.`;
  return {
    to,
    kind: kindOfTurn('membership-ended', membership),
    subject: `${newcomer ? 'Your interest in joining' : 'Your membership'}: ${member.name}, ${title}`,
    firstLine,
    paragraphs: [
      ...(ending === 'refused' && membership.reason ? [`The reason: ${membership.reason}`] : []),
      thanks,
      'You are welcome back at any time: reply to this mail, and we help you to return this year or the next.',
    ],
    whyYou: `You get this mail because you are the ${leader} of ${member.name}, or wrote to us for it.`,
  };
}

/** Tells the hub manager or the central team. */
export function endedForOthers(ended: EndedMembership, to: MorningMail['to']): MorningMail {
  const { member, membership, ending, year } = ended;
  const role = to === 'central-team' ? to : 'hub-manager';
  const reason = membership.reason && mayReadReasons(role) ? membership.reason : undefined;
  const { host, leader } = memberWords(member);
  const title = yearTitle(year);
  const what = {
    declined: `${member.name} does not take part in ${title}.`,
    refused: `${member.name} was not admitted for ${title}.`,
    lapsed: `${member.name} has not answered, so it does not take part in ${title}.`,
  }[ending];
  return {
    to,
    kind: kindOfTurn('member-ended', membership),
    subject: `Membership ended: ${member.name}, ${title}`,
    firstLine: what,
    paragraphs: [
      `The ${leader} was thanked and told how to come back.`,
      ending === 'refused'
        ? 'There is nothing you need to do.'
        : `A call often helps more than a mail: if you know the ${host}, please ask how it is.`,
    ],
    facts: reason === undefined ? [] : [{ label: 'Reason given', value: reason }],
    whyYou:
      role === 'central-team'
        ? 'You get this mail because the central team keeps the list of members.'
        : `You get this mail because ${member.name} belongs to the hub that you manage.`,
    so: { member: member.member, year: year.year, status: ending, turn: turnOf(membership) },
    line: { text: member.name, note: `${ENDED[ending]}${reason === undefined ? '' : `. Reason given: ${reason}`}` },
  };
}

/** What became of a membership, in a line. */
const ENDED: Readonly<Record<Ending, string>> = {
  declined: 'Does not take part',
  refused: 'Was not admitted',
  lapsed: 'Has not answered, so it does not take part',
};

/** Several of them in one mail. */
export const memberEndedTogether: ToldTogether = {
  // It lists them without what can be done about them, and without a reason.
  inDigest: false,
  subject: (count, where, isOne) =>
    `${count} ${isOne ? 'membership' : 'memberships'}${where} ${isOne ? 'has' : 'have'} ended`,
  sentence: (count, where, isOne) =>
    `${count} ${isOne ? 'membership' : 'memberships'}${where} ${isOne ? 'has' : 'have'} ended.`,
  heading: 'Memberships that have ended',
  advice:
    'Whoever leads these members was thanked and told how to come back. A call often helps more than a mail: if you know one that has not answered or does not take part, please ask how it is.',
};

/** An ending before the year is over. */
interface EndedEarly {
  readonly member: Member;
  readonly year: PartnershipYear;
  /** Which opening of the year's membership it was. */
  readonly turn: number;
  /** The first London day without it. */
  readonly on: string;
}

/** To whoever leads the member, and to whoever leads its trust. */
export async function endedEarlyNotices(
  ended: EndedEarly,
  store: Pick<Store, 'member' | 'people'>,
): Promise<readonly Notice[]> {
  const { member } = ended;
  const trust = member.kind === 'school' && member.trust ? await store.member(member.trust) : undefined;
  const leads = [member, trust].flatMap((one) => (one?.head === undefined ? [] : [{ of: one, head: one.head }]));
  const people = new Map((await store.people(leads.map(({ head }) => head))).map((row) => [row.person, row]));
  // Whoever leads both is told once.
  const told = leads.filter(({ head }, index) => leads.findIndex((one) => one.head === head) === index);
  return told.flatMap(({ of, head }) => {
    const person = people.get(head);
    if (!person || person.left) return [];
    const whyYou =
      of === member
        ? `You get this mail because you are the ${memberWords(member).leader} of ${member.name}.`
        : `You get this mail because ${member.name} belongs to ${of.name}, which you lead.`;
    return [endedEarly(ended, addresseeOf(person, 'host', member.hub), whyYou)];
  });
}

/** One sentence, and no reason. */
const endedEarly = ({ member, year, turn, on }: EndedEarly, to: Addressee, whyYou: string): Notice => ({
  to,
  kind: kindOfTurn('membership-ended-early', { turn }),
  subject: `The membership of ${member.name}, ${yearTitle(year)}`,
  firstLine: `The membership of ${member.name} in the partnership ends on ${longDate(on)}.`,
  paragraphs: [],
  whyYou,
});
