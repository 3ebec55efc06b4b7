import type { DateRange } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { addWorkingDays, workingDaysBetween } from '../calendar/working-days.ts';

/** Before people set out. */
const MORNING = '08:00';

/** On the first day itself whoever is asked later would miss most of it [D]. */
const LAST_ASKED = '12:00';

/** Whoever can set out at once says so soon, and the next has to be asked while it is morning [D]. */
const HOURS_ON_DAY_1 = 1.5;

const HOUR = 3_600_000;

/** Whether it is too late to ask anybody for a reviewer's seat, unless the central team has talked with them. */
export const isTooLateToAsk = (at: string, day1: string): boolean => at >= londonInstant(day1, LAST_ASKED);

/**
 * When an invitation that goes out now ends: at the time due on the day so many working days later. Near the visit it is
 * half of the working days that are left, so that somebody else can still be asked, and the morning of day 1 at the latest.
 * On day 1 itself it is hours: until people set out, then an hour and a half at a time until noon. Somebody who is asked by
 * name in the afternoon has until the evening.
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
  if (at < latest) return latest;
  const noon = londonInstant(review.day1, LAST_ASKED);
  const soon = new Date(Date.parse(at) + HOURS_ON_DAY_1 * HOUR).toISOString();
  if (soon < noon) return soon;
  if (at < noon) return noon;
  const onDay1 = londonInstant(review.day1, due);
  return at < onDay1 ? onDay1 : fair;
}
