import type { Store } from '../../../lambdas/store/store.ts';

/** Who holds the seats of a review's team now, the lead first. */
export async function teamOf(store: Store, about: string): Promise<readonly { seat: string; person: string }[]> {
  const { seats } = await store.needWholeReview(about);
  return seats
    .flatMap(({ seat, status, person }) => (status === 'filled' && person !== undefined ? [{ seat, person }] : []))
    .toSorted((a, b) => a.seat.localeCompare(b.seat));
}
