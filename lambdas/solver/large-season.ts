/**
 * A season that is too large for one linear model: prices by ascent, a plan by a flow with every swap one way, then better plans
 * part by part. Its bound follows from the prices, as that of every season; it is not proved to the last point.
 */
import type { Highs } from 'highs';
import { belongingOf } from './clashes.ts';
import type { Season } from './compile-season.ts';
import type { FlowPlan } from './flow-plan.ts';
import type { Multipliers } from './instance.ts';
import { keysOf, type PairKeys } from './limits.ts';
import { rowsOf } from './linear-model.ts';
import { multipliersOf } from './multipliers.ts';
import { oneWayFlow } from './one-way-flow.ts';
import { improveInParts } from './parts-in-turn.ts';
import { planCost, pointsOfNoColumn } from './plan-cost.ts';
import { type Ascent, ascend } from './price-ascent.ts';
import type { Progress, ProofLimits } from './prove.ts';

/** With more reviews, one linear model of the whole takes minutes. */
const MOST_REVIEWS_AT_ONCE = 600;
/** Steps of the prices between two looks at all pairs: until a first plan, and from there. */
const FIRST_STEPS = [20, 20, 20, 50, 50, 100];
const MORE_STEPS = [50, 100, 150, 250];

export const isLarge = ({ reviews }: Season): boolean => reviews.length > MOST_REVIEWS_AT_ONCE;

/** Always gives a plan, as the flow of a smaller season does. */
export function firstPlanOfLarge(season: Season): FlowPlan {
  const keys = keysOf(season);
  const belonging = belongingOf(season);
  const ascent = ascend(season, keys, belonging, undefined, FIRST_STEPS);
  return {
    chosen: oneWayFlow(season, belonging, ascent),
    multipliers: multipliersFrom(season, keys, ascent),
    reducedCosts: ascent.reducedCosts,
    prices: ascent,
  };
}

export interface LargePlan {
  readonly chosen: readonly number[];
  readonly cost: number;
  readonly multipliers: Multipliers;
}

/** Goes on from the first plan of a large season. */
export function planLarge(
  season: Season,
  first: FlowPlan,
  highs: Highs,
  limits: ProofLimits,
  onProgress: (step: Progress) => void = () => {},
): LargePlan {
  const keys = keysOf(season);
  const belonging = belongingOf(season);
  const ascent = ascend(season, keys, belonging, withLevelOf(season, first), MORE_STEPS);
  const multipliers = multipliersFrom(season, keys, ascent);
  onProgress({ multipliers });
  const flow = oneWayFlow(season, belonging, ascent);
  const [from] = [first.chosen, flow].sort((a, b) => planCost(season, a) - planCost(season, b));
  const begin = from ?? flow;
  onProgress({ chosen: begin });
  const improving = { season, belonging, reducedCosts: ascent.reducedCosts, highs, ...limits };
  const chosen = improveInParts(improving, begin, (better) => onProgress({ chosen: better }));
  return { chosen, cost: planCost(season, chosen), multipliers };
}

/** Where seats stay empty, prices are a thousand and the first steps far too short: aims half way to the plan at the least. */
function withLevelOf(season: Season, { chosen, prices }: FlowPlan): Ascent | undefined {
  if (!prices) return undefined;
  const gap = planCost(season, chosen) - pointsOfNoColumn(season) - prices.points;
  return { ...prices, level: Math.max(prices.level, gap / 2) };
}

const multipliersFrom = (season: Season, keys: PairKeys, { duals, limits }: Ascent): Multipliers =>
  multipliersOf(season, rowsOf(season), keys, duals, limits);
