import { createHash } from 'node:crypto';
import { StepFunctionsError } from './errors.ts';
import type { Attempt } from './tasks/attempt.ts';

const PREFIX = 'AQCgAAAAKgAAAAMAAAAAAAAAA';

/**
 * Task tokens. A token tells what it is without being kept: a digest of its number and the seed. So a token that was
 * given out once and is used up is told apart from one that never was.
 */
export class TaskTokens {
  readonly #seed: number;
  readonly #waiting = new Map<string, Attempt>();
  readonly #machines = new Map<string, string>();
  #given = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  give(attempt: Attempt): string {
    this.#given += 1;
    const token = this.#token(this.#given);
    this.#waiting.set(token, attempt);
    this.#machines.set(token, attempt.visit.thread.execution.stateMachineArn);
    return token;
  }

  /** The machine whose task was given a token, used up or not; nothing for one that is made up. */
  machineOf(token: string): string | undefined {
    return this.#machines.get(token);
  }

  /** All that were given out, used up or not. */
  given(): readonly string[] {
    return [...this.#machines.keys()];
  }

  forget(token: string): void {
    this.#waiting.delete(token);
  }

  /** The attempt that waits for this token. Throws what AWS throws for one that is used up, expired or made up. */
  find(token: string): Attempt {
    const attempt = this.#waiting.get(token);
    if (attempt) return attempt;
    const number = Number.parseInt(token.slice(PREFIX.length, PREFIX.length + 8), 36);
    if (number > 0 && number <= this.#given && token === this.#token(number)) {
      throw new StepFunctionsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    }
    throw new StepFunctionsError('InvalidToken', "Invalid Token: 'Invalid token'");
  }

  #token(number: number): string {
    const digest = createHash('sha512').update(`${this.#seed}/${number}`).digest('base64');
    return `${PREFIX}${number.toString(36).padStart(8, '0')}${digest}`;
  }
}
