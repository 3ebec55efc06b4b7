import type { ParallelState } from '../definition/model.ts';
import type { StateError } from '../errors.ts';
import { Payload } from '../payload.ts';
import { Thread } from '../thread.ts';
import type { Json } from '../types.ts';
import type { Visit } from '../visit.ts';
import type { Behaviour } from './behaviour.ts';

/** Runs every branch on the same input. The result is the array of their outputs; the first failure ends them all. */
export class ParallelRun implements Behaviour {
  readonly #visit: Visit;
  readonly #state: ParallelState;
  readonly #results: Json[] = [];
  #threads: readonly Thread[] = [];
  #left: number;

  constructor(visit: Visit, state: ParallelState) {
    this.#visit = visit;
    this.#state = state;
    this.#left = state.branches.length;
  }

  run(): void {
    const { thread, input } = this.#visit;
    const shared = this.#state.arguments ? new Payload(this.#state.arguments.evaluate(this.#visit.bindings())) : input;
    const started = this.#visit.record('ParallelStateStarted');
    if (!started) return;
    this.#threads = this.#state.branches.map((flow, index) => {
      const branch: Thread = new Thread(
        thread.execution,
        flow,
        {
          succeeded: (output) => this.#branchSucceeded(branch, index, output),
          failed: (error) => this.#branchFailed(branch, error),
        },
        started.id,
        thread,
      );
      return branch;
    });
    for (const branch of this.#threads) branch.start(shared);
    if (this.#left === 0) this.#finish();
  }

  recordFailure(): void {
    this.#visit.record('ParallelStateFailed');
  }

  abandon(): void {
    for (const branch of this.#threads) branch.abort();
  }

  recordInnerAborted(previousEventId: number): void {
    for (const branch of this.#threads) branch.recordAborted(previousEventId);
  }

  #branchSucceeded(branch: Thread, index: number, output: Payload): void {
    this.#results[index] = output.value;
    this.#left -= 1;
    this.#visit.thread.cursor = branch.cursor;
    if (this.#left === 0) this.#finish();
  }

  #finish(): void {
    const visit = this.#visit;
    const { thread } = visit;
    const last = thread.cursor;
    if (!visit.record('ParallelStateSucceeded')) return;
    thread.cursor = last;
    visit.attempt(() =>
      visit.leave(this.#state, this.#state.next, new Payload(this.#results), { result: this.#results }),
    );
  }

  #branchFailed(branch: Thread, error: StateError): void {
    const { thread } = this.#visit;
    this.abandon();
    thread.cursor = branch.cursor;
    this.recordInnerAborted(branch.cursor);
    this.#visit.fail(error);
  }
}
