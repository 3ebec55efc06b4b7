/** Steps waiting for their turn. Steps made by a step come after those already waiting. */
export class StepQueue {
  #waiting: (() => void)[] = [];
  #settling = false;

  push(step: () => void): void {
    this.#waiting.push(step);
  }

  /** Runs until none is left. A call from within a step returns at once: the outer one goes on. */
  settle(): void {
    if (this.#settling) return;
    this.#settling = true;
    try {
      while (this.#waiting.length > 0) {
        const turn = this.#waiting;
        this.#waiting = [];
        for (const step of turn) step();
      }
    } finally {
      this.#settling = false;
    }
  }
}
