/** The first weeks after a partnership year, in which a review can be that finds no place in its own. */
import { addDays, addWeeks, type DateRange, isWithin, mondayOf } from '../calendar/dates.ts';
import type { PartnershipYear } from './partnership-year.ts';
import type { ProgrammeSettings } from './programme-settings.ts';
import { visitWeeks } from './target-week.ts';

type Year = Pick<PartnershipYear, 'ends' | 'termBreaks'>;

/**
 * From the first to the last day on which a visit of its reviews can be after the year, as London dates. The days up to the first
 * Monday after the break in which the year ends are for a school to begin with.
 */
export function afterYear(
  { ends, termBreaks }: Year,
  { scheduling }: Pick<ProgrammeSettings, 'scheduling'>,
): Pick<DateRange, 'from' | 'to'> {
  const next = addDays(ends, 1);
  const summer = termBreaks.find((range) => isWithin(next, range));
  return {
    from: summer ? mondayOf(addDays(summer.to, 7)) : next,
    to: addWeeks(ends, scheduling.weeksAfterYear),
  };
}

/**
 * The breaks that such a review reckons with: a host's own may end with the year, and the year's reach to the Christmas after it.
 *
 * @param breaks the host's own, or the year's.
 */
export const breaksAfterYear = (breaks: readonly DateRange[], year: Year): readonly DateRange[] => [
  ...breaks,
  ...year.termBreaks.filter(
    ({ from, to }) => to > year.ends && !breaks.some((own) => own.from <= from && own.to >= to),
  ),
];

/** The Mondays of the weeks after the year in which a visit fits, none before the London date `earliest`. */
export function weeksAfterYear(
  earliest: string,
  year: Year,
  settings: Pick<ProgrammeSettings, 'scheduling'>,
  breaks: readonly DateRange[],
): string[] {
  const { from, to } = afterYear(year, settings);
  return visitWeeks(earliest > from ? earliest : from, to, breaksAfterYear(breaks, year));
}
