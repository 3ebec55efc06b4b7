import { TZDate } from '@date-fns/tz';

/**
 * A cron expression in the dialect of EventBridge Scheduler: minute, hour, day of month, month, day of week (1 or SUN to
 * 7 or SAT), year; with `,` `-` `*` `/` `?`, `L` and `W` for days of the month, `L` and `#` for days of the week.
 */
export interface Cron {
  /** The first moment after `after` (both milliseconds since the epoch) at which the expression holds, if there is one. */
  next(after: number): number | undefined;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const LAST_YEAR = 2199;

interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/**
 * @param fields the six fields between the brackets of `cron(...)`.
 * @param timeZone an IANA name such as Europe/London.
 * @throws Error naming the field that AWS would refuse.
 */
export function parseCron(fields: string, timeZone: string): Cron {
  const parts = fields.trim().split(/\s+/);
  if (parts.length !== 6) throw new Error(`cron(${fields}) needs six fields: minute hour day month weekday year.`);
  const [minute, hour, dayOfMonth, month, dayOfWeek, year] = parts as [string, string, string, string, string, string];
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw new Error(`cron(${fields}): exactly one of day of month and day of week must be '?'.`);
  }
  const minutes = [...values(minute, 0, 59)];
  const hours = [...values(hour, 0, 23)];
  const months = values(month, 1, 12, MONTHS);
  const years = values(year, 1970, LAST_YEAR);
  const dayMatches = dayOfWeek === '?' ? dayOfMonthRule(dayOfMonth) : dayOfWeekRule(dayOfWeek);

  return {
    next(after) {
      const from = new TZDate(after, timeZone);
      const days = daysFrom({ year: from.getFullYear(), month: from.getMonth() + 1, day: from.getDate() });
      for (const day of days) {
        if (!years.has(day.year) || !months.has(day.month) || !dayMatches(day)) continue;
        for (const h of hours) {
          for (const m of minutes) {
            const moment = toMoment(day, h, m, timeZone);
            if (moment !== undefined && moment > after) return moment;
          }
        }
      }
      return undefined;
    },
  };
}

/**
 * A local time that the clock skips in spring does not exist and gives nothing; one that comes twice in autumn gives the
 * first of the two, as the service does.
 */
function toMoment(
  { year, month, day }: CalendarDay,
  hour: number,
  minute: number,
  timeZone: string,
): number | undefined {
  const guess = new TZDate(year, month - 1, day, hour, minute, timeZone);
  const earlier = new TZDate(guess.getTime() - 3_600_000, timeZone);
  const reads = (date: TZDate): boolean => date.getHours() === hour && date.getMinutes() === minute;
  if (reads(earlier)) return earlier.getTime();
  return reads(guess) ? guess.getTime() : undefined;
}

function* daysFrom(start: CalendarDay): Generator<CalendarDay> {
  const date = new Date(Date.UTC(start.year, start.month - 1, start.day));
  while (date.getUTCFullYear() <= LAST_YEAR) {
    yield { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
    date.setUTCDate(date.getUTCDate() + 1);
  }
}

/** The set of numbers that a field stands for, in rising order. */
function values(field: string, least: number, most: number, names: readonly string[] = []): Set<number> {
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step] = part.split('/');
    const [from = '', to] = range === '*' ? [String(least), String(most)] : range.split('-');
    const first = numberOf(from, least, most, names, field);
    const last = to !== undefined ? numberOf(to, least, most, names, field) : step === undefined ? first : most;
    const stride = step === undefined ? 1 : Number(step);
    if (!Number.isInteger(stride) || stride < 1) throw new Error(`'${field}' has no usable step.`);
    for (let value = first; value <= last; value += stride) found.add(value);
  }
  return new Set([...found].sort((a, b) => a - b));
}

function numberOf(text: string, least: number, most: number, names: readonly string[], field: string): number {
  const name = names.indexOf(text.toUpperCase());
  const value = name >= 0 ? name + least : Number(text === '' ? Number.NaN : text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new Error(`'${text}' in '${field}' is not between ${least} and ${most}.`);
  }
  return value;
}

const lastDayOf = ({ year, month }: CalendarDay): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
/** 1 (Sunday) to 7 (Saturday), as AWS counts. */
const weekdayOf = ({ year, month, day }: CalendarDay): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;

function dayOfMonthRule(field: string): (day: CalendarDay) => boolean {
  if (field === 'L') return (date) => date.day === lastDayOf(date);
  const nearWeekday = /^(\d+|L)W$/.exec(field)?.[1];
  if (nearWeekday !== undefined) {
    return (date) => {
      const target = nearWeekday === 'L' ? lastDayOf(date) : Number(nearWeekday);
      return target <= lastDayOf(date) && date.day === nearestWeekday({ ...date, day: target });
    };
  }
  const days = values(field, 1, 31);
  return ({ day }) => days.has(day);
}

/** The Monday to Friday nearest to a day, without leaving its month. */
function nearestWeekday(date: CalendarDay): number {
  const weekday = weekdayOf(date);
  if (weekday === 7) return date.day === 1 ? 3 : date.day - 1;
  if (weekday === 1) return date.day === lastDayOf(date) ? date.day - 2 : date.day + 1;
  return date.day;
}

function dayOfWeekRule(field: string): (day: CalendarDay) => boolean {
  const [, named, which] = /^(\w+)#([1-5])$/.exec(field) ?? [];
  if (named !== undefined) {
    const weekday = numberOf(named, 1, 7, WEEKDAYS, field);
    return (date) => weekdayOf(date) === weekday && Math.ceil(date.day / 7) === Number(which);
  }
  const last = /^(\w+)L$/.exec(field)?.[1];
  if (last !== undefined) {
    const weekday = numberOf(last, 1, 7, WEEKDAYS, field);
    return (date) => weekdayOf(date) === weekday && date.day + 7 > lastDayOf(date);
  }
  const weekdays = values(field === 'L' ? '7' : field, 1, 7, WEEKDAYS);
  return (date) => weekdays.has(weekdayOf(date));
}
