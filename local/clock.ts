/**
 * The virtual clock of the local stack.
 *
 * Everything that is due is in one queue. Time stands still while any piece of work is under way and jumps to the
 * next due entry when all is idle, so a year plays in seconds and equal inputs give equal histories.
 */
export interface Clock {
  /** Milliseconds since the epoch, in virtual time. */
  now(): number;
  /**
   * Calls `due` when the clock reaches `at` (milliseconds since the epoch; a moment already past means 'next').
   * Entries of the same moment fire in the order they were made. Returns a function that takes the entry back.
   */
  schedule(at: number, due: () => void): () => void;
  /** Holds the clock still until the work has ended, and passes its result or error on. */
  during<T>(work: Promise<T>): Promise<T>;
}

interface Entry {
  readonly at: number;
  readonly order: number;
  due: (() => void) | undefined;
}

/** A binary heap by moment, then by order of making. */
class DueQueue {
  readonly #heap: Entry[] = [];

  push(entry: Entry): void {
    const heap = this.#heap;
    let child = heap.push(entry) - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!before(entry, heap[parent] as Entry)) break;
      heap[child] = heap[parent] as Entry;
      child = parent;
    }
    heap[child] = entry;
  }

  peek(): Entry | undefined {
    while (this.#heap[0] && this.#heap[0].due === undefined) this.#removeFirst();
    return this.#heap[0];
  }

  pop(): Entry | undefined {
    const first = this.peek();
    if (first) this.#removeFirst();
    return first;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Entry, heap[child] as Entry)) child += 1;
      if (!before(heap[child] as Entry, last)) break;
      heap[parent] = heap[child] as Entry;
      parent = child;
    }
    heap[parent] = last;
  }
}

const before = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** Work is under way that does not end, so time would stand still for ever. */
export class ClockStandsStill extends Error {
  override readonly name = 'ClockStandsStill';
}

/** Twice what the longest function may take, and a slow machine is slow with everything at once. */
const STANDSTILL_MS = 600_000;

/** A clock that jumps from one due entry to the next as soon as nothing is under way. */
export class VirtualClock implements Clock {
  #now: number;
  #order = 0;
  #underWay = 0;
  /** Pieces of work that have ended. */
  #ended = 0;
  readonly #queue = new DueQueue();
  #wake: (() => void) | undefined;

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  schedule(at: number, due: () => void): () => void {
    const entry: Entry = { at: Math.max(at, this.#now), order: this.#order++, due };
    this.#queue.push(entry);
    this.#wake?.();
    return () => {
      entry.due = undefined;
    };
  }

  async during<T>(work: Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await work;
    } finally {
      this.#underWay -= 1;
      this.#ended += 1;
      if (this.#underWay === 0) this.#wake?.();
    }
  }

  /**
   * Work that holds the clock lets it go on for so many milliseconds, and holds it again from then on. For work within `during` alone: what
   * holds nothing has nothing to let go.
   */
  async rest(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.schedule(this.#now + milliseconds, () => {
      this.#underWay += 1;
      resolve();
    });
    this.#underWay -= 1;
    this.#ended += 1;
    if (this.#underWay === 0) this.#wake?.();
    await promise;
  }

  /** When the next entry is due, or nothing when the queue is empty. */
  nextDue(): number | undefined {
    return this.#queue.peek()?.at;
  }

  /**
   * Plays until nothing is left to do, until the next entry lies after `until`, or until `stop` says so between two
   * entries. The clock ends at the last entry fired, or at `until` when that was the reason.
   *
   * @throws ClockStandsStill when nothing that is under way has ended for ten real minutes.
   */
  async run(options: { until?: number; stop?: () => boolean } = {}): Promise<void> {
    for (;;) {
      await this.idle();
      if (options.stop?.()) return;
      const next = this.#queue.peek();
      if (!next || (options.until !== undefined && next.at > options.until)) {
        if (options.until !== undefined && options.until > this.#now && options.until < Number.POSITIVE_INFINITY) {
          this.#now = options.until;
        }
        return;
      }
      this.#queue.pop();
      this.#now = next.at;
      const due = next.due;
      next.due = undefined;
      due?.();
    }
  }

  /** Resolves when no work is under way. Two turns of the event loop let work that ended start its successors. */
  async idle(): Promise<void> {
    for (;;) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (this.#underWay === 0) return;
      await this.#woken();
    }
  }

  async #woken(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#wake = resolve;
    let before = this.#ended;
    const watch = setInterval(() => {
      if (this.#ended === before) {
        const when = new Date(this.#now).toISOString();
        const minutes = STANDSTILL_MS / 60_000;
        reject(
          new ClockStandsStill(`At ${when} nothing has ended for ${minutes} minutes: ${this.#underWay} under way.`),
        );
      }
      before = this.#ended;
    }, STANDSTILL_MS);
    try {
      await promise;
    } finally {
      clearInterval(watch);
      this.#wake = undefined;
    }
  }
}
