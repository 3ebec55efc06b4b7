import type { Placement, Store, WriteItem } from '../store/store.ts';

/** What a placement says of whoever works for no member. */
export const INDEPENDENT = 'independent';

type Counts = Readonly<Partial<Record<'offered' | 'accepted' | 'done' | 'failed', number>>>;

/**
 * What a placement changes in the ledger of the school that gives it; nothing for a lead reviewer or somebody independent,
 * for whom no school gives anything. To be written together with the placement, whose condition keeps a second try from
 * counting again.
 *
 * @param place.organisation as the placement has it since its person was asked: so that all its entries are in one ledger, even
 * when they work for another school by now.
 */
export function ledgerEntries(
  store: Pick<Store, 'rows'>,
  place: Pick<Placement, 'kind' | 'year'> & { readonly organisation?: string | undefined },
  counts: Counts,
): readonly WriteItem[] {
  const { kind, organisation, year } = place;
  if (kind === 'lead' || organisation === undefined || organisation === INDEPENDENT) return [];
  return [
    store.rows.ledger
      .upsert({ member: organisation, year })
      .add({ ...counts })
      .commit(),
  ];
}
