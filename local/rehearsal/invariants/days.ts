/** Days and working days, reckoned for the checks alone; of the product's calendar only the list of bank holidays is used. */
import { bankHolidays } from '../../../lambdas/calendar/bank-holidays.ts';

const DAY_MS = 86_400_000;

const londonClock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

const known = new Map<number, string>();

/** The date in London at an instant, which is one of the instants of a play: few hours, asked for often. */
export function londonDay(instant: string): string {
  const hour = Math.floor(Date.parse(instant) / 3_600_000);
  let day = known.get(hour);
  if (day === undefined) {
    day = londonClock.format(hour * 3_600_000);
    known.set(hour, day);
  }
  return day;
}

export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The three days of a visit. */
export const daysOfVisit = (day1: string): readonly string[] => [day1, daysAfter(day1, 1), daysAfter(day1, 2)];

interface Break {
  readonly from: string;
  readonly to: string;
}

export function isSchoolDay(day: string, breaks: readonly Break[] = []): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6 || bankHolidays.has(day)) return false;
  return !breaks.some(({ from, to }) => from <= day && day <= to);
}

/** How many school days come after one day, up to and including another. */
export function schoolDaysBetween(from: string, to: string, breaks: readonly Break[] = []): number {
  let count = 0;
  for (let day = daysAfter(from, 1); day <= to; day = daysAfter(day, 1)) if (isSchoolDay(day, breaks)) count += 1;
  return count;
}

/** Whether a daily round has gone since an instant and a little more: what was due then ought to have been done. */
export function aRoundHasGoneSince(instant: string, now: string): boolean {
  const today = londonDay(now);
  for (let day = daysAfter(londonDay(instant), 1); day < today; day = daysAfter(day, 1)) {
    if (isSchoolDay(day)) return true;
  }
  return false;
}
