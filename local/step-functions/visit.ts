import type { Catcher, State } from './definition/model.ts';
import { EvaluationError, StateError } from './errors.ts';
import { eventType } from './event-types.ts';
import { matchingCatcher, matchingRetrier, retryDelay } from './failure.ts';
import { type Bindings, SURROUNDINGS } from './jsonata/expression.ts';
import type { Template } from './jsonata/template.ts';
import { isObject, Payload } from './payload.ts';
import { type Behaviour, behaviourOf } from './states/behaviour.ts';
import type { MapItem, Thread } from './thread.ts';
import type { HistoryEvent, Json } from './types.ts';

/** What a state has besides its input when Output and Assign are evaluated. */
export interface Available {
  readonly result?: Json;
  readonly errorOutput?: Json;
}

interface Leaving {
  readonly assign: Template | undefined;
  readonly output: Template | undefined;
}

const NONE_USED: ReadonlyMap<number, number> = new Map();

/** One stay of a thread in a state: entered, perhaps retried, left or failed. */
export class Visit {
  readonly thread: Thread;
  readonly state: State;
  readonly input: Payload;
  readonly enteredAt: number;
  enteredEventId = 0;
  retryCount = 0;
  taskToken: string | undefined;
  readonly #cursorBefore: number;
  #retriesUsed: Map<number, number> | undefined;
  #behaviour: Behaviour | undefined;
  #cancelRetry: (() => void) | undefined;
  /** A Catch has been taken: what fails in the Catch itself is not caught again. */
  #caught = false;
  /** The first step of a state is one with entering it: what fails in it is recorded as following what came before. */
  #firstStep = true;

  constructor(thread: Thread, state: State, input: Payload) {
    this.thread = thread;
    this.state = state;
    this.input = input;
    this.enteredAt = thread.execution.runtime.clock.now();
    this.#cursorBefore = thread.cursor;
  }

  enter(): void {
    const { execution } = this.thread;
    execution.countTransition();
    const entered = this.record(eventType(this.state.type, 'StateEntered'), {
      name: this.state.name,
      input: this.input.text,
    });
    if (!entered) return;
    this.enteredEventId = entered.id;
    this.#firstStep = true;
    this.#run();
  }

  /** Runs the state once more without entering it, with all its attempts before it. */
  redrive(): void {
    this.#retriesUsed = undefined;
    this.#caught = false;
    this.retryCount = 0;
    this.#again();
  }

  #again(): void {
    this.thread.execution.countTransition();
    this.#run();
  }

  #run(): void {
    this.attempt(() => {
      this.#behaviour = behaviourOf(this);
      this.#behaviour.run();
    });
  }

  /** Does a step of the state; what it throws as an evaluation's or a state's error is how the state fails. */
  attempt(step: () => void): void {
    try {
      step();
    } catch (error) {
      if (error instanceof EvaluationError) this.#evaluationFailed(error);
      else if (error instanceof StateError) this.fail(error);
      else throw error;
    }
  }

  /** Says that the state now waits or goes on in a later step. */
  endFirstStep(): void {
    this.#firstStep = false;
  }

  /** Records an event as the thread's next. Undefined when the execution has ended, or ends by having too many. */
  record(type: string, details?: Record<string, unknown>): HistoryEvent | undefined {
    const event = this.thread.execution.record(this.thread.cursor, type, details);
    if (event) this.thread.cursor = event.id;
    this.#firstStep = false;
    return event;
  }

  bindings(available: Available = {}, mapItem: MapItem | undefined = this.thread.mapItem): Bindings {
    const { execution, scope } = this.thread;
    const context = (): unknown => this.#context(mapItem);
    const states = {
      input: this.input.value,
      ...available,
      get context() {
        return context();
      },
    };
    return { ...scope.all, states, [SURROUNDINGS]: execution.runtime.surroundings };
  }

  /** Leaves for the next state, or ends the thread, with Output or else `value` as what is passed on. */
  leave(leaving: Leaving, next: string | undefined, value: Payload, available: Available): void {
    const { thread, state } = this;
    let assigned: Record<string, string> | undefined;
    let output = value;
    if (leaving.assign || leaving.output) {
      const bindings = this.bindings(available);
      const variables = leaving.assign?.evaluate(bindings);
      if (leaving.output) output = new Payload(leaving.output.evaluate(bindings));
      if (isObject(variables) && Object.keys(variables).length > 0) assigned = thread.scope.assign(variables);
    }
    this.#checkSize(output);
    const details: Record<string, unknown> = { name: state.name, output: output.text };
    if (assigned) details.assignedVariables = assigned;
    if (!this.record(eventType(state.type, 'StateExited'), details)) return;
    this.#behaviour = undefined;
    if (next === undefined) thread.succeed(output);
    else thread.go(next, output);
  }

  /** Ends the state with an error: retried, caught, or passed on to whatever the thread belongs to. */
  fail(error: StateError): void {
    const { execution } = this.thread;
    if (execution.ended) return;
    execution.lastError = error;
    this.#behaviour?.abandon?.();
    const retrier = matchingRetrier(this.state, error, this.#retriesUsed ?? NONE_USED, execution.trial?.retriesUsed);
    if (retrier) {
      const delay = retryDelay(retrier.retrier, retrier.used, execution.runtime.random);
      this.#retriesUsed ??= new Map();
      this.#retriesUsed.set(retrier.index, retrier.used + 1);
      this.retryCount += 1;
      this.#cancelRetry = execution.runtime.clock.schedule(
        execution.runtime.clock.now() + Math.round(delay * 1000),
        () => {
          this.#again();
          execution.runtime.settle();
        },
      );
      return;
    }
    this.#behaviour?.recordFailure?.();
    const catcher = this.#caught ? undefined : matchingCatcher(this.state, error);
    if (catcher) this.attempt(() => this.#leaveByCatch(catcher, error));
    else this.thread.fail(error);
  }

  /** Takes back timers, tasks and inner threads. */
  abandon(): void {
    this.#cancelRetry?.();
    this.#behaviour?.abandon?.();
  }

  recordAborted(previousEventId: number): void {
    const { type } = this.state;
    if (type !== 'Task' && type !== 'Wait' && type !== 'Parallel' && type !== 'Map') return;
    this.#behaviour?.recordInnerAborted?.(previousEventId);
    this.thread.execution.record(previousEventId, eventType(type, 'StateAborted'));
  }

  #leaveByCatch(catcher: Catcher, error: StateError): void {
    this.#caught = true;
    const errorOutput = { Error: error.error ?? null, Cause: error.cause ?? (error.error === undefined ? null : '') };
    this.leave(catcher, catcher.next, new Payload(errorOutput), { errorOutput });
  }

  #evaluationFailed(failure: EvaluationError): void {
    const { name } = this.state;
    const cause = `An error occurred while executing the state '${name}' (entered at the event id #${this.enteredEventId}). ${failure.message}`;
    const details: Record<string, unknown> = { error: 'States.QueryEvaluationError', cause, state: name };
    if (failure.location !== undefined) details.location = failure.location;
    if (this.#firstStep) this.thread.cursor = this.#cursorBefore;
    if (!this.record('EvaluationFailed', details)) return;
    this.fail(new StateError('States.QueryEvaluationError', cause));
  }

  #checkSize(output: Payload): void {
    if (!output.tooLarge) return;
    throw new StateError(
      'States.DataLimitExceeded',
      `The state/task '${this.state.name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
      { terminal: true },
    );
  }

  #context(mapItem: MapItem | undefined): Record<string, unknown> {
    const { execution } = this.thread;
    const context: Record<string, unknown> = {
      Execution: execution.context,
      StateMachine: { Id: execution.stateMachineArn, Name: execution.stateMachineName },
      State: {
        Name: this.state.name,
        EnteredTime: new Date(this.enteredAt).toISOString(),
        ...('retry' in this.state ? { RetryCount: this.retryCount } : {}),
      },
    };
    if (mapItem) context.Map = { Item: mapItem };
    if (this.taskToken !== undefined) context.Task = { Token: this.taskToken };
    return { ...context, ...execution.trial?.context };
  }
}
