import type { VirtualClock } from './clock.ts';
import type { Problems } from './problems.ts';

export type PaceMode = 'still' | 'real';

/** How often the clock is looked at while people may be clicking. */
const TICK_MS = 200;

/**
 * Moves the virtual clock while somebody watches: it stands still, runs at real speed, or skips ahead on request. What a
 * click sets off is always worked through at once, without time going on.
 */
export class Pace {
  readonly #clock: VirtualClock;
  readonly #problems: Problems;
  #mode: PaceMode = 'still';
  #anchor = { virtual: 0, wall: 0 };
  #turn: Promise<void> = Promise.resolve();
  #moving = 0;
  #timer: NodeJS.Timeout | undefined;
  #isStopping = false;

  constructor(clock: VirtualClock, problems: Problems) {
    this.#clock = clock;
    this.#problems = problems;
  }

  get mode(): PaceMode {
    return this.#mode;
  }

  /** Begins to watch the clock; until then only `skip...` moves it. */
  begin(): void {
    this.#isStopping = false;
    this.#timer ??= setInterval(() => void this.#tick(), TICK_MS);
  }

  /** Moves the clock no more: whatever skip is under way ends between two events, and when it has, so does the promise. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#turn;
  }

  /** Time stands still, or goes on as fast as on the wall. */
  set(mode: PaceMode): void {
    this.#mode = mode;
    this.#anchor = { virtual: this.#clock.now(), wall: performance.now() };
  }

  /** Goes to the next moment at which something is due, and does all that is due then. */
  async skipToNext(): Promise<void> {
    await this.#inTurn(() => {
      const next = this.#clock.nextDue();
      return this.#clock.run({ until: next ?? this.#clock.now() });
    });
    this.set(this.#mode);
  }

  /** Goes to a moment (milliseconds since the epoch), doing all that is due on the way. A past moment changes nothing. */
  async skipTo(moment: number): Promise<void> {
    const stop = (): boolean => this.#isStopping;
    await this.#inTurn(() => this.#clock.run({ until: Math.max(moment, this.#clock.now()), stop }));
    this.set(this.#mode);
  }

  /**
   * Does all that is due until something has come about, and stands where it did.
   *
   * @param isReached asked between two events
   * @param longest gives up after so many milliseconds of virtual time
   */
  async skipUntil(isReached: () => boolean, longest: number): Promise<void> {
    await this.#inTurn(() => this.#clock.run({ until: this.#clock.now() + longest, stop: isReached }));
    this.set(this.#mode);
  }

  async #tick(): Promise<void> {
    // While the clock skips, nobody's wall time counts.
    if (this.#moving > 0) return;
    await this.#inTurn(() => {
      const { virtual, wall } = this.#anchor;
      const until = this.#mode === 'real' ? virtual + Math.floor(performance.now() - wall) : this.#clock.now();
      return this.#clock.run({ until: Math.max(until, this.#clock.now()) });
    });
  }

  /** One move at a time: two runs of the clock would take each other's entries. */
  async #inTurn(move: () => Promise<void>): Promise<void> {
    this.#moving += 1;
    this.#turn = this.#turn.then(move).catch((error: unknown) => this.#problems.report(String(error)));
    await this.#turn;
    this.#moving -= 1;
  }
}
