import type { Store } from '../store/store.ts';
import type { ReviewOfWeek } from '../store/week-reads.ts';
import type { DigestWeek } from './digest-week.ts';

/** Rows of a transaction. */
const AT_ONCE = 100;

/**
 * Keeps how many reviews of each year and programme are in which stage this week, for the picture of the year's progress: of reviews that the digest has read
 * anyway, in one request. A week that is done again is written over. A quiet week, in which nothing changed and nothing was due, leaves no row: the week before holds.
 */
export async function keepProgress(
  store: Store,
  reviews: readonly ReviewOfWeek[],
  { monday }: Pick<DigestWeek, 'monday'>,
): Promise<void> {
  const standing = reviews.filter(({ status }) => status !== 'cancelled');
  const groups = Map.groupBy(standing, ({ year, programme }) => `${year} ${programme}`);
  const items = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { year, programme } = first;
    const counts = Object.fromEntries(
      [...Map.groupBy(group, ({ stage }) => stage)].map(([stage, { length }]) => [stage, length]),
    );
    return [store.rows.stageCount.put({ year, programme, week: monday, counts }).commit()];
  });
  for (let from = 0; from < items.length; from += AT_ONCE) await store.write(items.slice(from, from + AT_ONCE));
}
