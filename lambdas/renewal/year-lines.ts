/** Dates of a year as people check them best: a line for each break, term or part of the year, with the weekday of every date. */
import { type DateRange, dayMonthYear, weekdayName } from '../calendar/dates.ts';
import { dateField } from '../pages/kit.ts';
import type { Term } from '../settings/partnership-year.ts';

/** A part of the year with the share of its reviews, as the settings of a programme have it. */
export interface PartOfYear {
  readonly from: string;
  readonly to: string;
  readonly share: number;
}

/** What lines come to: the rows, or what is wrong with the first line that cannot be read. */
export type ReadLines<Row> =
  | { readonly ok: true; readonly rows: Row[] }
  | { readonly ok: false; readonly sentence: string };

/** 'Mon 14 Feb 2028'. */
export function shortDate(date: string): string {
  const [day = '', month = '', year = ''] = dayMonthYear(date).split(' ');
  return `${weekdayName(date).slice(0, 3)} ${day} ${month.slice(0, 3)} ${year}`;
}

const span = ({ from, to }: DateRange): string => `${shortDate(from)} to ${shortDate(to)}`;

export const breakLines = (breaks: readonly DateRange[]): string =>
  breaks.map((one) => [span(one), ...(one.reason === undefined ? [] : [one.reason])].join(', ')).join('\n');

export const termLines = (terms: readonly Term[]): string =>
  terms
    .map((one) => `${one.name}: ${span(one)}; asked on ${shortDate(one.asksOn)}; planned on ${shortDate(one.plansOn)}`)
    .join('\n');

export const partLines = (parts: readonly PartOfYear[]): string =>
  parts.map((one) => `${span(one)}: ${Math.round(one.share * 10_000) / 100} per cent`).join('\n');

/** 'Mon 14 Feb 2028 to Fri 18 Feb 2028, February half-term': a break with its name, which may be missing. */
export const readBreaks = (text: string): ReadLines<DateRange> =>
  readLines(text, 2, 'two dates, such as 14 Feb 2028 to 18 Feb 2028', ([from = '', to = ''], { after }) => {
    if (to < from) return 'ends before it begins';
    return { from, to, ...(after !== '' && { reason: after }) };
  });

/** @param known terms whose one-word names are kept; a new one is called by its first word. */
export const readTerms = (text: string, known: readonly Term[]): ReadLines<Term> =>
  readLines(
    text,
    4,
    'a name and four dates: the first and the last day, when reviewers are asked, and when it is planned',
    ([from = '', to = '', asksOn = '', plansOn = ''], { before }) => {
      const name = before;
      const term = known.find((one) => one.name === name)?.term ?? name.split(' ', 1)[0]?.toLowerCase() ?? '';
      if (!/^[a-z]+$/.test(term)) return 'must begin with the name of the term and a colon, such as spring term:';
      if (to <= from) return 'ends before it begins';
      if (asksOn >= plansOn || plansOn >= from) return 'must ask before it plans, and plan before the term begins';
      return { term, name, from, to, asksOn, plansOn };
    },
  );

/** 'Mon 27 Sep 2027 to Fri 22 Oct 2027: 15 per cent'. */
export const readParts = (text: string): ReadLines<PartOfYear> =>
  readLines(
    text,
    2,
    'two dates and a share, such as 27 Sep 2027 to 22 Oct 2027: 15 per cent',
    ([from = '', to = ''], { after }) => {
      const [, percent] = /^(\d+(?:\.\d+)?)\s*(?:%|per\s?cent)$/i.exec(after) ?? [];
      if (percent === undefined) return 'must end with a share, such as 15 per cent';
      if (to < from) return 'ends before it begins';
      return { from, to, share: Number(percent) / 100 };
    },
  );

const DATE = /\b(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\s+)?(\d{1,2})\s+([A-Za-z]{3,9})\s+(\d{4})\b/gi;

interface Around {
  /** What stands before the first date, and after the last. */
  readonly before: string;
  readonly after: string;
}

/** Each line that has something on it, by its dates. @param make the row of a line, or what is wrong with it: '... ends before it begins'. */
function readLines<Row extends object>(
  text: string,
  dates: number,
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
    if (found.length !== dates) return wrong(`must have ${wanted}`);
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
