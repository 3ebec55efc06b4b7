import { checkBound } from '../../../lambdas/solver/check-bound.ts';
import { checkPlan } from '../../../lambdas/solver/check-plan.ts';
import { compileSeason } from '../../../lambdas/solver/compile-season.ts';
import { flowPlan } from '../../../lambdas/solver/flow-plan.ts';
import { planOf } from '../../../lambdas/solver/plan-cost.ts';
import type { Solve } from '../../../lambdas/team/term-plan/make-plan.ts';

/** The first plan without the solver's thread: as good a plan as tests of everything around it need, in milliseconds. */
export const flowOnly: Solve = async (instance, { onFirstPlan }) => {
  const season = compileSeason(instance);
  const { chosen, multipliers } = flowPlan(season);
  const plan = planOf(season, chosen);
  onFirstPlan?.(plan);
  const pinned = planOf(season, []).placements;
  const { cost, emptySeats } = checkPlan(instance, plan);
  const bound = checkBound(instance, pinned, multipliers);
  return {
    ...{ plan, cost, emptySeats, bound, multipliers, pinned, proved: cost === bound },
    ...{ refusedPins: season.commitments.refused, undated: season.undated },
  };
};
