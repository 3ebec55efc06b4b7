/**
 * London dates as ISO text ('2027-01-12'). A date has no time of day and no zone: sums over dates know nothing of
 * daylight saving.
 */

/** The days from `from` to `to`, both included, as London dates; `reason` is for people ('Autumn half-term'). */
export interface DateRange {
  readonly from: string;
  readonly to: string;
  readonly reason?: string | undefined;
}

const millisecondsPerDay = 86_400_000;
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

export type Weekday = (typeof weekdays)[number];

/** Whole days since 1 January 1970. Throws a RangeError for text that is no date of the calendar ('2027-02-30'). */
export function dayNumber(date: string): number {
  const day = Number(date.slice(8));
  const milliseconds = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, day);
  // Date.UTC carries 30 February on to 2 March, so the day of the month tells whether the date exists.
  if (!/^\d{4}-(0[1-9]|1[0-2])-\d{2}$/.test(date) || new Date(milliseconds).getUTCDate() !== day) {
    throw new RangeError(`'${date}' is not a date; write it as YYYY-MM-DD.`);
  }
  return milliseconds / millisecondsPerDay;
}

/** The date so many whole days after 1 January 1970. */
export function dateOfDayNumber(number: number): string {
  return new Date(number * millisecondsPerDay).toISOString().slice(0, 10);
}

/** The date `days` calendar days later (earlier when negative). */
export function addDays(date: string, days: number): string {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** The date `weeks` weeks later (earlier when negative), on the same weekday. */
export function addWeeks(date: string, weeks: number): string {
  return addDays(date, weeks * 7);
}

/** The date `months` months later (earlier when negative); 31 August and six months is the last day of February. */
export function addMonths(date: string, count: number): string {
  dayNumber(date);
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const index = year * 12 + (month - 1) + count;
  const lastOfMonth = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate();
  return new Date(Date.UTC(Math.floor(index / 12), index % 12, Math.min(day, lastOfMonth))).toISOString().slice(0, 10);
}

/** Calendar days from one date to another; negative when `to` is the earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(date: string): number {
  // 1 January 1970 was a Thursday.
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}

/** 'Tuesday'. */
export function weekdayName(date: string): Weekday {
  return weekdays[weekdayOf(date)] as Weekday;
}

/** The Monday of the date's week; weeks begin on Monday. */
export function mondayOf(date: string): string {
  return addDays(date, -((weekdayOf(date) + 6) % 7));
}

/** 'Tuesday 12 January 2027'. */
export function longDate(date: string): string {
  return `${weekdayName(date)} ${dayMonthYear(date)}`;
}

/** '12 January 2027', for tables and other narrow places. */
export function dayMonthYear(date: string): string {
  dayNumber(date);
  return `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

/**
 * A range in words, saying month and year once where they are shared: 'Tuesday 12 to Thursday 14 January 2027',
 * 'Monday 30 November to Wednesday 2 December 2026'. One day alone reads as `longDate`.
 */
export function longDateRange(from: string, to: string): string {
  if (from === to) return longDate(from);
  let start = longDate(from);
  if (from.slice(0, 7) === to.slice(0, 7)) start = `${weekdayName(from)} ${Number(from.slice(8))}`;
  else if (from.slice(0, 4) === to.slice(0, 4)) start = start.slice(0, -5);
  return `${start} to ${longDate(to)}`;
}

/** Whether the date is one of the range's days. */
export function isWithin(date: string, range: DateRange): boolean {
  return range.from <= date && date <= range.to;
}
