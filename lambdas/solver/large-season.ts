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

/** With more, prices and a flow with every swap one way are a cheaper first plan in less time than the flow and its repair. */
const MOST_REVIEWS_OF_A_REPAIR = 300;

export const isLarge = ({ reviews }: Season): boolean => reviews.length > MOST_REVIEWS_AT_ONCE;

export const beginsWithPrices = ({ reviews }: Season): boolean => reviews.length > MOST_REVIEWS_OF_A_REPAIR;

/** Always gives a plan, as the flow of a smaller season does. */
export function firstPlanByPrices(season: Season): FlowPlan {
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
  const { chosen: from, multipliers, reducedCosts } = climbOn(season, first);
  onProgress({ multipliers });
  onProgress({ chosen: from });
  const improving = { season, belonging: belongingOf(season), reducedCosts, highs, ...limits };
  const chosen = improveInParts(improving, from, (better) => onProgress({ chosen: better }));
  return { chosen, cost: planCost(season, chosen), multipliers };
}

/** Prices nearer to the best, and the cheaper of the plan before and the one that follows from them. */
export function climbOn(season: Season, first: FlowPlan): FlowPlan {
  const keys = keysOf(season);
  const belonging = belongingOf(season);
  const ascent = ascend(season, keys, belonging, withLevelOf(season, first), MORE_STEPS);
  const flow = oneWayFlow(season, belonging, ascent);
  return {
    chosen: planCost(season, flow) < planCost(season, first.chosen) ? flow : first.chosen,
    multipliers: multipliersFrom(season, keys, ascent),
    reducedCosts: ascent.reducedCosts,
    prices: ascent,
  };
}

/** Where seats stay empty, prices are a thousand and the first steps far too short: aims half way to the plan at the least. */
function withLevelOf(season: Season, { chosen, prices }: FlowPlan): Ascent | undefined {
  if (!prices) return undefined;
  const gap = planCost(season, chosen) - pointsOfNoColumn(season) - prices.points;
  return { ...prices, level: Math.max(prices.level, gap / 2) };
}

const multipliersFrom = (season: Season, keys: PairKeys, { duals, limits }: Ascent): Multipliers =>
  multipliersOf(season, rowsOf(season), keys, duals, limits);
