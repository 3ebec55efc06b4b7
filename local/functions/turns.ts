/** What is in a turn: a request of somebody at a page, or any other event of a function. */
export type TurnKind = 'request' | 'event';

interface Waiting {
  readonly kind: TurnKind;
  readonly begin: () => void;
}

/**
 * Lets events run in the order in which they came, one at a time unless told otherwise: so what they do to the table, and
 * to one another, does not depend on how fast each of them runs.
 */
export class Turns {
  readonly #most: number;
  readonly #waiting: Waiting[] = [];
  #running = 0;
  readonly #held = { request: 0, event: 0 };

  /** @param most events at a time; more than one gives up the order, for the sake of tests of races. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Runs the work when its turn has come. */
  async run<T>(kind: TurnKind, work: () => Promise<T>): Promise<T> {
    if (!this.#mayRun(kind)) await new Promise<void>((begin) => this.#waiting.push({ kind, begin }));
    else this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#admit();
    }
  }

  /**
   * Does not count an event as running for as long as it waits for something that another event may have to do first, so
   * that the two never wait for each other.
   *
   * @param anotherIs `request` where nothing else than a request can be that other: a mail is being received, whose links
   *   a scanner follows
   */
  async whileHeld<T>(anotherIs: TurnKind, work: Promise<T>): Promise<T> {
    this.#held.request += 1;
    if (anotherIs === 'event') this.#held.event += 1;
    this.#admit();
    try {
      return await work;
    } finally {
      this.#held.request -= 1;
      if (anotherIs === 'event') this.#held.event -= 1;
    }
  }

  #mayRun(kind: TurnKind): boolean {
    return this.#running < this.#most + this.#held[kind];
  }

  #admit(): void {
    for (let next = this.#nextPosition(); next >= 0; next = this.#nextPosition()) {
      const [admitted] = this.#waiting.splice(next, 1);
      this.#running += 1;
      admitted?.begin();
    }
  }

  #nextPosition(): number {
    return this.#waiting.findIndex(({ kind }) => this.#mayRun(kind));
  }
}
