import fc from 'fast-check';
import loader from 'highs';
import { expect, test } from 'vitest';
import { checkBound } from '../../lambdas/solver/check-bound.ts';
import { checkPlan } from '../../lambdas/solver/check-plan.ts';
import { compileSeason, type Season } from '../../lambdas/solver/compile-season.ts';
import { flowPlan } from '../../lambdas/solver/flow-plan.ts';
import { SeasonInstance } from '../../lambdas/solver/instance.ts';
import { planCost, planOf } from '../../lambdas/solver/plan-cost.ts';
import { prove } from '../../lambdas/solver/prove.ts';
import { smallSeasons } from './small-seasons.ts';

const highs = await (loader as unknown as typeof loader.default)();
const limits = { seconds: 20, seed: 1 };

const brokenOf = (season: Season, chosen: readonly number[]): readonly string[] =>
  checkPlan(season.instance, planOf(season, chosen)).broken;

test('whatever the season, no plan breaks a rule, and no bound is above a cost', () => {
  fc.assert(
    fc.property(smallSeasons({ reviews: 5, people: 14, seats: 3 }), (instance) => {
      const season = compileSeason(SeasonInstance.parse(instance));
      const pinned = planOf(season, []).placements;
      const first = flowPlan(season);
      const proof = prove(season, first, highs, limits);
      for (const chosen of [first.chosen, proof.chosen]) {
        expect(brokenOf(season, chosen)).toEqual([]);
        expect(checkPlan(instance, planOf(season, chosen)).cost).toBe(planCost(season, chosen));
      }
      expect(proof.cost).toBeLessThanOrEqual(planCost(season, first.chosen));
      expect(checkBound(instance, pinned, first.multipliers)).toBeLessThanOrEqual(proof.cost);
      expect(checkBound(instance, pinned, proof.multipliers)).toBe(proof.bound);
      expect(proof.bound).toBeLessThanOrEqual(proof.cost);
      expect(proof.proved || proof.searched).toBe(true);
    }),
    { numRuns: 60, seed: 7 },
  );
});

test('nothing is cheaper than the proved plan: every combination of a tiny season is tried', () => {
  fc.assert(
    fc.property(smallSeasons({ reviews: 3, people: 5, seats: 2 }), (instance) => {
      const season = compileSeason(instance);
      fc.pre(season.pairPerson.length <= 12);
      const proof = prove(season, flowPlan(season), highs, limits);
      let cheapest = Number.POSITIVE_INFINITY;
      for (let set = 0; set < 2 ** season.pairPerson.length; set += 1) {
        const chosen = [...season.pairPerson.keys()].filter((pair) => (set & (1 << pair)) !== 0);
        if (brokenOf(season, chosen).length === 0) cheapest = Math.min(cheapest, planCost(season, chosen));
      }
      expect(proof.cost).toBe(cheapest);
    }),
    { numRuns: 40, seed: 11 },
  );
});

test('the same season and seed give the same cost', () => {
  fc.assert(
    fc.property(smallSeasons({ reviews: 5, people: 12, seats: 3 }), (instance) => {
      const [one, other] = [1, 2].map(() => {
        const season = compileSeason(instance);
        return prove(season, flowPlan(season), highs, limits);
      });
      expect(other?.cost).toBe(one?.cost);
      expect(other?.multipliers).toEqual(one?.multipliers);
    }),
    { numRuns: 15, seed: 3 },
  );
});
