/** Chance that is the same again for the same seed (mulberry32). */
export interface Chance {
  /** From 0 to below 1. */
  number(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** True in so many of a hundred cases. */
  percent(share: number): boolean;
  pick<T>(list: readonly T[]): T;
}

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const number = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    number,
    whole: (least, most) => least + Math.floor(number() * (most - least + 1)),
    percent: (share) => number() * 100 < share,
    pick: <T>(list: readonly T[]) => list[Math.floor(number() * list.length)] as T,
  };
}
