/** Dates as people check them best: a line of text for each range, with the weekday of every date. */
import { type DateRange, dayMonthYear, weekdayName } from '../calendar/dates.ts';
import { dateField } from './date-fields.ts';

/** What lines come to: the rows, or what is wrong with the first line that cannot be read. */
export type ReadLines<Row> =
  | { readonly ok: true; readonly rows: Row[] }
  | { readonly ok: false; readonly sentence: string };

/** 'Mon 14 Feb 2028'. */
export function shortDate(date: string): string {
  const [day = '', month = '', year = ''] = dayMonthYear(date).split(' ');
  return `${weekdayName(date).slice(0, 3)} ${day} ${month.slice(0, 3)} ${year}`;
}

/** 'Mon 14 Feb 2028 to Fri 18 Feb 2028', or the one day. */
export const dateSpan = ({ from, to }: Pick<DateRange, 'from' | 'to'>): string =>
  from === to ? shortDate(from) : `${shortDate(from)} to ${shortDate(to)}`;

export const breakLines = (breaks: readonly DateRange[]): string =>
  breaks.map((one) => [dateSpan(one), ...(one.reason === undefined ? [] : [one.reason])].join(', ')).join('\n');

/** 'Mon 14 Feb 2028 to Fri 18 Feb 2028, February half-term': a break with its name, which may be missing. */
export const readBreaks = (text: string): ReadLines<DateRange> =>
  readLines(text, 2, 'two dates, such as 14 Feb 2028 to 18 Feb 2028', ([from = '', to = ''], { after }) => {
    if (to < from) return 'ends before it begins';
    return { from, to, ...(after !== '' && { reason: after }) };
  });

const DATE = /\b(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\s+)?(\d{1,2})\s+([A-Za-z]{3,9})\s+(\d{4})\b/gi;

interface Around {
  /** What stands before the first date, and after the last. */
  readonly before: string;
  readonly after: string;
}

/**
 * Each line that has something on it, by its dates.
 *
 * @param dates how many a line has to have; where two numbers are given, either.
 * @param make the row of a line, or what is wrong with it: '... ends before it begins'.
 */
export function readLines<Row extends object>(
  text: string,
  dates: number | readonly number[],
  wanted: string,
  make: (dates: readonly string[], around: Around) => Row | string,
): ReadLines<Row> {
  const rows: Row[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const wrong = (what: string) => ({
      ok: false as const,
      sentence: `Line ${index + 1} ('${shortened(line.trim())}') ${what}`,
    });
    const found = [...line.matchAll(DATE)];
    if (![dates].flat().includes(found.length)) return wrong(`must have ${wanted}`);
    const read = found.map(dateOf);
    const bad = read.find((one) => one.wrong !== undefined)?.wrong;
    if (bad !== undefined) return wrong(bad);
    const last = found.at(-1);
    const row = make(
      read.flatMap(({ date }) => date ?? []),
      {
        before: line.slice(0, found[0]?.index).replace(/[\s:,;-]+$|^\s+/g, ''),
        after: line.slice((last?.index ?? 0) + (last?.[0].length ?? 0)).replace(/^[\s:,;-]+|\s+$/g, ''),
      },
    );
    if (typeof row === 'string') return wrong(row);
    rows.push(row);
  }
  return { ok: true, rows };
}

/** A date as it was typed. A weekday beside it has to be its own: that finds most slips of a finger. */
function dateOf([typed, weekday, day, month, year]: readonly (string | undefined)[]): {
  readonly date?: string;
  readonly wrong?: string;
} {
  const read = dateField({ label: 'the date' }).safeParse({ day, month, year });
  if (!read.success) return { wrong: `has '${typed}', which is not a date` };
  const own = weekdayName(read.data);
  if (weekday !== undefined && !own.toLowerCase().startsWith(weekday.toLowerCase())) {
    return { wrong: `has '${typed}', but ${dayMonthYear(read.data)} is a ${own}` };
  }
  return { date: read.data };
}

const shortened = (line: string): string => (line.length > 60 ? `${line.slice(0, 57)}...` : line);
