/**
 * Working days in England: not a weekend, not an English bank holiday, not in the breaks given (a host's own term
 * breaks, or the partnership year's usual ones). Source: domain.md, 'The year of one review'.
 */
import { bankHolidays, bankHolidayYears } from './bank-holidays.ts';
import { addDays, type DateRange, dateOfDayNumber, dayNumber, isWithin, weekdayOf } from './dates.ts';
import { londonDateAndTime, londonInstant, normalInstant, type TimeOfDay } from './london.ts';

/** When a first mail may go out, on a working day, London time. */
const workingHours: { from: TimeOfDay; to: TimeOfDay } = { from: '08:00', to: '18:00' };

const noBreaks: readonly DateRange[] = [];

/** Breaks so long that no working day is found within this many days are a mistake in the data. */
const longestPause = 366;

/**
 * Whether people in schools can be expected to work on the date.
 * Throws a RangeError outside of the years whose bank holidays are known (see scripts/bank-holidays.ts).
 */
export function isWorkingDay(date: string, breaks: readonly DateRange[] = noBreaks): boolean {
  const weekday = weekdayOf(date);
  const year = Number(date.slice(0, 4));
  if (year < bankHolidayYears.first || year > bankHolidayYears.last) {
    throw new RangeError(
      `The bank holidays of ${year} are not known (${bankHolidayYears.first} to ${bankHolidayYears.last} are); ` +
        'widen the years in scripts/bank-holidays.ts and run it.',
    );
  }
  if (weekday === 0 || weekday === 6 || bankHolidays.has(date)) return false;
  return !breaks.some((range) => isWithin(date, range));
}

/** The date itself when it is a working day, else the nearest one after it (`step` 1) or before it (`step` -1). */
function nearestWorkingDay(date: string, step: 1 | -1, breaks: readonly DateRange[]): string {
  const start = dayNumber(date);
  for (let offset = 0; offset <= longestPause; offset += 1) {
    const candidate = dateOfDayNumber(start + step * offset);
    if (isWorkingDay(candidate, breaks)) return candidate;
  }
  throw new RangeError(`No working day within a year of ${date}: check the breaks.`);
}

/** The date itself when it is a working day, else the next one. */
export function workingDayAtOrAfter(date: string, breaks: readonly DateRange[] = noBreaks): string {
  return nearestWorkingDay(date, 1, breaks);
}

/** The date itself when it is a working day, else the one before. */
export function workingDayAtOrBefore(date: string, breaks: readonly DateRange[] = noBreaks): string {
  return nearestWorkingDay(date, -1, breaks);
}

/**
 * The working day `days` working days later, or earlier when negative.
 *
 * From a day that is no working day the count starts at the next working day (at the one before when `days` is
 * negative): Saturday and 0 is Monday, Saturday and 1 is Tuesday, Saturday and -1 is Thursday. Between working days
 * `addWorkingDays(d, n)` and `addWorkingDays(d, -n)` undo each other.
 */
export function addWorkingDays(date: string, days: number, breaks: readonly DateRange[] = noBreaks): string {
  if (!Number.isInteger(days)) throw new RangeError(`${days} is not a whole number of working days.`);
  const step = days < 0 ? -1 : 1;
  let current = nearestWorkingDay(date, step, breaks);
  for (let left = Math.abs(days); left > 0; left -= 1) {
    current = nearestWorkingDay(addDays(current, step), step, breaks);
  }
  return current;
}

/**
 * How many working days come after `from`, up to and including `to`; negative when `to` is the earlier. Between
 * working days it is the number that `addWorkingDays(from, n)` needs to reach `to`.
 */
export function workingDaysBetween(from: string, to: string, breaks: readonly DateRange[] = noBreaks): number {
  if (to < from) return -workingDaysBetween(to, from, breaks) || 0;
  const last = dayNumber(to);
  let count = 0;
  for (let day = dayNumber(from) + 1; day <= last; day += 1) {
    if (isWorkingDay(dateOfDayNumber(day), breaks)) count += 1;
  }
  return count;
}

/** Whether a mail may go out at once: 08:00 to 18:00 (exclusive) in London on a working day. */
export function isWithinWorkingHours(instant: string, breaks: readonly DateRange[] = noBreaks): boolean {
  const { date, time } = londonDateAndTime(instant);
  return workingHours.from <= time && time < workingHours.to && isWorkingDay(date, breaks);
}

/** The instant itself when it is within working hours, else 08:00 in London on the working day that comes next. */
export function workingInstantAtOrAfter(instant: string, breaks: readonly DateRange[] = noBreaks): string {
  if (isWithinWorkingHours(instant, breaks)) return normalInstant(instant);
  const { date, time } = londonDateAndTime(instant);
  const from = time < workingHours.from ? date : addDays(date, 1);
  return londonInstant(workingDayAtOrAfter(from, breaks), workingHours.from);
}

/** How many days a visit has (domain.md: three days). */
export const VISIT_DAYS = 3;

/** The three days of a visit that begins on `day1`. Whether they are a possible visit, `isVisitWindow` tells. */
export function visitDays(day1: string): [string, string, string] {
  return [day1, addDays(day1, 1), addDays(day1, 2)];
}

/** The last day of a visit that begins on `day1`. */
export const lastVisitDay = (day1: string): string => addDays(day1, VISIT_DAYS - 1);

/**
 * Whether a visit can begin on `day1`: three consecutive working days in one week, never across a weekend or a holiday
 * (domain.md, stage 2).
 */
export function isVisitWindow(day1: string, breaks: readonly DateRange[] = noBreaks): boolean {
  return visitDays(day1).every((day) => isWorkingDay(day, breaks)); // without a weekend between them they are of one week
}
