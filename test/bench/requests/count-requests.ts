import { londonDate } from '../../../lambdas/calendar/london.ts';
import type { LocalStack } from '../../../local/stack.ts';

/** One run of a function, with what it asked the table. */
export interface CountedRun {
  /** Plain name: `ask-a-person`. */
  readonly name: string;
  readonly event: unknown;
  /** London's day on which it ran. */
  readonly day: string;
  /** Requests so far by action: `{ Query: 1, TransactWriteItems: 1 }`. A transaction counts as one, and so does a batch. */
  readonly requests: Record<string, number>;
}

export const requestsOf = ({ requests }: CountedRun): number =>
  Object.values(requests).reduce((sum, count) => sum + count, 0);

/**
 * Counts from now on what each run of a function asks the table.
 *
 * @returns the runs so far, in the order of their beginnings.
 */
export function countRequests(stack: LocalStack): readonly CountedRun[] {
  const runs: CountedRun[] = [];
  const byTrace = new Map<string, CountedRun>();
  const { functions } = stack;
  const invoke = functions.invoke.bind(functions);
  functions.invoke = (reference, event, requestId = functions.newRequestId()) => {
    const found = functions.find(reference);
    const at = stack.clock.now();
    const name = (found?.id ?? reference).replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
    const run: CountedRun = { name, event, day: londonDate(new Date(at).toISOString()), requests: {} };
    runs.push(run);
    byTrace.set(traceOf(at, requestId), run);
    return invoke(reference, event, requestId);
  };
  stack.interrupt(({ service, action, trace = '', caller }) => {
    if (service !== 'dynamodb') return undefined;
    const run = byTrace.get(trace);
    if (!run) throw new Error(`${caller} asked the table outside of its runs.`);
    run.requests[action] = (run.requests[action] ?? 0) + 1;
    return undefined;
  });
  return runs;
}

/** What Lambda calls a run in traces: its beginning in seconds, hexadecimal, and 24 digits. */
function traceOf(at: number, requestId: string): string {
  const seconds = Math.floor(at / 1000).toString(16);
  return `${seconds.padStart(8, '0')}-${requestId.replaceAll('-', '').slice(0, 24)}`;
}
