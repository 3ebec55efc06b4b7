import { dayMonthYear, longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import type { MailContent, MailSection } from '../mail/content.ts';
import type { Addressee } from '../questions/question.ts';
import { greeting } from '../questions/question-mail.ts';
import type { ReviewOfWeek } from '../store/week-reads.ts';
import { accountsSection } from './accounts-section.ts';
import type { Digest } from './digest.ts';
import { changeSections } from './digest-changes.ts';
import { byDates, type Entry, list, names, type Read, type Reader, theHost, visitDates } from './digest-lists.ts';
import { timeToAnswer, waitsByAge, weeksToCome } from './digest-numbers.ts';
import type { DigestWeek } from './digest-week.ts';
import type { Waiting } from './late.ts';
import { hostKindOf, wantedBy, whoIsAsked } from './question-words.ts';
import { countOfChanges } from './what-changed.ts';
import { counted } from './words.ts';

/** A digest as a mail: totals in one sentence, then what needs somebody, then what comes, then what was. */
export function digestMail(read: Read, to: Addressee): MailContent {
  const { digest, reader, week } = read;
  const visiting = (review: ReviewOfWeek): string => visitOf(review, read);
  return {
    subject: subjectOf(read),
    greeting: greeting(to),
    firstLine: totals(digest, week),
    paragraphs: whatToDo(digest, reader),
    sections: [
      yearsToOpen(digest.years),
      list('Offices that nobody holds who can be asked', digest.offices, ({ host, said }) => ({
        text: host.hostName,
        note: said,
      })),
      list('In a team against its rules', digest.against, against),
      list('Late', digest.late, late),
      list('Teams not complete', digest.teams, ({ review, open, due }) => ({
        text: `${theHost(review)}: ${counted(open, 'place')} open`,
        note: `to be complete by ${longDate(due)}; the visit is on ${visitDates(review)}`,
      })),
      list('Paused', digest.paused, (review) => ({
        text: theHost(review),
        note: reader.hub ? undefined : `in its ${review.stage} stage, until you resume it`,
      })),
      byDates('Visits this week', digest.visits.thisWeek, visiting),
      byDates('Visits next week', digest.visits.nextWeek, visiting),
      dueByDay(digest.due),
      ...(reader.hub ? [] : [weeksToCome(read.network.reviews, week), waitsByAge(read.network, week)]),
      timeToAnswer(read.network.answerTimes),
      { title: 'When reviewers cannot', entries: read.network.availability.map((text) => ({ text })), more: 0 },
      ...changeSections(read),
      accountsSection(read.network.accounts, reader),
    ].filter(isToRead),
    whyYou: reader.hub
      ? `You get this mail because you manage the ${reader.hub.name}. It comes at the start of each week in which there is something to say.`
      : 'The central team gets this mail at the start of each week in which there is something to say.',
  };
}

const isToRead = ({ entries, table }: MailSection): boolean => entries.length > 0 || table !== undefined;

/** 'Kestrel Hub, week of 11 January 2027: 1 visit, 2 late, 3 due'; in a quiet week what there is beside these. */
function subjectOf({ digest, reader, week }: Read): string {
  const { late, teams, paused, visits, due, changes, years, offices, against } = digest;
  const changed = countOfChanges(changes);
  const said = [
    visits.thisWeek.length > 0 && counted(visits.thisWeek.length, 'visit'),
    late.length > 0 && `${late.length} late`,
    due.length > 0 && `${due.length} due`,
  ].filter((part) => part !== false);
  const others = [
    teams.length > 0 && `${counted(teams.length, 'team')} not complete`,
    visits.nextWeek.length > 0 && `${counted(visits.nextWeek.length, 'visit')} next week`,
    changed > 0 && counted(changed, 'change'),
    paused.length > 0 && `${counted(paused.length, 'review')} paused`,
    years.length > 0 && `${counted(years.length, 'year')} to open`,
    offices.length > 0 && `${counted(offices.length, 'office')} that nobody holds`,
    against.length > 0 && `${counted(against.length, 'reviewer')} in a team against its rules`,
  ].filter((part) => part !== false);
  const whose = reader.hub ? `${reader.hub.name}, week` : 'Week';
  return `${whose} of ${dayMonthYear(week.monday)}: ${(said.length > 0 ? said : others).join(', ')}`;
}

/** '2 visits this week and 1 next week, 1 answer late, 3 changes since Monday 4 January 2027.' */
function totals(
  { late, teams, paused, visits, due, changes, years, offices, against }: Digest,
  week: DigestWeek,
): string {
  const { thisWeek, nextWeek } = visits;
  const changed = countOfChanges(changes);
  const coming = [
    thisWeek.length > 0 && `${counted(thisWeek.length, 'visit')} this week`,
    nextWeek.length > 0 &&
      (thisWeek.length > 0 ? `${nextWeek.length} next week` : `${counted(nextWeek.length, 'visit')} next week`),
  ].filter((part) => part !== false);
  const parts = [
    coming.length > 0 && coming.join(' and '),
    late.length > 0 && `${counted(late.length, 'answer')} late`,
    teams.length > 0 && `${counted(teams.length, 'team')} not complete`,
    paused.length > 0 && `${counted(paused.length, 'review')} paused`,
    due.length > 0 && `${counted(due.length, 'answer')} due this week`,
    changed > 0 && `${counted(changed, 'change')} since ${longDate(week.since)}`,
    years.length > 0 && `${counted(years.length, 'year')} to open`,
    offices.length > 0 && `${counted(offices.length, 'office')} that nobody holds`,
    against.length > 0 && `${counted(against.length, 'reviewer')} in a team against its rules`,
  ].filter((part) => part !== false);
  return `${parts.join(', ')}.`;
}

const yearsToOpen = (years: Digest['years']): MailSection =>
  list('Years that are not made yet', years, ({ title, renewalOpens }) => ({
    text: `The partnership year ${title}`,
    note: `its renewal is to open about ${longDate(renewalOpens)}. Open it by the button of the dashboard, under what has to be done this morning, and confirm the page that you are mailed.`,
  }));

function whatToDo({ late, against }: Digest, { hub }: Reader): readonly string[] {
  if (hub && late.length > 0)
    return ['A call helps more than another mail with what is late: the link in the mails they have still works.'];
  return against.length > 0 ? [WHO_IS_AGAINST_RULES] : [];
}

const WHO_IS_AGAINST_RULES =
  'Somebody who is in a team could not be put into it today, since they or the school have moved or said something since. Please talk with them. If they should not go, the dashboard replaces them in the team.';

const against = ({ review, name, why }: Digest['against'][number]): Entry => ({
  text: `${theHost(review)}: ${name}`,
  note: `${why}; the visit is on ${visitDates(review)}`,
});

const late = ({ question, lateDays }: Waiting): Entry => ({
  text: `${question.hostName}: ${wantedBy(question.question)}`,
  note: `${whom(question)}, late since ${longDate(londonDate(question.dueAt))} (${counted(lateDays, 'working day')})`,
});

/** What is due: a line for each thing that is wanted by a day, with the names of those it is wanted of. */
function dueByDay(due: readonly Waiting[]): MailSection {
  const groups = Map.groupBy(
    due,
    ({ question }) => `By ${longDate(londonDate(question.dueAt))}: ${wantedBy(question.question)}`,
  );
  const lines = [...groups].map(([text, all]) => ({ text, note: names(all.map(({ question }) => question.hostName)) }));
  return { ...list('Due this week', lines, (line) => line), title: `Due this week: ${due.length}` };
}

const whom = ({ role, about }: Waiting['question']): string => whoIsAsked(role, hostKindOf(about));

function visitOf(review: ReviewOfWeek, { network }: Read): string {
  const lead = network.leads.get(review.about);
  const notes = [
    ...(lead === undefined ? [] : [`lead reviewer ${lead}`]),
    ...(review.status === 'paused' ? ['paused'] : []),
  ];
  return [theHost(review), ...notes].join(', ');
}
