/** One run of a function, measured from outside. */
import { setTimeout } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { pascalCase } from '../../../lib/letter-case.ts';
import type { LocalStack } from '../../../local/stack.ts';

/** What a run took. */
export interface Measure {
  readonly requests: number;
  /** Bytes that the table answered. */
  readonly bytes: number;
  /** Milliseconds of processor time of the function's thread. */
  readonly processorMs: number;
  /** The most that the thread's heap held more than before, bytes, garbage that was not yet collected included. */
  readonly heapBytes: number;
  readonly mails: number;
  /** Seconds from its beginning to its end. */
  readonly seconds: number;
  /** Bytes of what the function gave. */
  readonly answered: number;
  /** The error's name where it failed. */
  readonly failed: string | undefined;
}

const workers = new Set<Worker>();
process.on('worker', (worker) => {
  workers.add(worker);
  worker.once('exit', () => workers.delete(worker));
});

const LOOKS_EVERY_MS = 50;

async function heap(): Promise<number> {
  const all = await Promise.all([...workers].map((worker) => worker.getHeapStatistics().catch(() => undefined)));
  return all.reduce((sum, one) => sum + (one?.used_heap_size ?? 0), 0);
}

/** What AWS takes to answer, milliseconds. */
const REQUEST_MS = 6;
const MAIL_MS = 200;

/**
 * Runs a function of the stack with an event.
 *
 * @param waits whether the table and SES take as long to answer as those of AWS do
 */
export async function measured(stack: LocalStack, name: string, event: unknown, waits: boolean): Promise<Measure> {
  const { tables, functions, mail } = stack;
  const settings = functions.all.find(({ id }) => id === pascalCase(name));
  if (!settings) throw new Error(`There is no function '${name}'.`);
  let [requests, bytes] = [0, 0];
  const { forward } = tables;
  tables.forward = async (...asked) => {
    if (waits) await setTimeout(REQUEST_MS);
    const answer = await forward.apply(tables, asked);
    requests += 1;
    bytes += Buffer.byteLength(answer.body);
    return answer;
  };
  const { sendRawEmail } = mail;
  mail.sendRawEmail = async (request) => {
    if (waits) await setTimeout(MAIL_MS);
    return sendRawEmail.call(mail, request);
  };
  const before = await heap();
  const mails = stack.inbox.messages().length;
  const times = (): number => (functions.processorTimes().get(settings.id) ?? []).reduce((sum, one) => sum + one, 0);
  const timesBefore = times();
  let most = before;
  const look = setInterval(() => void heap().then((now) => (most = Math.max(most, now))), LOOKS_EVERY_MS);
  const began = performance.now();
  try {
    const result = await functions.invoke(settings.name, event);
    return {
      ...{ requests, bytes, heapBytes: most - before },
      mails: stack.inbox.messages().length - mails,
      seconds: (performance.now() - began) / 1000,
      processorMs: times() - timesBefore,
      answered: 'error' in result ? 0 : Buffer.byteLength(result.payload),
      failed: 'error' in result ? result.error.errorType : undefined,
    };
  } finally {
    clearInterval(look);
    tables.forward = forward;
    mail.sendRawEmail = sendRawEmail;
  }
}
