import type { Clock } from '../clock.ts';

/** What a stage of an HTTP API takes: so many requests a second, and so many at once after a pause. */
export interface ThrottleSettings {
  readonly rate: number;
  readonly burst: number;
}

/**
 * A token bucket, as API Gateway has it: each request takes a token, and `rate` tokens a second come back, up to `burst`. It goes by the clock of
 * the stack, so that equal plays meet equal answers; whatever comes within one of its instants comes at once.
 */
export class Throttle {
  readonly #settings: ThrottleSettings;
  readonly #clock: Clock;
  #tokens: number;
  #countedAt: number;

  constructor(settings: ThrottleSettings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
    this.#tokens = settings.burst;
    this.#countedAt = clock.now();
  }

  /** Takes a request. False when it comes too soon after too many others. */
  take(): boolean {
    const now = this.#clock.now();
    const { rate, burst } = this.#settings;
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#countedAt) / 1000) * rate);
    this.#countedAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
