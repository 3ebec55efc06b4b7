/** What is noted while a rehearsal is played, since nothing that is left in the end tells it. */
import {
  apiRequests,
  LINE_BYTES,
  ownMetrics,
  PLATFORM_BYTES,
  pageBytes,
  STEP_EVENT_BYTES,
  sum,
  tableRequests,
  type Units,
  type Used,
  unitsOf,
} from '../costs/used.ts';
import type { LocalStack } from '../stack.ts';
import { type Peak, PeakFinder } from './figures/peak.ts';

/** What a rehearsal used of AWS. */
export interface Notes {
  readonly used: Used;
  readonly transitionsByMachine: Readonly<Record<string, number>>;
  /** Bytes of all rows in the end. */
  readonly tableBytes: number;
  /** Metrics of its own that a deployment publishes. */
  readonly customMetrics: number;
  /** Functions that began within the longest time that one takes, and so may run at once. */
  readonly functionsAtOnce: Peak;
  /** Requests of functions to the table. */
  readonly tableRequestsASecond: Peak;
  readonly tableRequestsAMinute: Peak;
}

/** A run takes so long at most: a mail on a cold function (quotas.ts). */
const RUN_MS = 1_600;

/** Listens to a stack from before it begins until its end. */
export class Noting {
  #stack: LocalStack | undefined;
  readonly #units: Units = { writeUnits: 0, readUnits: 0 };
  readonly #runs = new PeakFinder(RUN_MS);
  readonly #seconds = new PeakFinder(1_000);
  readonly #minutes = new PeakFinder(60_000);

  /** For the stack's options. */
  readonly onFunctionRun = (): void => {
    if (this.#stack) this.#runs.add(this.#stack.clock.now());
  };

  /** Begins with what is played; what was done to get there, as seeding, counts for nothing. */
  begin(stack: LocalStack): void {
    this.#stack = stack;
    stack.tables.meter = ({ action, units }) => {
      this.#units[unitsOf(action)] += units;
      const now = stack.clock.now();
      this.#seconds.add(now);
      this.#minutes.add(now);
    };
  }

  /** Reads off what a stack has used; its clock stands still. */
  async read(stack: LocalStack, rows: readonly Readonly<Record<string, unknown>>[]): Promise<Notes> {
    const { stateTransitions, functionRuns, executions } = stack.counts();
    const events = stack.engine.listExecutions().map(({ executionArn }) => stack.engine.history(executionArn).length);
    const { lines, bytes } = stack.functions.logged();
    const mails = stack.inbox.messages();
    return {
      used: {
        ...this.#units,
        transitions: sum(Object.values(stateTransitions)),
        runs: functionRuns,
        gbSeconds: gbSecondsOf(stack),
        tableRequests: tableRequests(stack.tables),
        apiRequests: apiRequests(stack),
        mails: mails.length,
        attachmentBytes: sum(mails.flatMap(({ attachments }) => attachments.map(({ content }) => content.byteLength))),
        logBytes: bytes + lines * LINE_BYTES + functionRuns * PLATFORM_BYTES + sum(events) * STEP_EVENT_BYTES,
        events: stack.buses.events.length,
        executions,
        pageBytes: await pageBytes(stack),
      },
      transitionsByMachine: stateTransitions,
      tableBytes: sum(rows.map((row) => Buffer.byteLength(JSON.stringify(row)))),
      customMetrics: ownMetrics(stack),
      functionsAtOnce: this.#runs.peak,
      tableRequestsASecond: this.#seconds.peak,
      tableRequestsAMinute: this.#minutes.peak,
    };
  }
}

/** Processor time of all runs, times the memory of each: unlike the time on the clock it does not rise on a busy machine. */
function gbSecondsOf({ functions }: LocalStack): number {
  const times = functions.processorTimes();
  return sum(functions.all.map(({ id, memoryMb }) => (sum(times.get(id) ?? []) / 1000) * (memoryMb / 1024)));
}
