import fc from 'fast-check';
import loader from 'highs';
import { expect, test } from 'vitest';
import { checkPlan } from '../../lambdas/solver/check-plan.ts';
import { compileSeason } from '../../lambdas/solver/compile-season.ts';
import { dive, paces } from '../../lambdas/solver/dive.ts';
import { flowPlan } from '../../lambdas/solver/flow-plan.ts';
import { planCost, planOf } from '../../lambdas/solver/plan-cost.ts';
import { NotProved, Relaxation } from '../../lambdas/solver/relaxation.ts';
import { smallSeasons } from './small-seasons.ts';

const highs = await (loader as unknown as typeof loader.default)();

test('a dive comes to a plan that keeps the rules and is cheaper than what was known, or to none', () => {
  let plans = 0;
  fc.assert(
    fc.property(smallSeasons({ reviews: 6, people: 16, seats: 3 }), (instance) => {
      const season = compileSeason(instance);
      const relaxation = new Relaxation(season, flowPlan(season), highs, { seconds: 20, seed: 1 });
      try {
        const root = relaxation.solve(new Set());
        const empty = planCost(season, []);
        for (const pace of paces) {
          const chosen = dive(season, relaxation, root, empty, pace);
          if (!chosen) continue;
          plans += 1;
          const { broken, cost } = checkPlan(instance, planOf(season, chosen));
          expect(broken).toEqual([]);
          expect(cost).toBeLessThan(empty);
          expect(cost).toBeGreaterThan(root.points - 0.001);
        }
      } finally {
        relaxation.dispose();
      }
    }),
    { numRuns: 40, seed: 17 },
  );
  expect(plans).toBeGreaterThan(40);
});

test('pairs that are forgotten come back where they are worth it', () => {
  fc.assert(
    fc.property(smallSeasons({ reviews: 5, people: 14, seats: 3 }), (instance) => {
      const season = compileSeason(instance);
      const relaxation = new Relaxation(season, flowPlan(season), highs, { seconds: 20, seed: 1 });
      try {
        const root = relaxation.solve(new Set());
        const used = new Set(root.pairs.keys());
        const without = relaxation.solve(used).points;
        relaxation.solve(new Set());
        relaxation.forget(root, 0.5);
        expect(relaxation.solve(used).points).toBeCloseTo(without, 5);
        expect(relaxation.solve(new Set()).points).toBeCloseTo(root.points, 5);
      } finally {
        relaxation.dispose();
      }
    }),
    { numRuns: 40, seed: 19 },
  );
});

test('a solver that has no time has no answer', () => {
  const [instance] = fc.sample(smallSeasons({ reviews: 6, people: 16, seats: 3 }), { numRuns: 1, seed: 21 });
  if (!instance) throw new Error('There is no season.');
  const season = compileSeason(instance);
  const relaxation = new Relaxation(season, flowPlan(season), highs, { seconds: 0, seed: 1 });
  expect(() => relaxation.solve(new Set())).toThrow(NotProved);
  relaxation.dispose();
});
