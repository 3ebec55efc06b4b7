import { ownerToday } from '../members/lineage.ts';
import { isHeadOf } from '../questions/offices.ts';
import { noMailOf } from '../questions/review-context.ts';
import type { Person, Review, Store } from '../store/store.ts';

/** Whoever leads the host of a review today and can be mailed about its report. */
export async function headToTell(review: Review, store: Store): Promise<Person | undefined> {
  const owner = await ownerToday(store, review);
  const head = owner?.head === undefined ? undefined : await store.person(owner.head);
  return head && isHeadOf(owner, head) && noMailOf(head) === undefined ? head : undefined;
}
