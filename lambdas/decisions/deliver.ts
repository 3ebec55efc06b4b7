import type { Decision, Store } from '../store/store.ts';
import type { Callbacks } from './callbacks.ts';
import type { Outcome } from './question.ts';

type Settled = Pick<Decision, 'about' | 'decision' | 'outcome'> & { readonly token?: string | undefined };

/**
 * Hands a settled decision's outcome to its workflow and takes the row out of the queue. When the token turns out to
 * be gone, the row is read again: the workflow may have entered the question anew meanwhile and waits with another.
 * A row whose workflow has ended is done all the same: entering the question again finds the answer.
 */
export async function deliver(store: Store, callbacks: Callbacks, settled: Settled): Promise<void> {
  const { about, decision } = settled;
  if (settled.token !== undefined) {
    const outcome = settled.outcome as Outcome;
    if ((await callbacks.deliver(settled.token, outcome)) === 'gone') {
      const now = await store.decision(about, decision);
      if (now?.token !== undefined && now.token !== settled.token) await callbacks.deliver(now.token, outcome);
    }
  }
  await store.entities.decision
    .patch({ about, decision })
    .remove(['queue', 'nextActionAt', 'openFor'])
    .go({ response: 'none' });
}
