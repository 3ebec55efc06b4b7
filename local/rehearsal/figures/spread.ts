import { quantileSorted } from 'd3-array';

/** How numbers are spread. Of none, all but the count are 0. */
export interface Spread {
  readonly count: number;
  readonly least: number;
  readonly median: number;
  /** Nine of ten are not above it. */
  readonly ninety: number;
  readonly most: number;
}

/** Between two numbers a quantile lies on the line that joins them, as in R's and NumPy's default. */
export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (share: number): number => rounded(quantileSorted(sorted, share) ?? 0);
  return { count: sorted.length, least: at(0), median: at(0.5), ninety: at(0.9), most: at(1) };
}

/** To two decimals. */
export const rounded = (number: number): number => Math.round(number * 100) / 100;

/** Of each of these how often it came, the most frequent first. */
export function counted<T>(values: Iterable<T>): readonly (readonly [T, number])[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** How many of the numbers lie in each part: below the first bound, from each bound on, and from the last one on. */
export function inBands(numbers: readonly number[], bounds: readonly number[]): readonly Band[] {
  return [...bounds, Number.POSITIVE_INFINITY].map((below, index) => {
    const from = bounds[index - 1];
    const count = numbers.filter((number) => (from === undefined || number >= from) && number < below).length;
    return { ...(from !== undefined && { from }), ...(below !== Number.POSITIVE_INFINITY && { below }), count };
  });
}

/** Numbers from `from` on and below `below`; without one of them the part has no such bound. */
export interface Band {
  readonly from?: number;
  readonly below?: number;
  readonly count: number;
}
