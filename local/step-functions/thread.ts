import type { Flow, State } from './definition/model.ts';
import type { StateError } from './errors.ts';
import type { Execution } from './execution.ts';
import type { Payload } from './payload.ts';
import { Scope } from './scope.ts';
import type { Json } from './types.ts';
import { Visit } from './visit.ts';

/** What a thread belongs to: an execution, or the Parallel or Map state that started it. */
export interface ThreadOwner {
  succeeded(output: Payload): void;
  failed(error: StateError): void;
}

export interface MapItem {
  readonly Index: number;
  readonly Value: Json;
}

/** One course of states: the execution's own, a branch of a Parallel or an iteration of a Map. */
export class Thread {
  readonly execution: Execution;
  readonly flow: Flow;
  readonly scope: Scope;
  readonly owner: ThreadOwner;
  readonly mapItem: MapItem | undefined;
  /** The event that the next one of this thread follows. */
  cursor: number;
  visit: Visit | undefined;
  #ended = false;

  constructor(execution: Execution, flow: Flow, owner: ThreadOwner, cursor: number, outer?: Thread, mapItem?: MapItem) {
    this.execution = execution;
    this.flow = flow;
    this.owner = owner;
    this.cursor = cursor;
    this.scope = new Scope(outer?.scope);
    this.mapItem = mapItem ?? outer?.mapItem;
  }

  get ended(): boolean {
    return this.#ended;
  }

  start(input: Payload): void {
    this.go(this.flow.startAt, input);
  }

  /** Enters a state when its turn comes. */
  go(name: string, input: Payload): void {
    this.execution.runtime.soon(() => {
      if (this.#ended) return;
      this.visit = new Visit(this, this.#state(name), input);
      this.visit.enter();
    });
  }

  succeed(output: Payload): void {
    this.#ended = true;
    this.visit = undefined;
    this.owner.succeeded(output);
  }

  fail(error: StateError): void {
    this.#ended = true;
    this.owner.failed(error);
  }

  /** Stops without a word: timers, tasks under way and inner threads go. */
  abort(): void {
    this.#ended = true;
    this.visit?.abandon();
  }

  /** Takes up the state that failed, for a redrive. */
  resume(): void {
    this.#ended = false;
    this.visit?.redrive();
  }

  /** Records that the state this thread is in has been cut short by another thread's failure. */
  recordAborted(previousEventId: number): void {
    this.visit?.recordAborted(previousEventId);
    this.visit = undefined;
  }

  #state(name: string): State {
    const state = this.flow.states.get(name);
    if (!state) throw new Error(`The definition has no state '${name}'`);
    return state;
  }
}
