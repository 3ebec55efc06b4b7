import { StateError } from '../errors.ts';
import { eventType } from '../event-types.ts';
import type { Payload } from '../payload.ts';
import type { Visit } from '../visit.ts';
import type { TaskResource } from './resource.ts';

export interface AttemptOutcome {
  succeeded(output: Payload): void;
  failed(error: StateError): void;
}

/**
 * One attempt of a task, with its events, its time limits and its token. The first of answer, failure and timeout
 * decides; whatever comes after it is ignored.
 */
export class Attempt {
  readonly visit: Visit;
  readonly resource: TaskResource;
  token: string | undefined;
  timeoutSeconds: number | undefined;
  parameters: Payload;
  readonly #outcome: AttemptOutcome;
  #heartbeatSeconds: number | undefined;
  #cancelTimeout: (() => void) | undefined;
  #cancelHeartbeat: (() => void) | undefined;
  #onAbandon: (() => void) | undefined;
  #over = false;

  constructor(visit: Visit, resource: TaskResource, outcome: AttemptOutcome) {
    this.visit = visit;
    this.resource = resource;
    this.parameters = visit.input;
    this.#outcome = outcome;
  }

  get over(): boolean {
    return this.#over;
  }

  /** True when nothing but an answer can end the attempt. */
  get unlimited(): boolean {
    return this.timeoutSeconds === undefined && this.#heartbeatSeconds === undefined;
  }

  /** Records the attempt as scheduled. False when the execution has ended. */
  schedule(parameters: Payload, timeoutSeconds: number | undefined, heartbeatSeconds: number | undefined): boolean {
    this.parameters = parameters;
    this.timeoutSeconds = timeoutSeconds;
    this.#heartbeatSeconds = heartbeatSeconds;
    const limits: Record<string, number> = {};
    if (timeoutSeconds !== undefined) limits.timeoutInSeconds = timeoutSeconds;
    if (heartbeatSeconds !== undefined) limits.heartbeatInSeconds = heartbeatSeconds;
    const { resource, called } = this.resource;
    const event = this.#plainFunction
      ? this.visit.record('LambdaFunctionScheduled', { resource, input: parameters.text, ...limits })
      : this.visit.record('TaskScheduled', {
          ...called,
          region: this.visit.thread.execution.runtime.region,
          parameters: parameters.text,
          ...limits,
        });
    return event !== undefined;
  }

  /** Records the start and lets the time limits run. False when the attempt was over before it began. */
  start(): boolean {
    if (this.#over) return false;
    if (!this.#record('Started')) return false;
    if (this.timeoutSeconds !== undefined) this.#cancelTimeout = this.#after(this.timeoutSeconds, 'States.Timeout');
    this.heartbeat();
    return true;
  }

  /** Lets the heartbeat's time begin anew. */
  heartbeat(): void {
    this.#cancelHeartbeat?.();
    if (this.#heartbeatSeconds === undefined) return;
    this.#cancelHeartbeat = this.#after(this.#heartbeatSeconds, 'States.HeartbeatTimeout');
  }

  /** Records that the call is made and that the answer is awaited. */
  submitted(output: Payload): void {
    if (!this.#over) this.#record('Submitted', { output: output.text });
  }

  succeed(output: Payload): void {
    if (this.#over) return;
    if (output.tooLarge) {
      const what = this.#plainFunction ? this.resource.resource : this.resource.resourceType;
      const cause = `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`;
      this.fail('States.DataLimitExceeded', cause);
      return;
    }
    this.#end();
    if (this.#record('Succeeded', { output: output.text })) this.#outcome.succeeded(output);
  }

  fail(error: string | undefined, cause: string | undefined): void {
    if (this.#over) return;
    this.#end();
    const details: Record<string, unknown> = {};
    if (error !== undefined) details.error = error;
    if (cause !== undefined) details.cause = cause;
    if (this.#record('Failed', details)) this.#outcome.failed(new StateError(error, cause, { ofTask: true }));
  }

  /** Both limits are recorded as `States.Timeout`; a Catch may also name the heartbeat. */
  timeOut(alias = 'States.Timeout'): void {
    if (this.#over) return;
    this.#end();
    const error = 'States.Timeout';
    if (this.#record('TimedOut', { error })) this.#outcome.failed(new StateError(error, undefined, { alias }));
  }

  /** Ends the attempt without a word; `onAbandon` has what is to be stopped with it. */
  abandon(): void {
    if (this.#over) return;
    this.#end();
    this.#onAbandon?.();
  }

  onAbandon(stop: () => void): void {
    this.#onAbandon = stop;
  }

  get #plainFunction(): boolean {
    return this.resource.kind === 'lambda-function';
  }

  #record(what: string, details?: Record<string, unknown>): boolean {
    if (this.#plainFunction) return this.visit.record(eventType('LambdaFunction', what), details) !== undefined;
    const { called } = this.resource;
    return this.visit.record(eventType('Task', what), details ? { ...called, ...details } : called) !== undefined;
  }

  #after(seconds: number, alias: string): () => void {
    const { runtime } = this.visit.thread.execution;
    return runtime.clock.schedule(runtime.clock.now() + seconds * 1000, () => {
      // A child execution that this task waits for is stopped with it.
      const stop = this.#over ? undefined : this.#onAbandon;
      this.timeOut(alias);
      stop?.();
      runtime.settle();
    });
  }

  #end(): void {
    this.#over = true;
    this.#cancelTimeout?.();
    this.#cancelHeartbeat?.();
    if (this.token !== undefined) this.visit.thread.execution.runtime.forgetToken(this.token);
  }
}
