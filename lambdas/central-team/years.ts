import { addWeeks, mondayOf } from '../calendar/dates.ts';
import { type ReviewLine, reviewLines } from '../store/network-reads.ts';
import type { Store } from '../store/store.ts';

/**
 * The partnership years whose reviews can be under way on a day: a year is named by the calendar year in which it begins,
 * so a date belongs to the year of that name or to the one before, and reviews of the next are planned from its renewal on.
 */
export const yearsAround = (today: string): readonly [string, string] => {
  const year = Number(today.slice(0, 4));
  return [String(year - 1), String(year)];
};

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
