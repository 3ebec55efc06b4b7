/** The pre-review call as somebody is told of it, with an entry for their calendar. */
import { longDateRange } from '../calendar/dates.ts';
import { londonDateAndTime, londonInstant } from '../calendar/london.ts';
import { visitDays } from '../calendar/working-days.ts';
import type { EnteredVisit } from '../mail/content.ts';
import { hostWords } from '../members/host-words.ts';
import type { Decision, Review } from '../store/store.ts';
import { callInWords, type Timetable } from './preparation.ts';
import type { Addressee, Notice } from './question.ts';
import type { ReviewContext } from './review-context.ts';
import type { NoticeKind } from './telling-mails.ts';

/** Minutes that a call takes in a calendar [D]. */
const MINUTES = 45;

/** Whom somebody talks with. */
export interface OtherCaller {
  readonly name: string;
  readonly telephone?: string | undefined;
}

/**
 * Tells one side when the call is.
 *
 * @param how.kind unique among the mails of the review to this person.
 * @param how.isFirst no earlier mail can have entered a call in this person's calendar.
 */
export function callInvitation(
  { review, title }: Pick<ReviewContext, 'review' | 'title'>,
  { call }: Pick<Timetable, 'call'>,
  to: Addressee,
  other: OtherCaller | undefined,
  how: { readonly kind: NoticeKind; readonly isFirst: boolean },
): Notice {
  const isLead = to.role === 'lead';
  const { leader } = hostWords(review);
  const otherIs = isLead ? (leader === 'head' ? 'Head' : 'Chief executive') : 'Lead reviewer';
  return {
    to,
    kind: how.kind,
    subject: `Your pre-review call is on ${callInWords({ call })}: ${title}`,
    firstLine: `The pre-review call for the review of ${review.hostName} is on ${callInWords({ call })}.`,
    paragraphs: [
      'This mail brings the call to your calendar. You talk about what the host wants from the review, who meets whom when, and what is still open in the timetable.',
      ...(isLead ? ['On that morning we ask you to note afterwards what you agreed.'] : []),
      'If you cannot make it, please tell each other; the timetable need not be sent again.',
    ],
    facts: [
      { label: 'Call', value: callInWords({ call }) },
      { label: 'Who', value: call.attendees },
      ...(call.place === undefined ? [] : [{ label: 'How', value: call.place }]),
      ...(other
        ? [{ label: otherIs, value: [other.name, other.telephone].filter((one) => one !== undefined).join(', ') }]
        : []),
      ...(review.day1 === undefined ? [] : [{ label: 'Visit', value: datesFrom(review.day1) }]),
    ],
    whyYou: `You get this mail because you are ${isLead ? 'the lead reviewer for' : `the ${leader} of`} ${review.hostName}.`,
    calendar: { ...enterCall(review, call), isFirst: how.isFirst },
  };
}

function datesFrom(day1: string): string {
  const [first, , last] = visitDays(day1);
  return longDateRange(first, last);
}

/** The call as a calendar has it: its time and how they talk, and nobody's name. */
function enterCall(
  { programme, hostName }: Pick<Review, 'programme' | 'hostName'>,
  call: Timetable['call'],
): EnteredVisit {
  const ends = new Date(Date.parse(londonInstant(call.date, call.time)) + MINUTES * 60_000).toISOString();
  const to = londonDateAndTime(ends);
  return {
    enters: {
      entry: 'call',
      day1: call.date,
      // A call that would end after midnight ends with the day.
      hours: { from: call.time, to: to.date === call.date ? to.time : '23:59' },
      title: `Pre-review call: ${programme} at ${hostName}`,
      where: call.place ?? 'By telephone',
      about: `Taking part: ${call.attendees}`,
    },
  };
}

/** Whether the timetable of a turn, and its call with it, was agreed by what became of its last round: by an answer or by silence. */
export function isTimetableAgreed(decisions: readonly Decision[], turn: number): boolean {
  const last = decisions
    .filter((row) => row.question === 'agree-timetable' && row.turn === turn)
    .toSorted((a, b) => a.round - b.round)
    .at(-1);
  return (last?.outcome as { readonly outcome?: string } | undefined)?.outcome === 'agreed';
}
