/**
 * What no plan can cost less than, from multipliers and cases: exact and without a solver, as check-bound.ts is, whose
 * arithmetic it shares. Of a swap one side at least does not happen, so a season falls into two cases, each of which may fall
 * into two again. The bound of a case is computed without the people who stay at home in it.
 *
 * Left out of all cases are the pairs that no plan cheaper than `cheaperThan` has: with such a pair the season's own bound
 * comes to as much already. The other way round, pairs without which it comes to as much are in every such plan.
 */
import { type BoundPair, Given } from './bound-facts.ts';
import { boundOf, boundWithoutPairs, pricesOf, reducedCost } from './check-bound.ts';
import {
  type Multipliers,
  SCALE,
  type SchoolOnReview,
  type SeasonCase,
  type SeasonCases,
  type SeasonInstance,
  type SeasonPlan,
} from './instance.ts';

/** A pair that may be in a plan that is cheap enough, and whether it must. */
interface NearPair {
  readonly pair: BoundPair;
  readonly always: boolean;
}

/**
 * @param pinned who is pinned and was kept.
 * @param multipliers of the season as a whole.
 * @returns the bound in points: that of the lowest case, rounded up, but never more than `cheaperThan`.
 * @throws RangeError for a case by something that is no swap, or a multiplier below 0 that may not be.
 */
export function checkCases(
  season: SeasonInstance,
  pinned: SeasonPlan['placements'],
  multipliers: Multipliers,
  { cheaperThan, first }: SeasonCases,
): number {
  const given = new Given(season, pinned);
  const price = pricesOf(given, multipliers);
  const whole = boundOf(given, price);
  // A plan of at most one point less than `cheaperThan` has so much to spare over the season's own bound.
  const spare = SCALE * (cheaperThan - 1) - whole;
  const near: NearPair[] = [];
  for (const pair of given.pairs()) {
    const reduced = reducedCost(pair, given, price);
    if (reduced <= spare && given.mayGo(pair.person, pair.review)) near.push({ pair, always: -reduced > spare });
  }
  const lowest = (of: SeasonCase, pairs: readonly NearPair[]): number => {
    if ('multipliers' in of) return boundOfCase(given, pairs, changed(multipliers, of.multipliers));
    const [one, other] = of.swap;
    if (!given.atMostOne([one, other])) throw new RangeError('A case is by something that is no swap.');
    return Math.min(lowest(of.cases[0], without(pairs, one)), lowest(of.cases[1], without(pairs, other)));
  };
  return Math.max(Math.ceil(whole / SCALE), Math.min(cheaperThan, Math.ceil(lowest(first, near) / SCALE)));
}

const without = (pairs: readonly NearPair[], { school, review }: SchoolOnReview): NearPair[] =>
  pairs.filter(({ pair }) => pair.person.school !== school || pair.review.review !== review);

function boundOfCase(given: Given, pairs: readonly NearPair[], multipliers: Multipliers): number {
  const price = pricesOf(given, multipliers);
  let bound = boundWithoutPairs(given, price);
  for (const { pair, always } of pairs) {
    const reduced = reducedCost(pair, given, price);
    if (always || reduced < 0) bound += reduced;
  }
  return bound;
}

/** The season's multipliers with those of a case in place of them. */
function changed(all: Multipliers, own: Omit<Multipliers, 'scale'>): Multipliers {
  const put = <Row>(rows: readonly Row[], instead: readonly Row[], name: (row: Row) => string): Row[] => [
    ...new Map([...rows, ...instead].map((row) => [name(row), row])).values(),
  ];
  return {
    scale: all.scale,
    reviews: put(all.reviews, own.reviews, ({ review }) => review),
    people: put(all.people, own.people, ({ person }) => person),
    terms: put(all.terms, own.terms, ({ person, term }) => JSON.stringify([person, term])),
    weeks: put(all.weeks, own.weeks, ({ person, week }) => JSON.stringify([person, week])),
    schools: put(all.schools, own.schools, ({ school }) => school),
    together: put(all.together, own.together, ({ of }) => JSON.stringify(of)),
  };
}
