import type { Placement, Store, WriteItem } from '../store/store.ts';

/** Takes people off a plan who were not asked: their days are free for others, and they are told nothing. */
export const withdrawPlanned = (
  store: Pick<Store, 'rows'>,
  planned: readonly Placement[],
  reason: string,
): readonly WriteItem[] =>
  planned.map(({ about, turn, seat, person }) =>
    store.rows.placement
      .patch({ about, turn, seat, person })
      .set({ status: 'withdrawn', reason })
      .where(({ status }, { eq }) => eq(status, 'planned'))
      .commit(),
  );
