import { expect, test } from 'vitest';
import { compileSeason } from '../../lambdas/solver/compile-season.ts';
import { explainEmptySeats, pinsInWords, waterfallInWords } from '../../lambdas/solver/explain.ts';
import { flowPlan } from '../../lambdas/solver/flow-plan.ts';
import { planOf } from '../../lambdas/solver/plan-cost.ts';
import { shortageInWords, shortagesOf } from '../../lambdas/solver/shortage.ts';
import { person, review, season, WEEKS } from './small-seasons.ts';

test('why a seat stays empty, counted over everybody', () => {
  const instance = season(
    [review('s1', { size: 3, seats: 3 }), review('s2', { seats: 1, size: 1, fixed: [] })],
    [
      person('p1', 's3'),
      person('p2', 's4', { training: [] }),
      person('p3', 's5', { northing: 400_000 }),
      person('p4', 's6', { northing: 400_000 }),
      person('p5', 's7', { hostsLastYear: ['s2'], maxReviewsAYear: 0 }),
      person('p6', 's8', { hostsLastYear: ['s1'] }),
    ],
  );
  const plan = {
    placements: [
      { review: 'qar-2026-s1', person: 'p1' },
      { review: 'qar-2026-s2', person: 'p6' },
    ],
  };
  expect(explainEmptySeats(instance, plan).map(waterfallInWords)).toEqual([
    '6 people: 1 untrained, or with training out of date, 1 reviewed this host last year, 2 too far; ' +
      "2 eligible: 1 in the team, 1 at their limit; without the rule 'too far' alone there would be 2 more",
  ]);
});

test('reviews of one week that want the same people are named together, with what bounds them', () => {
  const people = ['s5', 's6', 's7'].map((school) => person(`p-${school}`, school));
  const reviews = [review('s1'), review('s2'), review('s3', { day1: WEEKS[1], seats: 1, size: 1 })];
  expect(shortagesOf(compileSeason(season(reviews, people))).map(shortageInWords)).toEqual([
    '2 reviews (qar-2026-s1, qar-2026-s2) seek 4 people, and 3 can come at most: 3 places of people who can be on one review a week.',
  ]);
});

test('enough people are no shortage', () => {
  const people = ['s5', 's6'].map((school) => person(`p-${school}`, school));
  expect(shortagesOf(compileSeason(season([review('s1')], people)))).toEqual([]);
});

test('nobody at all', () => {
  const instance = season([review('s1')], []);
  const compiled = compileSeason(instance);
  const plan = planOf(compiled, flowPlan(compiled).chosen);
  expect(plan.placements).toEqual([]);
  expect(explainEmptySeats(instance, plan).map(waterfallInWords)).toEqual(['0 people; 0 eligible']);
  expect(shortagesOf(compiled).map(shortageInWords)).toEqual(['qar-2026-s1 seeks 2 people, and 0 can come at most.']);
});

test('pins that contradict a rule or another pin are left out, each with a sentence', () => {
  const instance = season(
    [review('s1', { pinned: ['p1', 'p2', 'p9', 'p3'] }), review('s2', { pinned: ['p1'] })],
    [person('p1', 's3'), person('p2', 's3'), person('p3', 's4', { hostsLastYear: ['s1'] })],
  );
  const { commitments } = compileSeason(instance);
  expect(commitments.committed.map((one) => one.person.person)).toEqual(['p1']);
  expect(pinsInWords(commitments.refused)).toEqual([
    'p2 cannot be pinned to qar-2026-s1: works at the school of somebody in the team.',
    'p9 cannot be pinned to qar-2026-s1: is not among the people.',
    'p3 cannot be pinned to qar-2026-s1: reviewed this host last year.',
    'p1 cannot be pinned to qar-2026-s2: is on qar-2026-s1 in the same week.',
  ]);
});
