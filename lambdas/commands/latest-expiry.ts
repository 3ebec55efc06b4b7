import { longDate } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { factsOf } from '../catalogue/all-facts.ts';
import type { FixedClock } from '../settings/clock-steps.ts';
import type { Decision, Review } from '../store/store.ts';

/** Until when a question can be kept open, and why not longer. */
export interface LatestExpiry {
  readonly at: string;
  /** What follows, as in 'since ...'. */
  readonly why: string;
}

/** Before people set out. */
const MORNING = '08:00';

/** Whether it is asked on the days of the visit or the day before it, about these days. */
export const belongsToTheVisit = ({ question }: Pick<Decision, 'question'>): boolean =>
  factsOf(question)?.moreTime === 'never';

/**
 * Until when a question about a review may be kept open; nothing when nothing that follows has a fixed day.
 *
 * Before the visit each step has to end when the next one is due, since a timetable that comes after the call about it is
 * of no use (`reviewClock`). After the visit the later steps wait: each has working days of its own from its asking.
 */
export function latestExpiry(question: string, review: Review | undefined): LatestExpiry | undefined {
  const clock = review?.clock as FixedClock | undefined;
  if (review?.day1 === undefined || clock === undefined) return undefined;
  const until = factsOf(question)?.openUntil;
  if (until === undefined) return undefined;
  const { when, since } = until;
  return { at: when === 'visit' ? londonInstant(review.day1, MORNING) : clock[when].due, why: since };
}

export const inWords = ({ at, why }: LatestExpiry): string =>
  `It can be kept open until ${longDate(londonDate(at))} and no longer, since ${why}.`;
