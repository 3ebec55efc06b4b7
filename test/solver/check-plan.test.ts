import { describe, expect, test } from 'vitest';
import { checkPlan } from '../../lambdas/solver/check-plan.ts';
import { compileSeason } from '../../lambdas/solver/compile-season.ts';
import { SeasonInstance as Schema, type SeasonInstance } from '../../lambdas/solver/instance.ts';
import { person, points, review, season, WEEKS } from './small-seasons.ts';

const placed = (...pairs: [string, string][]) => ({
  placements: pairs.map(([host, who]) => ({ review: `qar-2026-${host}`, person: who })),
});
const broken = (instance: SeasonInstance, ...pairs: [string, string][]): readonly string[] =>
  checkPlan(Schema.parse(instance), placed(...pairs)).broken;
/** Whether the planner's own rules let the one person go to the one review. */
const allowed = (instance: SeasonInstance): boolean => compileSeason(instance).pairPerson.length > 0;

describe('the rules between a person and a review, as planner and checker read them', () => {
  const host = review('s1', { hub: 'h1', trust: 't1' });
  const cases: [string, Parameters<typeof person>[2] & object, Partial<typeof host>, string][] = [
    ['trained', { training: [] }, {}, 'is not trained'],
    [
      'trained to the last day',
      { training: [{ programme: 'QAR', from: '2025-01-01', until: '2027-01-13' }] },
      {},
      'is not trained',
    ],
    [
      'trained for the programme',
      { training: [{ programme: 'TPR', from: '2025-01-01', until: '2029-01-13' }] },
      {},
      'is not trained',
    ],
    ['available', { cannot: [{ from: '2027-01-14', to: '2027-01-14' }] }, {}, 'cannot come on these days'],
    ['of the host', { school: 's1' }, {}, 'works at the host'],
    ['of the trust', { trust: 't1' }, {}, 'is of the same trust'],
    ['of the trust that is the host', { trust: 's1' }, { hostKind: 'trust' }, 'is of the same trust'],
    ['of the hub', { hub: 'h1' }, {}, 'is of the same hub'],
    ['related', { relationships: ['t1'] }, {}, 'has a relationship'],
    ['not known', { perhapsOfTheSame: ['s1'] }, {}, 'may be of the same trust or hub'],
    ['two years running', { hostsLastYear: ['s1'] }, {}, 'reviewed this host last year'],
    ['forbidden', {}, { forbidden: ['p1'] }, 'is not wanted in this team'],
    ['the lead', {}, { lead: 'p1' }, 'leads it'],
    ['too far', { northing: 400_000 }, {}, 'lives too far away'],
    ['elsewhere', { placements: [{ day1: '2027-01-11', term: 'spring' }] }, {}, 'on one day'],
    ['yearly limit', { maxReviewsAYear: 0 }, {}, 'reviews this year'],
    [
      'limit of the term',
      { maxReviewsATerm: 1, placements: [{ day1: '2027-02-02', term: 'spring' }] },
      {},
      'reviews in spring',
    ],
  ];

  test.each(cases)('%s', (_, changes, changesOfHost, words) => {
    const instance = season([{ ...host, ...changesOfHost }], [person('p1', 's2', changes)]);
    expect(broken(instance, ['s1', 'p1']).join('; ')).toContain(words);
    expect(allowed(instance)).toBe(false);
  });

  test('somebody from elsewhere may go; far away, who stays overnight', () => {
    for (const changes of [{}, { northing: 400_000, staysOvernight: true }]) {
      const instance = season([host], [person('p1', 's2', changes)]);
      expect(broken(instance, ['s1', 'p1'])).toEqual([]);
      expect(allowed(instance)).toBe(true);
    }
  });

  test('a swap with a review that is not planned here', () => {
    const instance = season([host], [person('p1', 's2')]);
    const visits = instance.schools.map((row) => (row.school === 's1' ? { ...row, visits: ['s2'] } : row));
    expect(broken({ ...instance, schools: visits }, ['s1', 'p1'])).toEqual(['s1 and s2 review each other']);
    expect(allowed({ ...instance, schools: visits })).toBe(false);
  });
});

describe('the rules of teams and diaries', () => {
  test('two of a school', () => {
    const instance = season([review('s1')], [person('p1', 's2'), person('p2', 's2')]);
    expect(broken(instance, ['s1', 'p1'], ['s1', 'p2'])).toEqual(['qar-2026-s1 has two of s2']);
  });

  test('more first-timers than may be', () => {
    const people = ['s2', 's3', 's4'].map((school) => person(`p-${school}`, school, { firstTimer: true }));
    const instance = season([review('s1', { size: 3, seats: 3 })], people);
    expect(broken(instance, ['s1', 'p-s2'], ['s1', 'p-s3'], ['s1', 'p-s4'])).toEqual([
      'qar-2026-s1 has 3 first-timers',
    ]);
  });

  test('more than there are seats, and the same person twice', () => {
    const instance = season([review('s1', { seats: 1, size: 1 })], [person('p1', 's2')]);
    expect(broken(instance, ['s1', 'p1'], ['s1', 'p1'])).toContain('qar-2026-s1 has 2 for 1 seats');
    expect(broken(instance, ['s1', 'p1'], ['s1', 'p1'])).toContain('p1 is twice on qar-2026-s1');
  });

  test('two places on one day', () => {
    const instance = season([review('s1'), review('s3', { day1: '2027-01-13' })], [person('p1', 's2')]);
    expect(broken(instance, ['s1', 'p1'], ['s3', 'p1'])).toEqual(['p1 is on qar-2026-s1 and qar-2026-s3 on one day']);
  });

  test('a swap in one year', () => {
    const instance = season([review('s1'), review('s2', { day1: WEEKS[2] })], [person('p1', 's1'), person('p2', 's2')]);
    expect(broken(instance, ['s1', 'p2'], ['s2', 'p1'])).toEqual(['s1 and s2 review each other']);
    expect(broken(instance, ['s1', 'p2'])).toEqual([]);
  });

  test('a review without dates has no team', () => {
    const { day1: _, ...undated } = review('s1');
    const instance = season([undated], [person('p1', 's2')]);
    expect(broken(instance, ['s1', 'p1'])).toEqual(['qar-2026-s1 has no dates, but p1 is placed on it']);
    expect(compileSeason(instance).undated).toEqual(['qar-2026-s1']);
  });
});

test('what a plan costs', () => {
  const people = [person('p1', 's2', { phases: ['secondary'], northing: 220_000 }), person('p2', 's3', { head: true })];
  const instance = season([review('s1', { seats: 3, size: 3, before: ['p2'] })], people);
  const { cost, emptySeats } = checkPlan(instance, placed(['s1', 'p1'], ['s1', 'p2']));
  // p1: 20 km, another phase, not there before; p2: 10 km. s1 owes 2, s2 and s3 one each; one seat is empty.
  const pairs = 3 + points.otherPhase + points.changed;
  expect(emptySeats).toBe(1);
  expect(cost).toBe(points.emptySeat + pairs + points.stillOwed * (3 + 1 + 1));
});

test('a document that contradicts itself is refused', () => {
  const twice = season([review('s1'), review('s1')], []);
  const full = season([review('s1', { fixed: ['p1'], seats: 2, size: 2 })], []);
  const terms = season([review('s1'), review('s2', { term: 'summer' })], []);
  for (const instance of [twice, full, terms]) expect(Schema.safeParse(instance).success).toBe(false);
});
