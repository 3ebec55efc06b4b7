import { type Store, WriteNotPossibleNow } from '../store/store.ts';
import type { LeftHub } from './office-changes.ts';

/**
 * Keeps with a hub which member has left it. Once it has, nothing else leads from whoever looked after the hub in its time to its reviews,
 * where what they did and wrote stands. Told again it is kept once; a hub that has no row keeps nothing.
 *
 * @throws WriteNotPossibleNow when somebody else writes the hub's row; the next attempt keeps it.
 */
export async function keepFormerMember({ hub, member }: LeftHub, store: Store): Promise<void> {
  const row = await store.hub(hub);
  if (!row || row.formerMembers?.includes(member)) return;
  const { formerMembers } = row;
  const { written } = await store.write([
    store.rows.hub
      .patch({ hub })
      .set({ formerMembers: [...(formerMembers ?? []), member] })
      .where((is, { eq, notExists }) =>
        formerMembers === undefined ? notExists(is.formerMembers) : eq(is.formerMembers, formerMembers),
      )
      .commit(),
  ]);
  if (!written) throw new WriteNotPossibleNow(`The row of ${hub} changed while ${member} left it.`);
}
