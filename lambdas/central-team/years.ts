import { addWeeks, mondayOf } from '../calendar/dates.ts';
import { type MissingYear, missingYears } from '../settings/missing-year.ts';
import { type ReviewLine, reviewLines } from '../store/network-reads.ts';
import type { Store } from '../store/store.ts';
import { yearsNamed } from '../store/week-reads.ts';

/**
 * The partnership years whose reviews can be under way on a day: a year is named by the calendar year in which it begins,
 * so a date belongs to the year of that name or to the one before, and reviews of the next are planned from its renewal on.
 */
export const yearsAround = (today: string): readonly [string, string] => {
  const year = Number(today.slice(0, 4));
  return [String(year - 1), String(year)];
};

/** The partnership years that are wanted by a day and not in force, from four rows in one request. */
export async function yearsWanted(store: Store, today: string): Promise<readonly MissingYear[]> {
  const year = Number(today.slice(0, 4));
  return missingYears(await yearsNamed(store, [year - 2, year - 1, year, year + 1].map(String)), today);
}

/** The reviews of the years around a day whose visits lie in the weeks from one to another, counted from that day. */
export async function reviewsAround(
  store: Store,
  today: string,
  weeks: { readonly from: number; readonly to: number },
): Promise<readonly ReviewLine[]> {
  const monday = mondayOf(today);
  const [from, to] = [addWeeks(monday, weeks.from), addWeeks(monday, weeks.to)];
  const years = await Promise.all(yearsAround(today).map((year) => reviewLines(store, year, from, to)));
  return years.flat().toSorted((a, b) => a.week.localeCompare(b.week) || a.about.localeCompare(b.about));
}
