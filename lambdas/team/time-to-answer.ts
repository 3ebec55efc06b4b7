import type { DateRange } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { addWorkingDays, workingDaysBetween } from '../calendar/working-days.ts';

/** Before people set out. */
const MORNING = '08:00';

/**
 * When an invitation that goes out now ends: at the time due on the day so many working days later. Near the visit it is
 * half of the working days that are left, so that somebody else can still be asked, and the morning of day 1 at the latest.
 * Who is asked on day 1 itself can still come that day.
 */
export function timeToAnswer(
  at: string,
  workingDays: number,
  review: { readonly day1: string; readonly breaks: readonly DateRange[] },
  due: string,
): string {
  const today = londonDate(at);
  const left = workingDaysBetween(today, review.day1, review.breaks);
  const days = Math.max(Math.min(workingDays, Math.ceil(left / 2)), 1);
  const fair = londonInstant(addWorkingDays(today, days, review.breaks), due);
  const latest = londonInstant(review.day1, MORNING);
  if (fair <= latest) return fair;
  const onDay1 = londonInstant(review.day1, due);
  if (at >= onDay1) return fair;
  return at < latest ? latest : onDay1;
}
