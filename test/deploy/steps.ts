/** The steps of the run, each with what it found and the seconds that it took. */
export class Steps {
  readonly #startedAt = performance.now();
  #taken = 0;

  /**
   * Takes a step and gives its result.
   *
   * @param found the result in words, printed behind the step's name
   */
  async take<T>(name: string, step: () => Promise<T>, found?: (result: T) => string): Promise<T> {
    const startedAt = performance.now();
    process.stdout.write(`${name} ... `);
    try {
      const result = await step();
      const words = found?.(result).trim().replaceAll('\n', '; ');
      console.log(`${words ? `${words}, ` : ''}${secondsSince(startedAt)} s`);
      this.#taken += 1;
      return result;
    } catch (error) {
      console.log(`FAILED after ${secondsSince(startedAt)} s`);
      throw error;
    }
  }

  /** The closing line. */
  sum(): void {
    console.log(`\n${this.#taken} steps went well in ${secondsSince(this.#startedAt)} s.`);
  }
}

const secondsSince = (instant: number): string => ((performance.now() - instant) / 1000).toFixed(1);
