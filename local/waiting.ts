import type { StepFunctions } from './step-functions/index.ts';

/** Counts the workflows that ask somebody something from now on, and wait for the answer. */
export class Waiting {
  readonly #executions = new Set<string>();
  /** Looks no more. */
  readonly stop: () => void;

  constructor(engine: StepFunctions) {
    this.stop = engine.onEvent((executionArn, { type, details }) => {
      if (type === 'TaskSubmitted' && String(details?.resource).endsWith('.waitForTaskToken')) {
        this.#executions.add(executionArn);
      }
      if (/^Task(Succeeded|Failed|TimedOut)$/.test(type)) this.#executions.delete(executionArn);
    });
  }

  get count(): number {
    return this.#executions.size;
  }
}
