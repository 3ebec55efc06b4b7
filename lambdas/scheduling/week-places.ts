/** A review's place in a week: the rows that guard how many reviews a week can hold. */
import { mondayOf } from '../calendar/dates.ts';
import { afterYear } from '../settings/after-year.ts';
import type { Review, Store, WeekLoad, WriteItem } from '../store/store.ts';
import type { RulesSource } from './date-rules.ts';

/** How many reviews the weeks hold in which a review can be: of its year, and the first after it. */
export const weekLoadsOf = (
  { programme }: Placed,
  { year, settings }: Pick<RulesSource, 'year' | 'settings'>,
  store: Store,
): Promise<readonly WeekLoad[]> => store.weekLoads(programme, mondayOf(year.starts), afterYear(year, settings).to);

type Placed = Pick<Review, 'about' | 'programme'>;

/**
 * Takes a place in a week for a review that has none in it.
 *
 * @param capacity how many reviews the week can hold: the item is refused when it is full. Without it there is always room.
 */
export const takePlace = (store: Store, { about, programme }: Placed, week: string, capacity?: number): WriteItem =>
  store.rows.weekLoad
    .upsert({ programme, week })
    .add({ reviews: [about], count: 1 })
    .where(({ count, reviews }, { lt, notExists, notContains }) => {
      const isNotIn = `(${notExists(reviews)} OR ${notContains(reviews, about)})`;
      return capacity === undefined ? isNotIn : `${isNotIn} AND (${notExists(count)} OR ${lt(count, capacity)})`;
    })
    .commit();

/** Gives a review's place in a week back. */
export const leavePlace = (store: Store, { about, programme }: Placed, week: string): WriteItem =>
  store.rows.weekLoad
    .patch({ programme, week })
    .delete({ reviews: [about] })
    .add({ count: -1 })
    .where(({ reviews }, { contains }) => contains(reviews, about))
    .commit();

/** The weeks, by their Mondays, in which a review has a place. */
export const weeksOf = (loads: readonly WeekLoad[], about: string): string[] =>
  loads.filter((load) => holds(load, about)).map(({ week }) => week);

/** Whether a week has no place left for the review. One that has a place already needs no other. */
export function isFullFor(loads: readonly WeekLoad[], about: string, capacity: number): (week: string) => boolean {
  const byWeek = new Map(loads.map((load) => [load.week, load]));
  return (week) => {
    const load = byWeek.get(week);
    return load !== undefined && !holds(load, about) && (load.count ?? 0) >= capacity;
  };
}

const holds = ({ reviews }: WeekLoad, about: string): boolean => reviews?.includes(about) ?? false;
