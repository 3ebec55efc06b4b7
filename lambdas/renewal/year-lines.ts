/** Dates of a year as people check them best: a line for each break, term or part of the year, with the weekday of every date. */
import { type ReadLines, readLines, shortDate, dateSpan as span } from '../pages/date-lines.ts';
import type { Term } from '../settings/partnership-year.ts';

/** A part of the year with the share of its reviews, as the settings of a programme have it. */
export interface PartOfYear {
  readonly from: string;
  readonly to: string;
  readonly share: number;
}

export const termLines = (terms: readonly Term[]): string =>
  terms
    .map((one) => `${one.name}: ${span(one)}; asked on ${shortDate(one.asksOn)}; planned on ${shortDate(one.plansOn)}`)
    .join('\n');

export const partLines = (parts: readonly PartOfYear[]): string =>
  parts.map((one) => `${span(one)}: ${Math.round(one.share * 10_000) / 100} per cent`).join('\n');

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
