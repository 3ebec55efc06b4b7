/**
 * A good plan from the linear model in a few steps. Its solutions are whole but for the clashes: half of A's people go to
 * B and half of B's to A. Where one side clearly outweighs the other, the other is left out and the model solved again
 * from there, until nothing is in halves. Each step takes a fraction of the first solution's time.
 */
import { brokenClashes, type Group, groupOfPair } from './clashes.ts';
import type { Season } from './compile-season.ts';
import { type Point, type Relaxation, TOLERANCE } from './relaxation.ts';

/** Pairs of which at most one is in a plan, in two parts; the lighter has so much of a person in the solution. */
interface Split {
  readonly lighter: readonly number[];
  readonly weight: number;
}

/** How much is settled at a step: every side that is as light as `light`, and a share of all at the least. */
export interface Pace {
  readonly light: number;
  readonly share: number;
}

/** Which comes to the better plan differs from season to season; each takes as long as a quarter of the first solution. */
export const paces: readonly Pace[] = [
  { light: 0.2, share: 1 / 3 },
  { light: 0.1, share: 1 / 5 },
];

/**
 * The pairs of a plan that costs less than `cost`; none when the way leads to none.
 *
 * @throws NotProved when the solver has no answer in time.
 */
export function dive(
  season: Season,
  relaxation: Relaxation,
  from: Point,
  cost: number,
  { light, share }: Pace,
): number[] | undefined {
  const byGroup = Map.groupBy(season.pairPerson.keys(), (pair) => groupOfPair(season, pair));
  const leftOut = new Set<number>();
  for (let point = from; point.points < cost - TOLERANCE; point = relaxation.solve(leftOut)) {
    if ([...point.pairs.values()].every((value) => value > 1 - TOLERANCE)) return [...point.pairs.keys()];
    const splits = splitsOf(season, relaxation, byGroup, point).sort((a, b) => a.weight - b.weight);
    if (splits.length === 0) return undefined;
    const decided = splits.filter(({ weight }, at) => weight <= light || at < Math.max(1, splits.length * share));
    for (const pair of decided.flatMap(({ lighter }) => lighter)) leftOut.add(pair);
  }
  return undefined;
}

/** Swaps first: where they are settled, a solution is nearly always whole. */
function splitsOf(
  season: Season,
  { belonging }: Relaxation,
  byGroup: ReadonlyMap<Group, readonly number[]>,
  { pairs }: Point,
): Split[] {
  const inGroup = new Map<Group, number>();
  for (const [pair, value] of pairs) {
    const group = groupOfPair(season, pair);
    if (group >= 0) inGroup.set(group, (inGroup.get(group) ?? 0) + value);
  }
  const swaps = brokenClashes(season, belonging, inGroup, -1).flatMap(({ groups }): Split[] => {
    const [one, other] = groups;
    if (other === undefined) return [];
    const lighter = (inGroup.get(one) ?? 0) < (inGroup.get(other) ?? 0) ? one : other;
    return [{ lighter: byGroup.get(lighter) ?? [], weight: inGroup.get(lighter) ?? 0 }];
  });
  if (swaps.length > 0) return swaps;
  const shared = Map.groupBy(pairs.keys(), (pair) => groupOfPair(season, pair));
  return [...shared].flatMap(([group, own]): Split[] => {
    if (group < 0 || own.length < 2) return [];
    const heaviest = own.reduce((a, b) => ((pairs.get(b) ?? 0) > (pairs.get(a) ?? 0) ? b : a));
    const weight = (inGroup.get(group) ?? 0) - (pairs.get(heaviest) ?? 0);
    return [{ lighter: (byGroup.get(group) ?? []).filter((pair) => pair !== heaviest), weight }];
  });
}
