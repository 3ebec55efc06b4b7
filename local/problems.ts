/**
 * What went wrong out of everybody's sight: an event nobody could take, an unknown API call, a function that failed
 * behind a schedule. AWS would put these in an alarm; here they are printed and kept, so that a test can ask for none.
 */
export class Problems {
  readonly #messages: string[] = [];
  readonly #print: (message: string) => void;

  constructor(print: (message: string) => void = (message) => console.error(`[local] ${message}`)) {
    this.#print = print;
  }

  report(message: string): void {
    this.#messages.push(message);
    this.#print(message);
  }

  get messages(): readonly string[] {
    return this.#messages;
  }
}
