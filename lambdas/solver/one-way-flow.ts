/**
 * A plan from prices and about how much of each pair is in the linear model's solution. Of each swap only the side of which more
 * is in it is left, and of a school's people on a review only those of one kind; then every rule is one of a network, and the
 * cheapest flow over the pairs near the prices is a plan.
 */
import { type Belonging, brokenClashes, type Group, groupOfPair } from './clashes.ts';
import type { Season } from './compile-season.ts';
import { cheapestFlow } from './flow-plan.ts';
import { seasonOf } from './part-of-season.ts';
import type { Ascent } from './price-ascent.ts';

/** Pairs as dear as this beyond the prices are in the network. With 3 the plan of 1,500 reviews cost 0.1% more, with 8 as much. */
const NEAR = 5;

interface Weight {
  readonly group: Group;
  readonly pairs: readonly number[];
  readonly share: number;
  readonly cheapest: number;
}

/** Indices of pairs, no two of which clash. */
export function oneWayFlow(
  season: Season,
  belonging: Belonging,
  { reducedCosts, shares }: Pick<Ascent, 'reducedCosts' | 'shares'>,
): number[] {
  const near = [...season.pairPerson.keys()].filter(
    (pair) => (reducedCosts[pair] ?? 0) <= NEAR || (shares[pair] ?? 0) > 0,
  );
  const weighed = (group: Group, pairs: readonly number[]): Weight => ({
    ...{ group, pairs, share: pairs.reduce((sum, pair) => sum + (shares[pair] ?? 0), 0) },
    cheapest: pairs.reduce((least, pair) => Math.min(least, reducedCosts[pair] ?? 0), Number.POSITIVE_INFINITY),
  });
  const byGroup = Map.groupBy(near, (pair) => groupOfPair(season, pair));
  const weights = [...byGroup].filter(([group]) => group >= 0).map(([group, pairs]) => weighed(group, pairs));
  const against = swapsOf(season, belonging, weights);
  const without = new Set<Group>();
  const kept = [...(byGroup.get(-1) ?? [])];
  for (const { group, pairs } of weights.sort(heaviestFirst)) {
    if (without.has(group)) continue;
    for (const other of against.get(group) ?? []) without.add(other);
    const kinds = Map.groupBy(pairs, (pair) => kindOf(season, pair));
    const [most] = [...kinds.values()].map((own) => weighed(group, own)).sort(heaviestFirst);
    for (const pair of most?.pairs ?? []) kept.push(pair);
  }
  kept.sort((a, b) => a - b);
  return cheapestFlow(seasonOf(season, kept)).map((at) => kept[at] ?? 0);
}

const heaviestFirst = (a: Weight, b: Weight): number => b.share - a.share || a.cheapest - b.cheapest;

/** For each group those of whom nobody may go if somebody of it goes. */
function swapsOf(season: Season, belonging: Belonging, weights: readonly Weight[]): Map<Group, Group[]> {
  const against = new Map<Group, Group[]>();
  const add = (one: Group, other: Group): void => {
    const known = against.get(one);
    if (known) known.push(other);
    else against.set(one, [other]);
  };
  const all = new Map(weights.map(({ group }) => [group, 1]));
  for (const { groups } of brokenClashes(season, belonging, all)) {
    const [one, other] = groups;
    if (other === undefined) continue;
    add(one, other);
    add(other, one);
  }
  return against;
}

/** The network has a way of its own for each kind of people in a team. */
function kindOf(season: Season, pair: number): string {
  const row = season.people[season.pairPerson[pair] ?? 0];
  return row?.firstTimer ? 'first-timer' : row?.experiencedHead ? 'head' : 'other';
}
