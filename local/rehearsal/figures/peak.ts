/** The most of something in any stretch of time. */
export interface Peak {
  readonly count: number;
  /** The instant at which that was reached, ISO; none where there was nothing. */
  readonly at?: string;
}

/** So many moments that are past are kept before they are cleared together. */
const MOST_PAST = 1000;

/** Finds the most in any stretch of so many milliseconds, of moments that come in order. */
export class PeakFinder {
  readonly #stretch: number;
  /** Moments that may still be in one stretch with the next one, each with how often it came; those before `#first` are past. */
  readonly #moments: { readonly at: number; count: number }[] = [];
  #first = 0;
  #within = 0;
  #peak: Peak = { count: 0 };

  constructor(milliseconds: number) {
    this.#stretch = milliseconds;
  }

  /** @param at milliseconds since the epoch, never before the last one */
  add(at: number): void {
    const last = this.#moments.at(-1);
    if (last?.at === at) last.count += 1;
    else this.#moments.push({ at, count: 1 });
    this.#within += 1;
    for (let first = this.#moments[this.#first]; first && first.at <= at - this.#stretch; ) {
      this.#within -= first.count;
      this.#first += 1;
      first = this.#moments[this.#first];
    }
    if (this.#first > MOST_PAST) {
      this.#moments.splice(0, this.#first);
      this.#first = 0;
    }
    if (this.#within > this.#peak.count) this.#peak = { count: this.#within, at: new Date(at).toISOString() };
  }

  get peak(): Peak {
    return this.#peak;
  }
}

/** The most of these moments in any stretch of so many milliseconds. */
export function peakOf(moments: readonly number[], milliseconds: number): Peak {
  const finder = new PeakFinder(milliseconds);
  for (const at of moments.toSorted((a, b) => a - b)) finder.add(at);
  return finder.peak;
}
