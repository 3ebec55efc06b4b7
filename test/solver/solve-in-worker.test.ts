import { describe, expect, test } from 'vitest';
import { checkPlan } from '../../lambdas/solver/check-plan.ts';
import { type SolvedSeason, type SolveOptions, solveSeason } from '../../lambdas/solver/solve-in-worker.ts';
import { person, review, season, WEEKS } from './small-seasons.ts';

const { day1: _, ...undated } = review('s4');
const instance = season(
  [review('s1'), review('s2', { day1: WEEKS[1] }), undated],
  [person('p1', 's1'), person('p2', 's2'), person('p3', 's3', { head: true }), person('p4', 's4'), person('p5', 's3')],
);
const solve = (worker?: string, changes: Partial<SolveOptions> = {}): Promise<SolvedSeason> =>
  solveSeason(instance, {
    ...{ seconds: 10, killAfterSeconds: 20, seed: 1, ...changes },
    ...(worker !== undefined && { worker: new URL(`workers/${worker}.ts`, import.meta.url) }),
  });

test('a season is solved in a thread of its own and proved', async () => {
  const solved = await solve();
  expect(solved).toMatchObject({ proved: true, undated: ['qar-2026-s4'], refusedPins: [] });
  expect(solved.unsolved).toBeUndefined();
  expect(solved.bound).toBe(solved.cost);
  expect(checkPlan(instance, solved.plan)).toEqual({ broken: [], cost: solved.cost, emptySeats: solved.emptySeats });
});

describe('without the solver the plan of the flow is the answer', () => {
  test.each([
    ['never-ends', 'Not solved within 1 s.', { killAfterSeconds: 1 }],
    ['swells', 'Not solved within 50 MB.', { mostMegabytes: 50 }],
    ['fails', 'memory access out of bounds', {}],
    ['goes-away', 'The thread ended without an answer.', {}],
    ['breaks-rules', 'A plan of the solver breaks a rule.', {}],
  ])('%s', async (worker, why, changes) => {
    const solved = await solve(worker, changes);
    expect(solved.unsolved).toBe(why);
    expect(checkPlan(instance, solved.plan).broken).toEqual([]);
    expect(solved.bound).toBeLessThanOrEqual(solved.cost);
    expect(solved.plan.placements.length).toBeGreaterThan(0);
  });
});

test('what a thread found before its end is not lost', async () => {
  const whole = await solve();
  const ended = await solve('ends-half-way');
  expect(ended).toMatchObject({
    unsolved: 'The thread ended without an answer.',
    bound: whole.bound,
    cost: whole.cost,
  });
  expect(ended.multipliers).toEqual(whole.multipliers);
});
