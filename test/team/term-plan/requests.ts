import type { Store } from '../../../lambdas/store/store.ts';

interface Sender {
  send(...request: unknown[]): unknown;
}

/** How many requests to the table some work takes. */
export async function countRequests(store: Store, work: () => Promise<unknown>): Promise<number> {
  const { client } = (store as unknown as { table: { client: Sender } }).table;
  const send = client.send;
  let count = 0;
  client.send = function counted(this: Sender, ...request: unknown[]): unknown {
    count += 1;
    return send.apply(this, request);
  };
  try {
    await work();
  } finally {
    client.send = send;
  }
  return count;
}
