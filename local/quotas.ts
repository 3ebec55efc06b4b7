import type { Clock } from './clock.ts';

/** What an account may do at a time. Without a number it may do anything, as the local stack does unless told. */
export interface Quotas {
  /** Functions that run at a time; 10 is common for a new account. */
  readonly concurrency?: number;
  /** Mails that SES takes in a second; 1 in its sandbox, 14 outside for a new account. */
  readonly mails?: number;
  /** Whether the HTTP API takes no more requests than its stage says, which are 100 a second and 200 at once. */
  readonly requests?: boolean;
}

/** A run of a function takes 0.25 s, as opening a subscription does on a warm function, to 1.6 s, as a mail does on a cold one. */
const SHORTEST_MS = 250;
const LONGEST_MS = 1_600;

/** The functions that run at a time: each for a while of the virtual clock, which stands still while they run in truth. */
export class Concurrency {
  readonly #most: number;
  readonly #clock: Clock;
  readonly #random: () => number;
  #ends: readonly number[] = [];

  constructor(most: number, clock: Clock, random: () => number) {
    this.#most = most;
    this.#clock = clock;
    this.#random = random;
  }

  /** Takes a place for a run that begins now, and gives how many milliseconds it takes; nothing when no place is free. */
  take(): number | undefined {
    const now = this.#clock.now();
    this.#ends = this.#ends.filter((end) => end > now);
    if (this.#ends.length >= this.#most) return undefined;
    const takes = Math.round(SHORTEST_MS + this.#random() * (LONGEST_MS - SHORTEST_MS));
    this.#ends = [...this.#ends, now + takes];
    return takes;
  }
}

/** So many in any second of the virtual clock. */
export class Rate {
  readonly #most: number;
  readonly #clock: Clock;
  #last: readonly number[] = [];

  constructor(most: number, clock: Clock) {
    this.#most = most;
    this.#clock = clock;
  }

  /** Counts one more. False when the second has no room for it. */
  take(): boolean {
    const now = this.#clock.now();
    this.#last = this.#last.filter((at) => at > now - 1000);
    if (this.#last.length >= this.#most) return false;
    this.#last = [...this.#last, now];
    return true;
  }
}
