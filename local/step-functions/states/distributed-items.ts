import type { StateError } from '../errors.ts';
import type { Execution } from '../execution.ts';
import type { Json } from '../types.ts';
import type { Items, MapRun } from './map.ts';

/** The items of a distributed Map: each an execution of its own, with its own history and limits. */
export class DistributedItems implements Items {
  readonly #map: MapRun;
  readonly #children = new Set<Execution>();
  #mapRunArn = '';

  constructor(map: MapRun) {
    this.#map = map;
  }

  begin(): void {
    const { visit, state } = this.#map;
    this.#mapRunArn = visit.thread.execution.newMapRunArn(state.label);
    visit.record('MapRunStarted', { mapRunArn: this.#mapRunArn });
  }

  startItem(index: number, item: Json, previousEventId: number): void {
    const { visit, state } = this.#map;
    const { execution } = visit.thread;
    execution.runtime.soon(() => {
      if (visit.thread.ended || visit.thread.visit !== visit) return;
      visit.attempt(() => {
        const mapItem = { Index: index, Value: item };
        const child = execution.startMapChild(this.#mapRunArn, state, this.#map.itemInput(mapItem), mapItem);
        this.#children.add(child);
        child.whenEnded(() => this.#ended(child, index, previousEventId));
      });
    });
  }

  complete(): void {
    this.#map.visit.record('MapRunSucceeded');
  }

  fail(error: StateError): void {
    this.#map.visit.record('MapRunFailed', { error: error.error, cause: error.cause });
  }

  abandon(): void {
    for (const child of [...this.#children]) {
      this.#children.delete(child);
      child.abort();
    }
  }

  recordInnerAborted(): void {}

  #ended(child: Execution, index: number, freedAt: number): void {
    if (!this.#children.delete(child)) return;
    if (child.status === 'SUCCEEDED' && child.output) this.#map.itemSucceeded(index, child.output.value, freedAt);
    else this.#map.itemFailed(freedAt);
  }
}
