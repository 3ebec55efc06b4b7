import type { Clock } from '../clock.ts';
import type { LambdaError } from './sandbox.ts';

const DAY = 86_400_000;

/** A function that is called again is ready after 40 to 106 s, as others have seen it (docs/decisions/0051). */
const SHORTEST_MS = 40_000;
const LONGEST_MS = 106_000;

/** What Lambda says to the call that brings a function back, and to those after it, by the names that a state machine gives them. */
const WAKING: LambdaError = {
  errorType: 'Lambda.CodeArtifactUserPendingException',
  errorMessage: 'Lambda is initializing your function. It will be ready to invoke shortly.',
};
const NOT_READY: readonly LambdaError[] = [
  {
    errorType: 'Lambda.ResourceNotReadyException',
    errorMessage: 'The function is inactive and its network connection is being restored.',
  },
  {
    errorType: 'Lambda.ResourceConflictException',
    errorMessage:
      'The operation cannot be performed at this time. The function is currently in the following state: Pending',
  },
];

/** Functions that nobody has called for so many days: Lambda takes them out of use, and refuses calls until they are back. */
export class InactiveFunctions {
  readonly #afterMs: number;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #since: number;
  readonly #lastCalled = new Map<string, number>();
  /** When those that were called again are ready, in milliseconds since the epoch. */
  readonly #ready = new Map<string, number>();

  /** @param days without a call, counted from the deployment for a function that never had one */
  constructor(days: number, clock: Clock, random: () => number) {
    this.#afterMs = days * DAY;
    this.#clock = clock;
    this.#random = random;
    this.#since = clock.now();
  }

  /** What a call is refused with that comes now; nothing when the function takes it. */
  refusal(name: string): LambdaError | undefined {
    const now = this.#clock.now();
    const ready = this.#ready.get(name);
    if (ready !== undefined && now < ready) return NOT_READY[Math.floor(this.#random() * NOT_READY.length)];
    const called = ready ?? this.#lastCalled.get(name) ?? this.#since;
    this.#ready.delete(name);
    this.#lastCalled.set(name, now);
    if (now - called < this.#afterMs) return undefined;
    this.#ready.set(name, now + Math.round(SHORTEST_MS + this.#random() * (LONGEST_MS - SHORTEST_MS)));
    return WAKING;
  }
}
