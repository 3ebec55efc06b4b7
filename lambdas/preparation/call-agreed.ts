import { londonDateAndTime, londonInstant } from '../calendar/london.ts';
import type { EnteredVisit } from '../mail/content.ts';
import { hostWords } from '../members/host-words.ts';
import { ownerToday } from '../members/lineage.ts';
import { callInWords, type Timetable } from '../questions/preparation.ts';
import type { Addressee, Notice } from '../questions/question.ts';
import { addresseeOf, type ReviewContext } from '../questions/review-context.ts';
import type { Store } from '../store/store.ts';
import { visitOf } from './visit.ts';

/** Minutes that a call takes in a calendar [D]. */
const MINUTES = 45;

/** Those who talk, as far as their offices are filled. */
export interface Callers {
  readonly host: Addressee | undefined;
  readonly lead: Addressee | undefined;
}

/** The lead reviewer of today as somebody to write to. One request. */
export async function leadOf({ whole }: Pick<ReviewContext, 'whole'>, store: Store): Promise<Addressee | undefined> {
  const seat = whole.seats.find(({ kind, status }) => kind === 'lead' && status === 'filled');
  const person = seat?.person === undefined ? undefined : await store.person(seat.person);
  return person && person.left !== true ? addresseeOf(person, 'lead') : undefined;
}

/** Who leads the host today, as somebody to write to. Two requests. */
export async function hostLeaderOf(
  { review }: Pick<ReviewContext, 'review'>,
  store: Store,
): Promise<Addressee | undefined> {
  const { head } = (await ownerToday(store, review)) ?? {};
  const person = head === undefined ? undefined : await store.person(head);
  return person && person.left !== true ? addresseeOf(person, 'host') : undefined;
}

/**
 * Tells both sides when their call is, with an entry for their calendars: to be sent once it is agreed, by whoever agreed last.
 *
 * @param round of the timetable, so that a call that is agreed anew is told anew.
 */
export function callAgreed(
  { review, title }: Pick<ReviewContext, 'review' | 'title'>,
  { call }: Pick<Timetable, 'call'>,
  { host, lead }: Callers,
  round: number,
): readonly Notice[] {
  const told = (to: Addressee, other: Addressee | undefined, otherIs: string): Notice => ({
    to,
    kind: `call-agreed.${review.turn}.${round}`,
    subject: `Your pre-review call is on ${callInWords({ call })}: ${title}`,
    firstLine: `The pre-review call for the review of ${review.hostName} is on ${callInWords({ call })}.`,
    paragraphs: [
      'This mail brings the call to your calendar. You talk about what the host wants from the review, who meets whom when, and what is still open in the timetable.',
      ...(to.role === 'lead' ? ['On that morning we ask you to note afterwards what you agreed.'] : []),
      'If you cannot make it, please tell each other; the timetable need not be sent again.',
    ],
    facts: [
      { label: 'Call', value: callInWords({ call }) },
      { label: 'Who', value: call.attendees },
      ...(call.place === undefined ? [] : [{ label: 'How', value: call.place }]),
      ...(other
        ? [{ label: otherIs, value: [other.name, other.telephone].filter((one) => one !== undefined).join(', ') }]
        : []),
      { label: 'Visit', value: visitOf(review).dates },
    ],
    whyYou: `You get this mail because you are ${to.role === 'lead' ? 'the lead reviewer for' : `the ${hostWords(review).leader} of`} ${review.hostName}.`,
    // A call is agreed once in each turn.
    calendar: { ...enterCall(review, call), isFirst: review.turn === 1 },
  });
  return [
    ...(host ? [told(host, lead, 'Lead reviewer')] : []),
    ...(lead ? [told(lead, host, hostWords(review).leader === 'head' ? 'Head' : 'Chief executive')] : []),
  ];
}

/** The call as a calendar has it: its time and how they talk, and nobody's name. */
function enterCall(
  { programme, hostName }: Pick<ReviewContext['review'], 'programme' | 'hostName'>,
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
