import * as z from 'zod';
import type { ConsoleRequest, Store } from '../store/store.ts';
import { actOfRequest } from './record.ts';

/**
 * What is read of CloudTrail's event about a call of `steer-review` (CloudTrail user guide, 'CloudTrail record contents').
 * `requestID` is the id that Lambda gave the call, and that the function finds in its context.
 */
export const callEventSchema = z.object({
  detail: z.object({
    requestID: z.string(),
    userIdentity: z.object({ arn: z.string().optional(), principalId: z.string().optional() }),
  }),
});
export type CallEvent = z.infer<typeof callEventSchema>;

/** 'recorded'; 'known' when it stood there already; 'nothing-done' when the call came to no act. */
export type WhoActed = 'recorded' | 'known' | 'nothing-done';

/** Adds to the audit entry of a command whose console session called for it. Twice, or late, does no harm. */
export async function recordWhoActed(store: Store, { detail }: CallEvent): Promise<WhoActed> {
  const request = await store.consoleRequest(detail.requestID);
  if (!request) return 'nothing-done';
  const principal = detail.userIdentity.arn ?? detail.userIdentity.principalId ?? 'unknown';
  const { acts } = request;
  if (acts === undefined) return (await note(store, request, principal)) ? 'recorded' : 'known';
  const names = Array.from({ length: acts }, (_, index) => actOfRequest(detail.requestID, index));
  const done = await Promise.all(names.map((name) => store.consoleRequest(name)));
  const noted = await Promise.all(done.flatMap((one) => (one ? [note(store, one, principal)] : [])));
  if (noted.length === 0) return 'nothing-done';
  return noted.includes(true) ? 'recorded' : 'known';
}

async function note(store: Store, { about, at, entry }: ConsoleRequest, principal: string): Promise<boolean> {
  const { written } = await store.write([
    store.rows.auditEntry
      .patch({ about, at, entry })
      .set({ principal })
      .where((row, { notExists }) => notExists(row.principal))
      .commit(),
  ]);
  return written;
}
