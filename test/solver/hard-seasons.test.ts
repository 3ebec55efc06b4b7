import fc from 'fast-check';
import loader from 'highs';
import { describe, expect, test } from 'vitest';
import { checkBound } from '../../lambdas/solver/check-bound.ts';
import { checkPlan } from '../../lambdas/solver/check-plan.ts';
import { compileSeason } from '../../lambdas/solver/compile-season.ts';
import { flowPlan } from '../../lambdas/solver/flow-plan.ts';
import { SeasonInstance } from '../../lambdas/solver/instance.ts';
import { planOf } from '../../lambdas/solver/plan-cost.ts';
import { prove } from '../../lambdas/solver/prove.ts';
import { person, points, review, season, smallSeasons, WEEKS } from './small-seasons.ts';

const highs = await (loader as unknown as typeof loader.default)();

/** What the thread does, without a thread: it takes longer to begin than a small season takes. */
function solve(instance: SeasonInstance) {
  const season = compileSeason(SeasonInstance.parse(instance));
  const pinned = planOf(season, []).placements;
  const proof = prove(season, flowPlan(season), highs, { seconds: 20, seed: 1 });
  const { undated, commitments } = season;
  const plan = planOf(season, proof.chosen);
  return { ...proof, ...checkPlan(instance, plan), plan, pinned, undated, refusedPins: commitments.refused };
}

const teamOf = ({ plan }: ReturnType<typeof solve>, host: string): string[] =>
  plan.placements.filter(({ review: name }) => name === `qar-2026-${host}`).map(({ person: who }) => who);

test('whatever the season, its answer can be relied on, and is the same the next time', () => {
  fc.assert(
    fc.property(smallSeasons({ reviews: 5, people: 12, seats: 3 }), (instance) => {
      const solved = solve(instance);
      expect(solved.broken).toEqual([]);
      expect(checkBound(instance, solved.pinned, solved.multipliers)).toBe(solved.bound);
      expect(solved.bound).toBeLessThanOrEqual(solved.cost);
      expect(solved.proved || solved.searched).toBe(true);
      const again = solve(instance);
      expect(again).toMatchObject({ cost: solved.cost, bound: solved.bound });
    }),
    { numRuns: 40, seed: 5 },
  );
});

test('nobody is in two places on one day, and who is away is not placed', () => {
  fc.assert(
    fc.property(smallSeasons({ reviews: 5, people: 8, seats: 3 }), (instance) => {
      const { plan } = solve(instance);
      const days = new Map<string, Set<number>>();
      for (const row of instance.reviews) {
        // Those who are fixed may be in two places already; it is not for the planner to move them.
        for (const { person: who } of plan.placements.filter((one) => one.review === row.review)) {
          const begins = Date.parse(row.day1 ?? '') / 86_400_000;
          for (const day of [begins, begins + 1, begins + 2]) {
            const taken = days.get(who) ?? new Set();
            expect(taken.has(day)).toBe(false);
            days.set(who, taken.add(day));
            const { cannot = [] } = instance.people.find((one) => one.person === who) ?? {};
            const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
            expect(cannot.some(({ from, to }) => from <= date && date <= to)).toBe(false);
          }
        }
      }
      expect(plan.placements.every(({ person: who }) => days.has(who))).toBe(true);
    }),
    { numRuns: 40, seed: 9 },
  );
});

test('who is pinned is placed, or there is a sentence why not', () => {
  fc.assert(
    fc.property(smallSeasons({ reviews: 4, people: 8, seats: 2 }), (instance) => {
      const solved = solve(instance);
      for (const { review: name, day1, pinned } of instance.reviews) {
        for (const who of day1 === undefined ? [] : pinned) {
          const placed = solved.plan.placements.some((one) => one.review === name && one.person === who);
          const refused = solved.refusedPins.find((one) => one.review === name && one.person === who);
          expect(placed).toBe(refused === undefined);
          if (refused) expect(refused.why).toMatch(/\w+ \w+/);
        }
      }
    }),
    { numRuns: 40, seed: 13 },
  );
});

describe('a season that cannot be filled', () => {
  test('without any reviewers every seat is empty, and that is proved', () => {
    const solved = solve(season([review('s1'), review('s2')], []));
    expect(solved).toMatchObject({ proved: true, emptySeats: 4 });
    expect(solved.plan.placements).toEqual([]);
  });

  test('without any reviews there is nothing to plan', () => {
    const solved = solve(season([], [person('p1', 's1')]));
    expect(solved).toMatchObject({ proved: true, emptySeats: 0 });
    expect(solved.plan.placements).toEqual([]);
  });

  test('with fewer people than seats everybody goes, and the rest is empty', () => {
    const instance = season([review('s1', { size: 3, seats: 3 })], [person('p1', 's2'), person('p2', 's3')]);
    const solved = solve(instance);
    expect(teamOf(solved, 's1').sort()).toEqual(['p1', 'p2']);
    expect(solved).toMatchObject({ proved: true, emptySeats: 1 });
    expect(solved.cost).toBeGreaterThan(points.emptySeat);
  });

  test('a review without dates is named, and its people are free for others', () => {
    const { day1: _, ...undated } = review('s1', { pinned: ['p1'] });
    const solved = solve(season([undated, review('s2', { size: 1, seats: 1 })], [person('p1', 's3')]));
    expect(solved).toMatchObject({ undated: ['qar-2026-s1'], refusedPins: [], proved: true });
    expect(teamOf(solved, 's2')).toEqual(['p1']);
  });
});

describe('pins that contradict', () => {
  test.each([
    [
      'two reviews of a week',
      [review('s1', { pinned: ['p1'] }), review('s2', { pinned: ['p1'] })],
      { review: 'qar-2026-s2', person: 'p1', why: 'is on qar-2026-s1 in the same week' },
    ],
    [
      'two of a school',
      [review('s1', { pinned: ['p1', 'p2'] })],
      { review: 'qar-2026-s1', person: 'p2', why: 'works at the school of somebody in the team' },
    ],
    [
      'a swap',
      [review('s3', { pinned: ['p4'] }), review('s4', { pinned: ['p1'], day1: WEEKS[2] })],
      { review: 'qar-2026-s4', person: 'p1', why: 'would make a swap with qar-2026-s3' },
    ],
    [
      'more than there are seats',
      [review('s1', { size: 1, seats: 1, pinned: ['p1', 'p4'] })],
      { review: 'qar-2026-s1', person: 'p4', why: 'no seat is left' },
    ],
    [
      'their own school',
      [review('s4', { pinned: ['p4'] })],
      { review: 'qar-2026-s4', person: 'p4', why: 'at the host itself' },
    ],
    [
      'somebody who is not there',
      [review('s1', { pinned: ['p9'] })],
      { review: 'qar-2026-s1', person: 'p9', why: 'is not among the people' },
    ],
  ])('%s: the first is kept, and a sentence says why the other is not', (_, reviews, refused) => {
    const instance = season(reviews, [person('p1', 's3'), person('p2', 's3'), person('p4', 's4')]);
    const solved = solve(instance);
    expect(solved.refusedPins).toEqual([refused]);
    expect(solved.broken).toEqual([]);
    const kept = reviews.flatMap((row) => row.pinned.map((who) => ({ review: row.review, person: who })));
    expect(solved.plan.placements).toEqual(
      expect.arrayContaining(
        kept.filter(({ review: name, person: who }) => name !== refused.review || who !== refused.person),
      ),
    );
  });
});
