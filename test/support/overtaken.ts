import { vi } from 'vitest';
import type { Store } from '../../lambdas/store/store.ts';

/**
 * Has something happen once a step has read its rows, right before it first writes: the step goes on with the rows as they were, as it
 * also would where the table had served old ones.
 */
export function overtakeWrite(store: Store, happens: () => Promise<unknown>): void {
  const really = store.write.bind(store);
  vi.spyOn(store, 'write').mockImplementationOnce(async (items) => {
    await happens();
    return really(items);
  });
}
