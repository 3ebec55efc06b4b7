import { longDate } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import type { ClockName, ReviewClock } from '../settings/review-clock.ts';
import type { Decision, Review } from '../store/store.ts';

/** Until when a question can be kept open, and why not longer. */
export interface LatestExpiry {
  readonly at: string;
  /** What follows, as in 'since ...'. */
  readonly why: string;
}

/**
 * Before the visit each step has to end when the next one is due, since a timetable that comes after the call about it is
 * of no use (`reviewClock`). After the visit the later steps wait: each has working days of its own from its asking.
 */
const NEXT_STEP: Readonly<Record<string, { readonly step: ClockName; readonly what: string }>> = {
  'confirm-team': { step: 'informationForm', what: 'the information form is due then' },
  'information-form': { step: 'timetable', what: 'the timetable is due then' },
  'propose-timetable': { step: 'call', what: 'the pre-review call is due then' },
  'agree-timetable': { step: 'call', what: 'the pre-review call is due then' },
  'pre-review-call': { step: 'attendance', what: 'everybody confirms by then that they will be there' },
  findings: { step: 'draft', what: 'the draft of the report is due then' },
  'agree-findings': { step: 'draft', what: 'the draft of the report is due then' },
};

/** Before people set out. */
const MORNING = '08:00';

/** Asked on the days of the visit or the day before it, about these days: an answer that comes later is of no use. */
const OF_THE_VISIT = ['evening-note', 'confirm-attendance'];

export const belongsToTheVisit = ({ question }: Pick<Decision, 'question'>): boolean => OF_THE_VISIT.includes(question);

/** Until when a question about a review may be kept open; nothing when nothing that follows has a fixed day. */
export function latestExpiry(question: string, review: Review | undefined): LatestExpiry | undefined {
  const clock = review?.clock as ReviewClock | undefined;
  if (review?.day1 === undefined || clock === undefined) return undefined;
  if (question === 'invite' || question === 'fill-seat') {
    return { at: londonInstant(review.day1, MORNING), why: 'the visit begins then' };
  }
  const next = NEXT_STEP[question];
  return next && { at: clock[next.step].due, why: next.what };
}

export const inWords = ({ at, why }: LatestExpiry): string =>
  `It can be kept open until ${longDate(londonDate(at))} and no longer, since ${why}.`;
