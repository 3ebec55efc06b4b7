/** What must not be lost for a failure of the table that passes. */
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

/** The client has tried four times itself, within half a second: what follows it can wait a little longer each time. */
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;

/**
 * All waits together. Of the functions that send mails the shortest may run for 20 seconds, and has made its other requests by then;
 * the attempts between the waits take a tenth of this.
 */
const WITHIN_MS = 8_000;

/** What no later attempt changes (DynamoDB developer guide, 'Error messages and codes', those not to be retried). */
const FOR_GOOD: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'ConditionalCheckFailedException',
  'IncompleteSignatureException',
  'ItemCollectionSizeLimitExceededException',
  'MissingAuthenticationTokenException',
  'ResourceNotFoundException',
  'UnrecognizedClientException',
  'ValidationException',
]);

/**
 * Does `work`, and again where AWS failed and may not the next time, until it is done or has failed for eight seconds.
 *
 * @param name spreads the waits of many that fail at once, alike each time: from half of a wait to all of it.
 * @throws what the last attempt threw.
 */
export async function tryOn<Result>(
  name: string,
  work: () => Promise<Result>,
  pause: (milliseconds: number) => Promise<unknown> = setTimeout,
): Promise<Result> {
  let waited = 0;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const waitMs = waitOf(name, attempt);
      if (!mayPass(error) || waited + waitMs > WITHIN_MS) throw error;
      await pause(waitMs);
      waited += waitMs;
    }
  }
}

function waitOf(name: string, attempt: number): number {
  const share = createHash('sha256').update(`${name} ${attempt}`).digest().readUInt16BE() / 0x1_00_00;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (0.5 + share / 2);
}

/** Whether an error is AWS's, and one that passes. ElectroDB wraps it. */
function mayPass(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('$metadata' in cause) return !FOR_GOOD.has(cause.name);
  }
  return false;
}
