import { longDateRange } from '../calendar/dates.ts';
import { visitDays } from '../calendar/working-days.ts';
import { DatesNotFixed } from '../questions/review-context.ts';
import type { Review } from '../store/store.ts';

/**
 * The days of the visit and how they read.
 *
 * @throws DatesNotFixed before the dates are fixed.
 */
export function visitOf(review: Pick<Review, 'about' | 'day1'>): {
  readonly days: [string, string, string];
  readonly dates: string;
} {
  if (review.day1 === undefined) throw new DatesNotFixed(`The dates of ${review.about} are not fixed yet.`);
  const days = visitDays(review.day1);
  return { days, dates: longDateRange(days[0], days[2]) };
}
