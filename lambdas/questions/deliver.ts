import type { Decision, Store } from '../store/store.ts';
import type { Callbacks } from './callbacks.ts';
import type { Outcome } from './question.ts';

type Settled = Pick<Decision, 'about' | 'decision' | 'outcome' | 'asksAgain'> & { readonly token?: string | undefined };

/**
 * Hands a settled decision's outcome to its workflow, takes the row out of the queue and its token from it. When the token turns out to
 * be gone, the row is read again: the workflow may have entered the question anew meanwhile and waits with another.
 * A row whose workflow has ended is done all the same: entering the question again finds the answer. One whose next round is
 * still to be asked stays in the queue until it was.
 *
 * @returns 'delivered' when a workflow took it; 'gone' when one had waited and none does now; 'nobody-waited' when none
 *   ever did.
 */
export async function deliver(
  store: Store,
  callbacks: Callbacks,
  settled: Settled,
): Promise<'delivered' | 'gone' | 'nobody-waited'> {
  const { about, decision } = settled;
  const delivered = await handOver(store, callbacks, settled);
  if (settled.asksAgain) return delivered;
  await store.entities.decision
    .patch({ about, decision })
    .remove(['queue', 'nextActionAt', 'openFor', 'token'])
    .go({ response: 'none' });
  return delivered;
}

async function handOver(
  store: Store,
  callbacks: Callbacks,
  { about, decision, token, outcome }: Settled,
): Promise<'delivered' | 'gone' | 'nobody-waited'> {
  if (token === undefined) return 'nobody-waited';
  const delivered = await callbacks.deliver(token, outcome as Outcome);
  if (delivered === 'delivered') return delivered;
  const now = await store.decision(about, decision);
  if (now?.token === undefined || now.token === token) return 'gone';
  return callbacks.deliver(now.token, outcome as Outcome);
}
