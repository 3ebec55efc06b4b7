/**
 * A better plan of a season that is too large to be solved as a whole: one part after the other is planned anew while everybody
 * else stays, by the linear model of the part and a dive. Parts are reviews near each other on the map, and they overlap, so that
 * the border of one lies within another.
 */
import type { Highs } from 'highs';
import type { Belonging } from './clashes.ts';
import type { Season } from './compile-season.ts';
import { dive, paces } from './dive.ts';
import { type Part, partOfSeason } from './part-of-season.ts';
import { planCost } from './plan-cost.ts';
import { NotProved, Relaxation } from './relaxation.ts';

/**
 * A part is a review and those around it, until they have so many pairs near the prices; turn by turn until each review was in one.
 * A solution takes the longer the more pairs there are: 4,000 are 150 reviews in the country and 60 in a city. Of what parts gain
 * for 1,500 reviews the small ones find four fifths, in 10 s of the processor; the large ones take 15 s.
 */
const SIZES = [4000, 9000];
/** Dearer pairs than this beyond the prices are in no part; a plan near the bound has none of them. */
const NEAR = 3;

export interface Improving {
  readonly season: Season;
  readonly belonging: Belonging;
  /** By pair: what it costs beyond good prices. */
  readonly reducedCosts: Float64Array;
  readonly highs: Highs;
  /** Of the solver's own time, for all parts together. */
  readonly seconds: number;
  readonly seed: number;
  /** Pairs in a part, turn by turn. */
  readonly sizes?: readonly number[];
}

/**
 * The cheapest plan that the parts come to, as indices of pairs; never dearer than the one it begins with.
 *
 * @param onPlan is told of each cheaper plan
 */
export function improveInParts(
  improving: Improving,
  from: readonly number[],
  onPlan: (chosen: readonly number[]) => void = () => {},
): readonly number[] {
  const { season, belonging, reducedCosts, sizes = SIZES } = improving;
  const planned = new Set(from);
  const pairs = [...reducedCosts.keys()].filter((pair) => (reducedCosts[pair] ?? 0) <= NEAR || planned.has(pair));
  const ofReview = new Int32Array(season.reviews.length);
  for (const pair of pairs) ofReview[season.pairReview[pair] ?? 0] = (ofReview[season.pairReview[pair] ?? 0] ?? 0) + 1;
  let chosen = from;
  let { seconds } = improving;
  for (const size of sizes) {
    const had = new Uint8Array(season.reviews.length);
    for (let next = had.indexOf(0); next >= 0 && seconds > 0; next = had.indexOf(0)) {
      const inside = new Set(around(season, next, ofReview, size));
      for (const review of inside) had[review] = 1;
      const isInside = (pair: number): boolean => inside.has(season.pairReview[pair] ?? 0);
      const part = partOfSeason({ season, belonging, pairs }, chosen, inside);
      const found = cheaperPart(part, chosen.filter(isInside), { ...improving, seconds });
      seconds -= found.seconds;
      if (!found.chosen) continue;
      chosen = [...chosen.filter((pair) => !isInside(pair)), ...found.chosen].sort((a, b) => a - b);
      onPlan(chosen);
    }
  }
  return chosen;
}

/** A review and those nearest to it, until they have so many pairs. One without a place is near to whatever comes first. */
function around({ reviews }: Season, from: number, pairs: Int32Array, most: number): number[] {
  const { easting = 0, northing = 0 } = reviews[from]?.review ?? {};
  const metres = reviews.map(({ review }, at) =>
    at === from ? -1 : Math.hypot((review.easting ?? easting) - easting, (review.northing ?? northing) - northing),
  );
  const nearest = [...reviews.keys()].sort((a, b) => (metres[a] ?? 0) - (metres[b] ?? 0) || a - b);
  let count = 0;
  const end = nearest.findIndex((review) => {
    count += pairs[review] ?? 0;
    return count > most;
  });
  return end < 0 ? nearest : nearest.slice(0, Math.max(1, end));
}

/** Pairs of the whole for the part's reviews; none where nothing cheaper is found. */
function cheaperPart(
  { season, pairs }: Part,
  own: readonly number[],
  { reducedCosts, highs, seconds: most, seed }: Improving,
): { readonly chosen?: number[]; readonly seconds: number } {
  const places = new Map(pairs.map((pair, at) => [pair, at]));
  const chosen = own.flatMap((pair) => places.get(pair) ?? []);
  const near = Float64Array.from(pairs, (pair) => reducedCosts[pair] ?? 0);
  const relaxation = new Relaxation(season, { chosen, reducedCosts: near }, highs, { seconds: most, seed });
  try {
    const root = relaxation.solve(new Set());
    const [pace] = paces;
    const found = pace && dive(season, relaxation, root, planCost(season, chosen), pace);
    return { seconds: relaxation.seconds, ...(found && { chosen: found.map((at) => pairs[at] ?? 0) }) };
  } catch (error) {
    if (!(error instanceof NotProved)) throw error;
    return { seconds: relaxation.seconds };
  } finally {
    relaxation.dispose();
  }
}
