/** A school's own holidays and inset days in a year. Outside of the year, of which it is asked nothing, the year's usual ones count. */
import { addDays, type DateRange, daysBetween } from '../calendar/dates.ts';
import { breakNextYear } from '../calendar/school-calendar.ts';
import type { PartnershipYear } from './partnership-year.ts';
import { visitWeeks } from './target-week.ts';

type Year = Pick<PartnershipYear, 'starts' | 'ends' | 'termBreaks'>;

/** The part of a range from one day to another; nothing where it has none. */
function part(range: DateRange, first: string, last: string): DateRange[] {
  const from = range.from > first ? range.from : first;
  const to = range.to < last ? range.to : last;
  return from <= to ? [{ ...range, from, to }] : [];
}

const BEFORE_ALL = '0000-01-01';
const AFTER_ALL = '9999-12-31';

/** The year's usual breaks within it: what a school that has said nothing begins with. A summer that reaches beyond the year is cut. */
export const usualBreaks = ({ starts, ends, termBreaks }: Year): readonly DateRange[] =>
  termBreaks.flatMap((range) => part(range, starts, ends));

/** A school's own days within the year, with the year's usual breaks before and after it. */
export function breaksWithOwn(own: readonly DateRange[], { starts, ends, termBreaks }: Year): readonly DateRange[] {
  const outside = termBreaks.flatMap((range) => [
    ...part(range, BEFORE_ALL, addDays(starts, -1)),
    ...part(range, addDays(ends, 1), AFTER_ALL),
  ]);
  return [...outside, ...own].toSorted((a, b) => a.from.localeCompare(b.from));
}

/** Last year's own days a year later, as far as they lie in the year: what a school begins with that gave its own before. */
export const ownNextYear = (before: readonly DateRange[], { starts, ends }: Year): readonly DateRange[] =>
  before
    .map(breakNextYear)
    .flatMap((range) => part(range, starts, ends))
    .toSorted((a, b) => a.from.localeCompare(b.from));

/** A summer of which the whole lies in a year is six weeks and a bit; longer is a slip in a year or a month. */
const LONGEST_DAYS = 56;

/** What is wrong with a range as a school's own, in the second half of a sentence; nothing where it can be. */
export function whyNoOwnBreak({ from, to }: DateRange, { starts, ends }: Year): string | undefined {
  if (to < from) return 'ends before it begins';
  if (from < starts || to > ends) return 'is not within the year';
  return daysBetween(from, to) >= LONGEST_DAYS ? `is longer than ${LONGEST_DAYS / 7} weeks` : undefined;
}

/** Whether a visit of three days fits somewhere between these days. */
export const leaveRoom = (own: readonly DateRange[], { starts, ends }: Year): boolean =>
  visitWeeks(starts, ends, own).length > 0;
