import type { VirtualClock } from './clock.ts';

export type PaceMode = 'still' | 'real';

/** How often the clock is looked at while people may be clicking. */
const TICK_MS = 200;

/**
 * Moves the virtual clock while somebody watches: it stands still, runs at real speed, or skips ahead on request. What a
 * click sets off is always worked through at once, without time going on.
 */
export class Pace {
  readonly #clock: VirtualClock;
  #mode: PaceMode = 'still';
  #anchor = { virtual: 0, wall: 0 };
  #turn: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  get mode(): PaceMode {
    return this.#mode;
  }

  /** Begins to watch the clock; until then only `skip...` moves it. */
  begin(): void {
    this.#timer ??= setInterval(() => void this.#tick(), TICK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
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
  }

  /** Goes to a moment (milliseconds since the epoch), doing all that is due on the way. A past moment changes nothing. */
  async skipTo(moment: number): Promise<void> {
    await this.#inTurn(() => this.#clock.run({ until: Math.max(moment, this.#clock.now()) }));
  }

  async #tick(): Promise<void> {
    await this.#inTurn(() => {
      const elapsed = this.#mode === 'real' ? performance.now() - this.#anchor.wall : 0;
      const until = this.#mode === 'real' ? this.#anchor.virtual + Math.floor(elapsed) : this.#clock.now();
      return this.#clock.run({ until: Math.max(until, this.#clock.now()) });
    }, false);
  }

  /** One move at a time: two runs of the clock would take each other's entries. */
  #inTurn(move: () => Promise<void>, resetsAnchor = true): Promise<void> {
    this.#turn = this.#turn.then(move).then(() => {
      if (resetsAnchor) this.set(this.#mode);
    });
    return this.#turn;
  }
}
