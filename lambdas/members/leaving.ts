/** Who goes on reviews, and the rows by which somebody no longer does, or does again. What follows is in commands/carry-out-leaving.ts. */
import { londonDate } from '../calendar/london.ts';
import { carryOutLeaving } from '../store/agenda.ts';
import type { Person, Store, WriteItem } from '../store/store.ts';

/** 'network': they have left, and nothing is asked of them any more. 'reviews': they go on no more reviews, and may be a contact still. */
export type Leaving = 'network' | 'reviews';

/** Why somebody is out of the pools; nothing while they are in one, or never were. */
export const whyOutOfPools = ({ left, stoppedOn }: Pick<Person, 'left' | 'stoppedOn'>): string | undefined => {
  if (left) return 'has left';
  return stoppedOn === undefined ? undefined : 'goes on no more reviews';
};

/**
 * Takes somebody out of the pools; which one they were in is kept. Refused when they left, or came back, since they were read. With it
 * goes that the daily round is to do what follows, unless the caller does and takes that out.
 */
export function leavingItems(
  store: Pick<Store, 'rows'>,
  { person, pool, left, stoppedOn }: Person,
  leaving: Leaving,
  at: string,
): readonly WriteItem[] {
  const today = londonDate(at);
  const row = store.rows.person.patch({ person }).set({
    ...(leaving === 'network' ? { left: true, leftOn: today } : { stoppedOn: today }),
    ...(pool && { poolBefore: pool }),
  });
  return [
    (pool ? row.remove(['pool']) : row)
      .where(
        (is, { eq, notExists }) =>
          `${left === undefined ? notExists(is.left) : eq(is.left, left)} AND ${stoppedOn === undefined ? notExists(is.stoppedOn) : eq(is.stoppedOn, stoppedOn)} AND ${pool ? eq(is.pool, pool) : notExists(is.pool)}`,
      )
      .commit(),
    carryOutLeaving(store, person, { at }),
  ];
}

/** Brings somebody back into the pool they were in. What they did and were has stayed. */
export function returningItem(store: Pick<Store, 'rows'>, { person, pool, poolBefore }: Person): WriteItem {
  const back = pool ?? poolBefore;
  return store.rows.person
    .patch({ person })
    .set(back ? { pool: back } : {})
    .remove(['left', 'leftOn', 'stoppedOn', 'poolBefore'])
    .where((is, { exists }) => `${exists(is.left)} OR ${exists(is.leftOn)} OR ${exists(is.stoppedOn)}`)
    .commit();
}
