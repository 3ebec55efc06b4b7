import type { StepFunctions } from './step-functions/index.ts';

/** Counts the questions that workflows ask from now on, and for whose answer they wait. */
export class Waiting {
  /** By execution: one may ask several people at once. */
  readonly #open = new Map<string, number>();
  /** Looks no more. */
  readonly stop: () => void;

  constructor(engine: StepFunctions) {
    this.stop = engine.onEvent((executionArn, { type, details }) => {
      const asks = String(details?.resource).endsWith('.waitForTaskToken');
      const open = this.#open.get(executionArn) ?? 0;
      if (type === 'TaskSubmitted' && asks) this.#open.set(executionArn, open + 1);
      else if (/^Task(Succeeded|Failed|TimedOut)$/.test(type) && asks && open > 0) {
        this.#open.set(executionArn, open - 1);
      } else if (/^Execution(Succeeded|Failed|TimedOut|Aborted)$/.test(type)) this.#open.delete(executionArn);
    });
  }

  get count(): number {
    return [...this.#open.values()].reduce((sum, open) => sum + open, 0);
  }
}
