import type { MapState } from '../definition/model.ts';
import { EvaluationError, StateError } from '../errors.ts';
import type { Bindings } from '../jsonata/expression.ts';
import { evaluateArray, evaluateNumber, type Template } from '../jsonata/template.ts';
import { Payload } from '../payload.ts';
import type { Json } from '../types.ts';
import type { Visit } from '../visit.ts';
import type { Behaviour } from './behaviour.ts';
import { DistributedItems } from './distributed-items.ts';
import { InlineItems } from './inline-items.ts';

/** AWS runs at most so many iterations of an inline Map, or child executions of a distributed one, at a time. */
const MOST_INLINE = 40;
const MOST_DISTRIBUTED = 10_000;

/** How the items of a Map are worked through: as threads of this execution, or as executions of their own. */
export interface Items {
  /** Called once, after MapStateStarted. */
  begin(): void;
  startItem(index: number, item: Json, previousEventId: number): void;
  /** Called when all items are done and the Map is to succeed. */
  complete(): void;
  fail(error: StateError): void;
  abandon(): void;
  recordInnerAborted(previousEventId: number): void;
}

/** Runs the processor once for each item, at most MaxConcurrency at a time, in order. */
export class MapRun implements Behaviour {
  readonly visit: Visit;
  readonly state: MapState;
  readonly results: Json[] = [];
  #items: readonly Json[] = [];
  #work: Items | undefined;
  #next = 0;
  #done = 0;
  #failures = 0;
  #tolerated = { count: 0, percentage: 0 };

  constructor(visit: Visit, state: MapState) {
    this.visit = visit;
    this.state = state;
  }

  get length(): number {
    return this.#items.length;
  }

  get failures(): number {
    return this.#failures;
  }

  run(): void {
    const bindings = this.visit.bindings();
    this.#items = this.#evaluateItems(bindings);
    const most = this.state.distributed ? MOST_DISTRIBUTED : MOST_INLINE;
    const concurrency = Math.min(this.#number(this.state.maxConcurrency, bindings) || most, most);
    this.#tolerated = {
      count: this.#number(this.state.toleratedFailureCount, bindings),
      percentage: this.#number(this.state.toleratedFailurePercentage, bindings),
    };
    const started = this.visit.record('MapStateStarted', { length: this.#items.length });
    if (!started) return;
    this.#work = this.state.distributed ? new DistributedItems(this) : new InlineItems(this);
    this.#work.begin();
    const { cursor } = this.visit.thread;
    const first = Math.min(concurrency, this.#items.length);
    for (let index = 0; index < first; index += 1) this.#startNext(cursor);
    if (this.#items.length === 0) this.#finish();
  }

  recordFailure(): void {
    this.visit.record('MapStateFailed');
  }

  abandon(): void {
    this.#work?.abandon();
  }

  recordInnerAborted(previousEventId: number): void {
    this.#work?.recordInnerAborted(previousEventId);
  }

  /** The input of an item's iteration. */
  itemInput(thread: { readonly Index: number; readonly Value: Json }): Payload {
    const selector = this.state.itemSelector;
    if (!selector) return new Payload(thread.Value);
    return new Payload(selector.evaluate(this.visit.bindings({}, thread)));
  }

  /** An item has ended well; `freedAt` is the event that the next item's start follows. */
  itemSucceeded(index: number, output: Json, freedAt: number): void {
    this.results[index] = output;
    this.#itemDone(freedAt);
  }

  /** An item of a distributed Map has failed. The Map goes on while it tolerates so many failures. */
  itemFailed(freedAt: number): void {
    this.#failures += 1;
    const { count, percentage } = this.#tolerated;
    const allowed = Math.max(count, Math.floor((this.#items.length * percentage) / 100));
    if (this.#failures <= allowed) {
      this.#itemDone(freedAt);
      return;
    }
    const cause = 'The specified tolerated failure threshold was exceeded';
    this.failed(new StateError('States.ExceedToleratedFailureThreshold', cause));
  }

  failed(error: StateError): void {
    this.#work?.abandon();
    this.#work?.fail(error);
    this.visit.fail(error);
  }

  #itemDone(freedAt: number): void {
    this.#done += 1;
    if (this.#next < this.#items.length) this.#startNext(freedAt);
    else if (this.#done === this.#items.length) this.#finish();
  }

  #startNext(previousEventId: number): void {
    const index = this.#next;
    this.#next += 1;
    this.#work?.startItem(index, this.#items[index] ?? null, previousEventId);
  }

  #finish(): void {
    const { visit, state } = this;
    this.#work?.complete();
    const last = visit.thread.cursor;
    if (!visit.record('MapStateSucceeded')) return;
    visit.thread.cursor = last;
    visit.attempt(() => visit.leave(state, state.next, new Payload(this.results), { result: this.results }));
  }

  #evaluateItems(bindings: Bindings): readonly Json[] {
    if (this.state.items) return evaluateArray(this.state.items, bindings);
    const { value, text } = this.visit.input;
    if (Array.isArray(value)) return value as readonly Json[];
    throw new EvaluationError(undefined, `Map state input must be an array but was: ${text}`);
  }

  #number(template: Template | undefined, bindings: Bindings): number {
    return template ? evaluateNumber(template, bindings) : 0;
  }
}
