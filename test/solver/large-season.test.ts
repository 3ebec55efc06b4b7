import fc from 'fast-check';
import loader from 'highs';
import { expect, test } from 'vitest';
import { checkBound } from '../../lambdas/solver/check-bound.ts';
import { checkPlan } from '../../lambdas/solver/check-plan.ts';
import { belongingOf, brokenClashes, groupsOfPlan } from '../../lambdas/solver/clashes.ts';
import { compileSeason, type Season } from '../../lambdas/solver/compile-season.ts';
import { flowPlan } from '../../lambdas/solver/flow-plan.ts';
import { climbOn, firstPlanByPrices, isLarge, planLarge } from '../../lambdas/solver/large-season.ts';
import { keysOf } from '../../lambdas/solver/limits.ts';
import { rowsOf } from '../../lambdas/solver/linear-model.ts';
import { multipliersOf } from '../../lambdas/solver/multipliers.ts';
import { oneWayFlow } from '../../lambdas/solver/one-way-flow.ts';
import { improveInParts } from '../../lambdas/solver/parts-in-turn.ts';
import { planCost, planOf, pointsOfNoColumn } from '../../lambdas/solver/plan-cost.ts';
import { ascend } from '../../lambdas/solver/price-ascent.ts';
import { type Progress, prove } from '../../lambdas/solver/prove.ts';
import { person, review, season as seasonOf, smallSeasons, WEEKS } from './small-seasons.ts';

const highs = await (loader as unknown as typeof loader.default)();
const limits = { seconds: 20, seed: 1 };
const seasons = smallSeasons({ reviews: 6, people: 16, seats: 3 });

const brokenOf = (season: Season, chosen: readonly number[]): readonly string[] =>
  checkPlan(season.instance, planOf(season, chosen)).broken;

test('whatever the season, its plans keep the rules and its bound is not above the cheapest plan', () => {
  fc.assert(
    fc.property(seasons, (instance) => {
      const season = compileSeason(instance);
      const pinned = planOf(season, []).placements;
      const cheapest = prove(season, flowPlan(season), highs, limits);
      const first = firstPlanByPrices(season);
      const said: Progress[] = [];
      const large = planLarge(season, first, highs, limits, (step) => said.push(step));
      for (const chosen of [first.chosen, large.chosen, ...said.flatMap(({ chosen }) => (chosen ? [chosen] : []))]) {
        expect(brokenOf(season, chosen)).toEqual([]);
        expect(planCost(season, chosen)).toBeGreaterThanOrEqual(cheapest.cost);
      }
      expect(large.cost).toBe(checkPlan(instance, planOf(season, large.chosen)).cost);
      expect(large.cost).toBeLessThanOrEqual(planCost(season, first.chosen));
      for (const multipliers of [first.multipliers, large.multipliers]) {
        expect(checkBound(instance, pinned, multipliers)).toBeLessThanOrEqual(cheapest.cost);
      }
      // Of a season that is not large the proof begins there too.
      expect(prove(season, climbOn(season, first), highs, limits).cost).toBe(cheapest.cost);
      const again = planLarge(compileSeason(instance), firstPlanByPrices(compileSeason(instance)), highs, limits);
      expect(again).toEqual(large);
    }),
    { numRuns: 40, seed: 17 },
  );
});

test('an ascent says what its multipliers come to over all pairs, and one that goes on does not come to less', () => {
  fc.assert(
    fc.property(seasons, (instance) => {
      const season = compileSeason(instance);
      const keys = keysOf(season);
      const pinned = planOf(season, []).placements;
      const belonging = belongingOf(season);
      const first = ascend(season, keys, belonging, undefined, [5, 20]);
      const more = ascend(season, keys, belonging, first, [20, 40]);
      for (const { duals, limits: priced, points: said } of [first, more]) {
        const bound = checkBound(instance, pinned, multipliersOf(season, rowsOf(season), keys, duals, priced));
        // Multipliers are rounded to 1/1,048,576 of a point, and a bound to the next whole one.
        expect(Math.abs(bound - 0.5 - (said + pointsOfNoColumn(season)))).toBeLessThanOrEqual(0.51);
      }
      expect(more.points).toBeGreaterThanOrEqual(first.points);
    }),
    { numRuns: 40, seed: 19 },
  );
});

test('whatever its prices, a flow with every swap one way is a plan', () => {
  const costs = fc.infiniteStream(fc.double({ min: -10, max: 10, noNaN: true }));
  const parts = fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }));
  const draw = (stream: Iterator<number>, count: number): Float64Array =>
    Float64Array.from({ length: count }, () => stream.next().value);
  fc.assert(
    fc.property(seasons, costs, parts, (instance, reduced, part) => {
      const season = compileSeason(instance);
      const count = season.pairPerson.length;
      const chosen = oneWayFlow(season, belongingOf(season), {
        reducedCosts: draw(reduced, count),
        shares: draw(part, count),
      });
      expect(brokenClashes(season, belongingOf(season), groupsOfPlan(season, chosen))).toEqual([]);
      expect(brokenOf(season, chosen)).toEqual([]);
    }),
    { numRuns: 60, seed: 23 },
  );
});

test('a part is planned anew beside those who stay, and the whole is never dearer', () => {
  let cheaper = 0;
  fc.assert(
    fc.property(seasons, fc.constantFrom([1], [2, 5], [5, 1]), (instance, sizes) => {
      const season = compileSeason(instance);
      const belonging = belongingOf(season);
      const reducedCosts = new Float64Array(season.pairPerson.length);
      const improving = { season, belonging, reducedCosts, highs, sizes, ...limits };
      const costs = [planCost(season, [])];
      const chosen = improveInParts(improving, [], (better) => {
        expect(brokenOf(season, better)).toEqual([]);
        costs.push(planCost(season, better));
      });
      expect(costs).toEqual(costs.toSorted((a, b) => b - a));
      expect(planCost(season, chosen)).toBe(costs.at(-1));
      if (costs.length > 2) cheaper += 1;
    }),
    { numRuns: 60, seed: 29 },
  );
  expect(cheaper).toBeGreaterThan(10);
});

test('a part does not take somebody who is away that week, nor make a swap with those who stay', () => {
  // By itself each review would take the only person who is near; parts of one review see what the others hold.
  const instance = seasonOf(
    [
      review('s1', { size: 1, seats: 1 }),
      review('s2', { size: 1, seats: 1 }),
      review('s3', { size: 1, seats: 1, day1: WEEKS[1] }),
    ],
    [person('p1', 's1'), person('p2', 's2'), person('p3', 's4', { maxReviewsAYear: 1 })],
  );
  const season = compileSeason(instance);
  const reducedCosts = new Float64Array(season.pairPerson.length);
  const improving = { season, belonging: belongingOf(season), reducedCosts, highs, sizes: [1], ...limits };
  const chosen = improveInParts(improving, []);
  expect(brokenOf(season, chosen)).toEqual([]);
  expect(chosen).toHaveLength(3);
});

test('a season of some reviews is not a large one', () => {
  expect(isLarge(compileSeason(seasonOf([review('s1')], [person('p1', 's2')])))).toBe(false);
});
