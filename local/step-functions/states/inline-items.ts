import type { StateError } from '../errors.ts';
import { Thread } from '../thread.ts';
import type { Json } from '../types.ts';
import type { Items, MapRun } from './map.ts';

/** The items of an inline Map: each a thread of the same execution. The first failure ends them all. */
export class InlineItems implements Items {
  readonly #map: MapRun;
  readonly #threads = new Map<number, Thread>();

  constructor(map: MapRun) {
    this.#map = map;
  }

  begin(): void {}

  startItem(index: number, item: Json, previousEventId: number): void {
    const { visit, state } = this.#map;
    const outer = visit.thread;
    outer.execution.runtime.soon(() => {
      if (outer.ended || outer.visit !== visit) return;
      const mapItem = { Index: index, Value: item };
      const thread: Thread = new Thread(
        outer.execution,
        state.processor,
        {
          succeeded: (output) => this.#succeeded(thread, index, output.value),
          failed: (error) => this.#failed(thread, index, error),
        },
        previousEventId,
        outer,
        mapItem,
      );
      const started = outer.execution.record(previousEventId, 'MapIterationStarted', { name: state.name, index });
      if (!started) return;
      thread.cursor = started.id;
      this.#threads.set(index, thread);
      visit.attempt(() => thread.start(this.#map.itemInput(mapItem)));
    });
  }

  complete(): void {}

  fail(): void {}

  abandon(): void {
    for (const thread of this.#threads.values()) thread.abort();
  }

  recordInnerAborted(previousEventId: number): void {
    for (const [index, thread] of this.#threads) {
      this.#record(previousEventId, 'MapIterationAborted', index);
      thread.recordAborted(previousEventId);
    }
  }

  #succeeded(thread: Thread, index: number, output: Json): void {
    this.#threads.delete(index);
    const event = this.#record(thread.cursor, 'MapIterationSucceeded', index);
    if (event === undefined) return;
    this.#map.visit.thread.cursor = event;
    this.#map.itemSucceeded(index, output, thread.cursor);
  }

  /** The failed iteration first, then the others in order, all following the event of the failure. */
  #failed(thread: Thread, index: number, error: StateError): void {
    const failure = thread.cursor;
    this.#threads.delete(index);
    this.#record(failure, 'MapIterationFailed', index);
    thread.recordAborted(failure);
    this.abandon();
    this.recordInnerAborted(failure);
    this.#map.visit.thread.cursor = failure;
    this.#map.failed(error);
  }

  #record(previousEventId: number, type: string, index: number): number | undefined {
    const { visit, state } = this.#map;
    return visit.thread.execution.record(previousEventId, type, { name: state.name, index })?.id;
  }
}
