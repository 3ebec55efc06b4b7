import type { TaskState } from '../definition/model.ts';
import { EvaluationError } from '../errors.ts';
import type { Bindings } from '../jsonata/expression.ts';
import { evaluateNumber, type Template } from '../jsonata/template.ts';
import { Payload } from '../payload.ts';
import { Attempt } from '../tasks/attempt.ts';
import { perform } from '../tasks/perform.ts';
import type { Visit } from '../visit.ts';
import type { Behaviour } from './behaviour.ts';

const MAX_SECONDS = 99_999_999;

/** One attempt of a Task: scheduled, started, and over when it is answered, fails or takes too long. */
export class TaskRun implements Behaviour {
  readonly #visit: Visit;
  readonly #state: TaskState;
  #attempt: Attempt | undefined;

  constructor(visit: Visit, state: TaskState) {
    this.#visit = visit;
    this.#state = state;
  }

  run(): void {
    const visit = this.#visit;
    const state = this.#state;
    const { runtime } = visit.thread.execution;
    const attempt = new Attempt(visit, state.resource, {
      succeeded: (output) => visit.attempt(() => visit.leave(state, state.next, output, { result: output.value })),
      failed: (error) => visit.fail(error),
    });
    this.#attempt = attempt;
    if (state.resource.pattern !== 'request-response') visit.taskToken = runtime.newToken(attempt);
    attempt.token = visit.taskToken;
    const bindings = visit.bindings();
    const parameters = state.arguments ? new Payload(state.arguments.evaluate(bindings)) : visit.input;
    const timeoutSeconds = this.#seconds(state.timeoutSeconds, bindings);
    const heartbeatSeconds = this.#seconds(state.heartbeatSeconds, bindings);
    if (!attempt.schedule(parameters, timeoutSeconds, heartbeatSeconds)) return;
    runtime.soon(() => {
      if (attempt.start()) visit.attempt(() => perform(attempt));
    });
  }

  abandon(): void {
    this.#attempt?.abandon();
  }

  #seconds(template: Template | undefined, bindings: Bindings): number | undefined {
    if (!template) return undefined;
    const seconds = evaluateNumber(template, bindings);
    if (seconds > 0 && seconds <= MAX_SECONDS) return seconds;
    throw new EvaluationError(
      template.location,
      `The field '${template.location}' must be from 1 to ${MAX_SECONDS} but was: ${seconds}`,
    );
  }
}
