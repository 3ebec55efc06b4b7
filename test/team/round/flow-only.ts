import type { Solve } from '../../../lambdas/team/round/make-plan.ts';
import { checkBound } from '../../../lambdas/team/season/check-bound.ts';
import { checkPlan } from '../../../lambdas/team/season/check-plan.ts';
import { compileSeason } from '../../../lambdas/team/season/compile-season.ts';
import { flowPlan } from '../../../lambdas/team/season/flow-plan.ts';
import { planOf } from '../../../lambdas/team/season/plan-cost.ts';

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
