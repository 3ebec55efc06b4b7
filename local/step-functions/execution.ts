import type { MapState, StateMachineDefinition } from './definition/model.ts';
import { StateError } from './errors.ts';
import { History, MAX_EVENTS } from './history.ts';
import type { Payload } from './payload.ts';
import type { Runtime } from './runtime.ts';
import { type MapItem, Thread } from './thread.ts';
import type { ExecutionStatus, HistoryEvent, Json, TaskAnswer } from './types.ts';

/** A standard execution may run for one year. */
const MAX_MILLISECONDS = 365 * 24 * 3600 * 1000;
/** Within so many days a failed execution can be redriven. */
const REDRIVABLE_MILLISECONDS = 14 * 24 * 3600 * 1000;

export interface ExecutionParts {
  readonly runtime: Runtime;
  readonly definition: StateMachineDefinition;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly roleArn: string;
  readonly executionArn: string;
  readonly name: string;
  readonly input: Payload;
  readonly onEvent: ((executionArn: string, event: HistoryEvent) => void) | undefined;
  readonly mapRunArn?: string;
  readonly mapItem?: MapItem;
  readonly trial?: Trial;
}

/** What TestState sets up for a state that is tried on its own. */
export interface Trial {
  /** In place of what the Task calls, or of what the branches or iterations would give. */
  readonly answer: TaskAnswer | undefined;
  readonly variables: { readonly [name: string]: Json };
  readonly context: { readonly [key: string]: Json };
  /** Attempts that each retrier has had before. */
  readonly retriesUsed: number;
}

/** One run of a state machine: its history, its threads and how it ended. */
export class Execution {
  readonly runtime: Runtime;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly roleArn: string;
  readonly executionArn: string;
  readonly name: string;
  readonly input: Payload;
  readonly startDate: number;
  readonly mapRunArn: string | undefined;
  readonly trial: Trial | undefined;
  readonly history = new History();
  status: ExecutionStatus = 'RUNNING';
  stopDate: number | undefined;
  output: Payload | undefined;
  failure: StateError | undefined;
  /** The error that a state ended with last, caught or not. */
  lastError: StateError | undefined;
  stateTransitions = 0;
  redriveCount = 0;
  redriveDate: number | undefined;
  readonly #parts: ExecutionParts;
  readonly #thread: Thread;
  #whenEnded: (() => void)[] = [];
  #cancelLimit: (() => void) | undefined;
  #mapRuns = 0;

  /** As it was when this execution started, whatever became of the machine since. */
  get definition(): StateMachineDefinition {
    return this.#parts.definition;
  }

  constructor(parts: ExecutionParts) {
    this.#parts = parts;
    this.runtime = parts.runtime;
    this.stateMachineArn = parts.stateMachineArn;
    this.stateMachineName = parts.stateMachineName;
    this.roleArn = parts.roleArn;
    this.executionArn = parts.executionArn;
    this.name = parts.name;
    this.input = parts.input;
    this.mapRunArn = parts.mapRunArn;
    this.trial = parts.trial;
    this.startDate = this.runtime.clock.now();
    this.#thread = new Thread(
      this,
      parts.definition,
      {
        succeeded: (output) =>
          this.#end('SUCCEEDED', 'ExecutionSucceeded', { output: output.text }, () => (this.output = output)),
        failed: (error) => this.#failed(error),
      },
      0,
      undefined,
      parts.mapItem,
    );
    if (parts.trial) this.#thread.scope.assign(parts.trial.variables);
  }

  get ended(): boolean {
    return this.status !== 'RUNNING';
  }

  /** What `$states.context.Execution` gives. */
  get context(): Record<string, unknown> {
    const context: Record<string, unknown> = {
      Id: this.executionArn,
      Input: this.input.value,
      Name: this.name,
      RoleArn: this.roleArn,
      StartTime: new Date(this.startDate).toISOString(),
      RedriveCount: this.redriveCount,
    };
    if (this.redriveDate !== undefined) context.RedriveTime = new Date(this.redriveDate).toISOString();
    return context;
  }

  start(): void {
    this.record(0, 'ExecutionStarted', { input: this.input.text, roleArn: this.roleArn });
    this.#limitTime();
    this.#thread.start(this.input);
  }

  countTransition(): void {
    this.stateTransitions += 1;
  }

  /** Appends an event. Undefined when the execution is over, or ends here by having too many events. */
  record(previousEventId: number, type: string, details?: Record<string, unknown>): HistoryEvent | undefined {
    if (this.ended) return undefined;
    if (this.history.full) {
      const cause = `The execution reached the maximum number of history events (${MAX_EVENTS}).`;
      this.#thread.abort();
      this.#failed(new StateError('States.Runtime', cause));
      return undefined;
    }
    return this.#append(previousEventId, type, details);
  }

  /** Stops the execution as StopExecution does, and with it the executions it waits for. */
  abort(error?: string, cause?: string): void {
    if (this.ended) return;
    this.failure = new StateError(error, cause);
    this.#thread.abort();
    this.#end('ABORTED', 'ExecutionAborted', namedOnly(error, cause), undefined, 0);
  }

  /** Calls back once, when the execution ends; at once when it has. */
  whenEnded(call: () => void): void {
    if (this.ended) call();
    else this.#whenEnded.push(call);
  }

  /** Goes on at the state that failed, with what it had been given then. */
  redrive(): void {
    this.status = 'RUNNING';
    this.redriveCount += 1;
    this.redriveDate = this.runtime.clock.now();
    this.stopDate = undefined;
    this.failure = undefined;
    const event = this.#append(this.#thread.cursor, 'ExecutionRedriven', { redriveCount: this.redriveCount });
    this.#thread.cursor = event.id;
    this.#limitTime();
    this.runtime.soon(() => this.#thread.resume());
  }

  get redriveStatus(): 'REDRIVABLE' | 'NOT_REDRIVABLE' | 'REDRIVABLE_BY_MAP_RUN' {
    return this.redriveStatusReason === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE';
  }

  get redriveStatusReason(): string | undefined {
    if (this.status === 'RUNNING' || this.status === 'SUCCEEDED') {
      return `Execution is ${this.status} and cannot be redriven`;
    }
    if (this.history.full) return 'Execution history event limit exceeded';
    if (this.runtime.clock.now() - (this.stopDate ?? 0) > REDRIVABLE_MILLISECONDS)
      return 'Execution redrive window exceeded';
    return undefined;
  }

  newMapRunArn(label: string | undefined): string {
    this.#mapRuns += 1;
    const arn = this.executionArn.replace(':execution:', ':mapRun:').slice(0, -this.name.length - 1);
    return `${arn}/${label ?? `map-${this.#mapRuns}`}:${this.runtime.newUuid()}`;
  }

  /** Starts the execution that a distributed Map makes for one item. */
  startMapChild(mapRunArn: string, state: MapState, input: Payload, mapItem: MapItem): Execution {
    const name = this.runtime.newUuid();
    const base = mapRunArn.replace(':mapRun:', ':execution:').replace(/:[^:]+$/, '');
    const child = new Execution({
      ...this.#parts,
      definition: { ...state.processor, comment: undefined, timeoutSeconds: undefined },
      executionArn: `${base}:${name}`,
      name,
      input,
      mapRunArn,
      mapItem,
    });
    this.runtime.adopt(child);
    child.start();
    return child;
  }

  #failed(error: StateError): void {
    this.failure = error;
    this.#end('FAILED', 'ExecutionFailed', namedOnly(error.error, error.cause));
  }

  #end(
    status: ExecutionStatus,
    type: string,
    details: Record<string, unknown>,
    before?: () => void,
    previous?: number,
  ): void {
    if (this.ended) return;
    before?.();
    this.#append(previous ?? this.#thread.cursor, type, details);
    this.status = status;
    this.stopDate = this.runtime.clock.now();
    this.#cancelLimit?.();
    const waiting = this.#whenEnded;
    this.#whenEnded = [];
    for (const call of waiting) call();
  }

  #limitTime(): void {
    const seconds = this.#parts.definition.timeoutSeconds;
    const limit = seconds === undefined ? MAX_MILLISECONDS : Math.min(seconds * 1000, MAX_MILLISECONDS);
    this.#cancelLimit = this.runtime.clock.schedule(this.runtime.clock.now() + limit, () => {
      this.#thread.abort();
      this.#end('TIMED_OUT', 'ExecutionTimedOut', {}, undefined, 0);
      this.runtime.settle();
    });
  }

  #append(previousEventId: number, type: string, details: Record<string, unknown> | undefined): HistoryEvent {
    const event = this.history.append(previousEventId, this.runtime.clock.now(), type, details);
    this.#parts.onEvent?.(this.executionArn, event);
    return event;
  }
}

function namedOnly(error: string | undefined, cause: string | undefined): Record<string, unknown> {
  const details: Record<string, unknown> = {};
  if (error !== undefined) details.error = error;
  if (cause !== undefined) details.cause = cause;
  return details;
}
