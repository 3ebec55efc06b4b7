import { expect, test } from 'vitest';
import { checkBound } from '../../lambdas/solver/check-bound.ts';
import { checkPlan } from '../../lambdas/solver/check-plan.ts';
import { type Multipliers, SCALE } from '../../lambdas/solver/instance.ts';
import { person, review, season } from './small-seasons.ts';

const none: Multipliers = {
  scale: SCALE,
  ...{ reviews: [], people: [], terms: [], weeks: [], schools: [], together: [] },
};
const seat = (host: string, price: number): Multipliers['reviews'][number] => ({
  review: `qar-2026-${host}`,
  ...{ seat: price * SCALE, firstTimers: 0, head: 0 },
});

const oneSeat = { size: 1, seats: 1 };
const instance = season(
  [review('s1', oneSeat), review('s2', { ...oneSeat, day1: '2027-04-20', term: 'summer' })],
  [person('p1', 's1'), person('p2', 's2')],
);
const group = (school: string, host: string) => ({ school, review: `qar-2026-${host}` });

test('a price on a swap lifts the bound, as only one of the two can go', () => {
  const placed = { placements: [{ review: 'qar-2026-s1', person: 'p2' }] };
  const { cost } = checkPlan(instance, placed);
  const seats = { ...none, reviews: [seat('s1', 1000), seat('s2', 1000)] };
  const swap = { of: [group('s2', 's1'), group('s1', 's2')], price: 900 * SCALE };
  expect(checkPlan(instance, placed).broken).toEqual([]);
  expect(checkBound(instance, [], seats)).toBeLessThan(cost - 500);
  expect(checkBound(instance, [], { ...seats, together: [swap] })).toBeGreaterThan(cost - 200);
  expect(checkBound(instance, [], { ...seats, together: [swap] })).toBeLessThanOrEqual(cost);
});

test('a price on people who may all go lifts nothing', () => {
  const strangers = season(instance.reviews, [person('p1', 's3'), person('p2', 's4')]);
  const seats = { ...none, reviews: [seat('s1', 1000), seat('s2', 1000)] };
  const invented = { of: [group('s3', 's1'), group('s4', 's2')], price: 900 * SCALE };
  expect(checkBound(strangers, [], { ...seats, together: [invented] })).toBe(checkBound(strangers, [], seats));
});

test('a multiplier of a limit is never below 0', () => {
  const priced = { ...none, weeks: [{ person: 'p1', week: '2027-01-11', price: -1 }] };
  expect(() => checkBound(instance, [], priced)).toThrow(RangeError);
});
