import { dayMonthYear, longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import type { Addressee } from '../decisions/question.ts';
import { greeting } from '../decisions/question-mail.ts';
import type { MailContent } from '../mail/content.ts';
import type { ReviewOfWeek } from '../store/week-reads.ts';
import type { Digest } from './digest.ts';
import { changeSections } from './digest-changes.ts';
import { type Entry, list, type Read, type Reader, theHost, visitDates } from './digest-lists.ts';
import type { DigestWeek } from './digest-week.ts';
import type { Waiting } from './late.ts';
import { memberOf } from './network-week.ts';
import { wantedBy, whoIsAsked } from './question-words.ts';
import { countOfChanges } from './what-changed.ts';
import { counted } from './words.ts';

/** A digest as a mail: totals in one sentence, then what needs somebody, then what comes, then what was. */
export function digestMail(read: Read, to: Addressee): MailContent {
  const { digest, reader, week } = read;
  const parts = totals(digest, week);
  return {
    subject: subjectOf(read),
    greeting: greeting(to),
    firstLine: sentence(parts),
    paragraphs: whatToDo(digest, reader),
    sections: [
      list('Late', digest.late, late),
      list('Teams not complete', digest.teams, ({ review, open, due }) => ({
        text: `${theHost(review)}: ${counted(open, 'place')} open`,
        note: `due on ${longDate(due)}; the visit is on ${visitDates(review)}`,
      })),
      list('Paused', digest.paused, (review) => ({
        text: theHost(review),
        note: reader.hub ? undefined : `in its ${review.stage} stage; it goes on when you resume it`,
      })),
      list('Visits this week', digest.visits.thisWeek, (review) => visit(review, read), MOST_VISITS),
      list('Visits next week', digest.visits.nextWeek, (review) => visit(review, read), MOST_VISITS),
      list('Due this week', digest.due, due),
      ...changeSections(read),
    ].filter(({ entries }) => entries.length > 0),
    whyYou: reader.hub
      ? `You get this mail because you manage the ${reader.hub.name}. It comes at the start of each week in which there is something to say.`
      : 'The central team gets this mail at the start of each week in which there is something to say.',
  };
}

/** In the busiest weeks 26 reviews have their visit, and whoever plans the week wants to see each. */
const MOST_VISITS = 30;

function subjectOf({ digest, reader, week }: Read): string {
  const { late, visits, due, changes } = digest;
  const said = [
    visits.thisWeek.length > 0 && counted(visits.thisWeek.length, 'visit'),
    late.length > 0 && `${late.length} late`,
    due.length > 0 && `${due.length} due`,
  ].filter((part) => part !== false);
  const whose = reader.hub ? `${reader.hub.name}, week` : 'Week';
  return `${whose} of ${dayMonthYear(week.monday)}: ${said.join(', ') || counted(countOfChanges(changes), 'change')}`;
}

function totals({ late, teams, paused, visits, due, changes }: Digest, week: DigestWeek): readonly string[] {
  const is = (count: number) => (count === 1 ? 'is' : 'are');
  const { thisWeek, nextWeek } = visits;
  const changed = countOfChanges(changes);
  return [
    thisWeek.length > 0 && `${counted(thisWeek.length, 'visit')} this week`,
    nextWeek.length > 0 && `${counted(nextWeek.length, 'visit')} next week`,
    late.length > 0 && `${counted(late.length, 'answer')} ${is(late.length)} late`,
    teams.length > 0 && `${counted(teams.length, 'team')} ${is(teams.length)} not complete`,
    paused.length > 0 && `${counted(paused.length, 'review')} ${is(paused.length)} paused`,
    due.length > 0 && `${counted(due.length, 'answer')} ${is(due.length)} due this week`,
    changed > 0 && `${counted(changed, 'thing')} changed since ${longDate(week.since)}`,
  ].filter((part) => part !== false);
}

/** '2 visits this week, 1 answer is late and 3 things changed since Monday 4 January 2027.' */
function sentence(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? `${last}.` : `${parts.slice(0, -1).join(', ')} and ${last}.`;
}

function whatToDo({ late }: Digest, { hub }: Reader): readonly string[] {
  if (!hub || late.length === 0) return [];
  return ['A call helps more than another mail with what is late: the link in the mails they have still works.'];
}

const late = ({ question, lateDays }: Waiting): Entry => ({
  text: `${question.hostName}: ${wantedBy(question.question)}`,
  note: `from ${whom(question)}, since ${longDate(londonDate(question.dueAt))}${
    lateDays > 0 ? `, ${counted(lateDays, 'working day')}` : ''
  }`,
});

const due = ({ question }: Waiting): Entry => ({
  text: `${question.hostName}: ${wantedBy(question.question)}`,
  note: `from ${whom(question)}, by ${longDate(londonDate(question.dueAt))}`,
});

const whom = ({ role, about }: Waiting['question']): string =>
  whoIsAsked(role, /^tpr-/.test(about) || memberOf(about)?.startsWith('trust-') ? 'trust' : 'school');

function visit(review: ReviewOfWeek, { network }: Read): Entry {
  const lead = network.leads.get(review.about);
  const paused = review.status === 'paused' ? 'paused; ' : '';
  return {
    text: theHost(review),
    note: `${paused}${visitDates(review)}${lead === undefined ? '' : `; lead reviewer ${lead}`}`,
  };
}
