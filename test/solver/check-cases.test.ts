import fc from 'fast-check';
import loader from 'highs';
import { describe, expect, test } from 'vitest';
import { checkBound } from '../../lambdas/solver/check-bound.ts';
import { checkCases } from '../../lambdas/solver/check-cases.ts';
import { checkPlan } from '../../lambdas/solver/check-plan.ts';
import { compileSeason } from '../../lambdas/solver/compile-season.ts';
import { flowPlan } from '../../lambdas/solver/flow-plan.ts';
import { type Multipliers, SCALE, type SeasonCase, SeasonCases } from '../../lambdas/solver/instance.ts';
import { planOf } from '../../lambdas/solver/plan-cost.ts';
import { prove } from '../../lambdas/solver/prove.ts';
import { person, review, season as seasonOf, smallSeasons } from './small-seasons.ts';

const highs = await (loader as unknown as typeof loader.default)();

/** Of 1,500 seasons the one that multipliers alone do not prove, but the two cases of a swap do. */
const instance = fc.sample(smallSeasons({ reviews: 5, people: 12, seats: 3 }), { numRuns: 1500, seed: 23 })[882];
if (!instance) throw new Error('There is no season.');
const season = compileSeason(instance);
const pinned = planOf(season, []).placements;
const proof = prove(season, flowPlan(season), highs, { seconds: 20, seed: 1 });
const { multipliers, cases } = proof;
if (!cases || !('swap' in cases.first)) throw new Error('There are no cases.');
const { first, cheaperThan } = cases;
const nothing = {
  multipliers: { reviews: [], people: [], terms: [], weeks: [], schools: [], together: [] },
} satisfies SeasonCase;
const check = (of: SeasonCase, than = cheaperThan): number =>
  checkCases(instance, pinned, multipliers, { cheaperThan: than, first: of });

test('cases prove what multipliers alone do not', () => {
  expect(checkBound(instance, pinned, multipliers)).toBeLessThan(proof.cost);
  expect(proof).toMatchObject({ proved: true, searched: false, bound: proof.cost });
  expect(check(first)).toBe(proof.cost);
  expect(SeasonCases.parse(JSON.parse(JSON.stringify(cases)))).toEqual(cases);
});

describe('what is no proof is not taken for one', () => {
  const { swap, cases: sides } = first;

  test('one case in place of all', () => {
    const alone = sides.map((side) => check(side));
    expect(Math.min(...alone)).toBeLessThan(proof.cost);
  });

  test('the same case twice', () => {
    const twice = sides.map((side) => check({ swap, cases: [side, side] }));
    expect(Math.min(...twice)).toBeLessThan(proof.cost);
  });

  test('a case that is missing', () => {
    expect(SeasonCases.safeParse({ cheaperThan, first: { swap, cases: [sides[0]] } }).success).toBe(false);
  });

  test('a case that ends with the multipliers of the season', () => {
    expect(check({ swap, cases: [nothing, nothing] })).toBeLessThan(proof.cost);
    expect(check(nothing)).toBe(checkBound(instance, pinned, multipliers));
  });

  test('cases by what is no swap', () => {
    const [one] = swap;
    expect(() => check({ swap: [one, one], cases: sides })).toThrow(RangeError);
  });

  test('pairs left out because they are in no plan that is cheaper than too little, or too much', () => {
    for (const than of [cheaperThan - 3, cheaperThan - 1, cheaperThan + 1, cheaperThan + 50]) {
      expect(check(first, than)).toBeLessThanOrEqual(proof.cost);
    }
  });
});

test('whatever the season, no bound by cases is above the cost of a plan', () => {
  fc.assert(
    fc.property(smallSeasons({ reviews: 6, people: 20, seats: 4 }), fc.integer({ min: -2, max: 20 }), (small, more) => {
      const compiled = compileSeason(small);
      const kept = planOf(compiled, []).placements;
      const solved = prove(compiled, flowPlan(compiled), highs, { seconds: 20, seed: 1 });
      const of = solved.cases?.first ?? nothing;
      const bound = checkCases(small, kept, solved.multipliers, { cheaperThan: solved.cost + more, first: of });
      expect(bound).toBeLessThanOrEqual(solved.cost);
    }),
    { numRuns: 100, seed: 29 },
  );
});

test('in each case one side stays at home, and the other may go', () => {
  const oneSeat = { size: 1, seats: 1 };
  const far = { northing: 500_000, staysOvernight: true };
  const two = seasonOf(
    [review('s1', oneSeat), review('s2', { ...oneSeat, day1: '2027-04-20', term: 'summer' })],
    [person('p1', 's1'), person('p2', 's2', far)],
    { schools: [] },
  );
  const { cost, broken } = checkPlan(two, { placements: [{ review: 'qar-2026-s2', person: 'p1' }] });
  const seats = ['s1', 's2'].map((host) => ({
    review: `qar-2026-${host}`,
    ...{ seat: 1000 * SCALE, firstTimers: 0, head: 0 },
  }));
  const priced: Multipliers = { scale: SCALE, ...nothing.multipliers, reviews: seats };
  const sides = [
    { school: 's1', review: 'qar-2026-s2' },
    { school: 's2', review: 'qar-2026-s1' },
  ] as const;
  const [near, away] = sides;
  expect(broken).toEqual([]);
  for (const swap of [[near, away] as const, [away, near] as const]) {
    const of: SeasonCase = { swap, cases: [nothing, nothing] };
    const bound = checkCases(two, [], priced, { cheaperThan: cost + 500, first: of });
    expect(bound).toBeLessThanOrEqual(cost);
    expect(bound).toBeGreaterThan(cost - 50);
  }
});
