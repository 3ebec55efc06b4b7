/** The swaps of which both sides are in a solution, as what a season is told apart by. */
import { brokenClashes, type Group, groupOfPair, reviewOfGroup, schoolOfGroup } from './clashes.ts';
import type { Season } from './compile-season.ts';
import type { SchoolOnReview } from './instance.ts';
import { type Point, type Relaxation, TOLERANCE } from './relaxation.ts';

/** Of one side at least nobody goes. */
export interface Swap {
  readonly name: string;
  readonly sides: readonly [SwapSide, SwapSide];
  /** How much of a person the lighter side has. */
  readonly split: number;
  readonly price: number;
}

export interface SwapSide {
  readonly group: SchoolOnReview;
  readonly pairs: readonly number[];
}

export type Groups = ReadonlyMap<Group, readonly number[]>;

export const groupsOf = (season: Season): Groups =>
  Map.groupBy(season.pairPerson.keys(), (pair) => groupOfPair(season, pair));

/**
 * Those that have a price, where there are any: without one the solution is as cheap when either side stays at home. The most
 * divided ones come first.
 */
export function swapsIn(season: Season, relaxation: Relaxation, byGroup: Groups, point: Point): Swap[] {
  const inGroup = new Map<Group, number>();
  for (const [pair, value] of point.pairs) {
    const group = groupOfPair(season, pair);
    if (group >= 0) inGroup.set(group, (inGroup.get(group) ?? 0) + value);
  }
  const side = (group: Group): SwapSide => ({
    group: {
      school: season.schools[schoolOfGroup(season, group)]?.school ?? '',
      review: season.reviews[reviewOfGroup(season, group)]?.review.review ?? '',
    },
    pairs: byGroup.get(group) ?? [],
  });
  const swaps = brokenClashes(season, relaxation.belonging, inGroup, -1).flatMap(({ groups }): Swap[] => {
    const [one, other] = groups;
    if (other === undefined) return [];
    const split = Math.min(inGroup.get(one) ?? 0, inGroup.get(other) ?? 0);
    const price = relaxation.priceOf({ groups }, point);
    return [{ name: groups.join(' '), sides: [side(one), side(other)], split, price }];
  });
  const priced = swaps.filter(({ price }) => price > TOLERANCE);
  return (priced.length > 0 ? priced : swaps).sort((a, b) => b.split - a.split || b.price - a.price);
}
