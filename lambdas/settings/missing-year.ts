import { addMonths } from '../calendar/dates.ts';
import { yearAfter } from './next-year.ts';
import { WANTED_MONTHS_AHEAD } from './partnership-year.ts';
import { yearTitle } from './year-title.ts';

/** What a year's row says of when the next one is wanted. */
export interface YearBefore {
  readonly year: string;
  readonly starts: string;
  readonly ends: string;
  readonly renewalOpens: string;
  readonly wantedMonthsAhead?: number | undefined;
}

/** A year that should have been opened by now. */
export interface MissingYear {
  readonly year: string;
  /** '2028 to 2029': it lasts as long as the year before. */
  readonly title: string;
  /** About when its renewal is to open: a year after that of the year before. */
  readonly renewalOpens: string;
}

/**
 * From which day on the year after one is missed: eight months before its renewal, unless the year's row says otherwise; so four
 * months after the renewal before, when this year's is over for most and local authorities have published the breaks of the next
 * [D]. A year whose renewal opens on 1 February 2028 is missed from 1 June 2027.
 */
export const wantedFrom = ({ renewalOpens, wantedMonthsAhead = WANTED_MONTHS_AHEAD }: YearBefore): string =>
  addMonths(renewalOpens, 12 - wantedMonthsAhead);

/**
 * The years that are wanted on a day and that nobody has put in force: the year after each of `rows` that has not ended.
 *
 * @param rows years that exist, with the years after them as far as these exist.
 */
export function missingYears(rows: readonly YearBefore[], today: string): readonly MissingYear[] {
  const known = new Set(rows.map(({ year }) => year));
  return rows
    .filter((row) => !known.has(yearAfter(row.year)) && wantedFrom(row) <= today && today <= row.ends)
    .map(({ year, starts, ends, renewalOpens }) => ({
      year: yearAfter(year),
      title: yearTitle({ starts: addMonths(starts, 12), ends: addMonths(ends, 12) }),
      renewalOpens: addMonths(renewalOpens, 12),
    }));
}
