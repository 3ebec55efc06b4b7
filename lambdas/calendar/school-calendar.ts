/**
 * Where a date of one school year lies in the next. A school year is counted in weeks from the week of September's first working
 * day, so that what stands in the eighth week on a Monday stands there again, and nothing creeps through the calendar from
 * year to year as it would by adding 52 weeks each time.
 */
import { bankHolidays } from './bank-holidays.ts';
import { addDays, addMonths, addWeeks, type DateRange, daysBetween, isWithin, mondayOf } from './dates.ts';
import { addWorkingDays, workingDayAtOrAfter, workingDayAtOrBefore, workingDaysBetween } from './working-days.ts';

/** The Monday from which the weeks of the school year are counted that begins in a calendar year. */
const firstWeek = (calendarYear: number): string => mondayOf(workingDayAtOrAfter(`${calendarYear}-09-01`));

/** The same weekday of the same week of the next school year: 'Monday 25 October 2027' is followed by 'Monday 23 October 2028'. */
export function inNextSchoolYear(date: string): string {
  const calendarYear = Number(date.slice(0, 4));
  const begins = date < firstWeek(calendarYear) ? calendarYear - 1 : calendarYear;
  return addDays(date, daysBetween(firstWeek(begins), firstWeek(begins + 1)));
}

/** The same working day of its month a year later, as the first of February: schedules go by months. */
export function sameWorkingDayOfMonth(date: string): string {
  const first = workingDayAtOrAfter(`${date.slice(0, 7)}-01`);
  const number = workingDaysBetween(first, date);
  return addWorkingDays(`${addMonths(date, 12).slice(0, 7)}-01`, Math.max(0, number));
}

/** Bank holidays that a break is made for, as the table of them names them. A break keeps the first of these that it has. */
const MADE_FOR = ['Christmas Day', 'Easter Monday', 'Spring bank holiday'] as const;

/**
 * A break a year later: in the same week of the school year, and by as many whole weeks from there as it takes to have the bank
 * holiday that it is made for. The summer keeps its days of the calendar, so that the first day of September stays outside.
 */
export function breakNextYear(range: DateRange): DateRange {
  const { from, to, reason } = range;
  const named = reason === undefined ? {} : { reason };
  if (isWithin(`${from.slice(0, 4)}-08-01`, range)) {
    return { from: workingDayAtOrAfter(addMonths(from, 12)), to: addMonths(to, 12), ...named };
  }
  const moved = { from: inNextSchoolYear(from), to: inNextSchoolYear(to) };
  const weeks = weeksTo(holidayAfter(range), moved);
  return { from: addWeeks(moved.from, weeks), to: addWeeks(moved.to, weeks), ...named };
}

/** Next year's day of the bank holiday that a break is made for; nothing where it has none. */
function holidayAfter(range: DateRange): string | undefined {
  const within = [...bankHolidays].filter(([day]) => isWithin(day, range));
  const name = MADE_FOR.find((one) => within.some(([, holiday]) => holiday.startsWith(one)));
  const held = within.find(([, holiday]) => name !== undefined && holiday.startsWith(name))?.[0];
  if (name === undefined || held === undefined) return undefined;
  const year = String(Number(held.slice(0, 4)) + 1);
  return [...bankHolidays].find(([day, holiday]) => day.startsWith(year) && holiday.startsWith(name))?.[0];
}

/** By how many weeks a range has to move to have a day. */
function weeksTo(day: string | undefined, { from, to }: DateRange): number {
  if (day === undefined) return 0;
  if (day > to) return Math.ceil(daysBetween(to, day) / 7);
  return day < from ? -Math.ceil(daysBetween(day, from) / 7) : 0;
}

/** A day that must not lie in a break: the first or the last day of a term, of weeks for visits. */
export interface Edge {
  readonly day: string;
  /** Whether something begins or ends with it, and so to which side it gives way. */
  readonly is: 'first' | 'last';
}

/** A break whose place next year is looked for has moved by less than this. */
const FOUND_WITHIN_DAYS = 28;

/**
 * A first or last day a year later. One that stands right beside a break stands beside that break again, wherever it has come to
 * lie; every other is in the same week of the school year, on a working day outside of the breaks.
 */
export function edgeNextYear({ day, is }: Edge, breaks: readonly DateRange[], next: readonly DateRange[]): string {
  const beside = breaks.find((one) =>
    is === 'first'
      ? one.to < day && workingDayAtOrAfter(addDays(one.to, 1)) === day
      : day < one.from && workingDayAtOrBefore(addDays(one.from, -1)) === day,
  );
  const found = beside && nearest(breakNextYear(beside), next);
  if (is === 'first') return workingDayAtOrAfter(found ? addDays(found.to, 1) : inNextSchoolYear(day), next);
  return workingDayAtOrBefore(found ? addDays(found.from, -1) : inNextSchoolYear(day), next);
}

function nearest(range: DateRange, among: readonly DateRange[]): DateRange | undefined {
  const distance = (one: DateRange) => Math.abs(daysBetween(one.from, range.from));
  const [first] = among.toSorted((a, b) => distance(a) - distance(b));
  return first && distance(first) < FOUND_WITHIN_DAYS ? first : undefined;
}
