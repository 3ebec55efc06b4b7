import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceInWords, kilometresBetween } from '../../lambdas/members/distance.ts';
import { type HostFacts, isFirstTimer, whyNotThisHost } from '../../lambdas/members/hard-rules.ts';
import { defaultRankingSettings } from '../../lambdas/settings/ranking-settings.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import {
  addPoints,
  formerTeamFirst,
  ledgerPoints,
  phasePoints,
  rank,
  travelPoints,
} from '../../lambdas/team/ranking.ts';
import { dealShortlists } from '../../lambdas/team/shortlists.ts';
import { timeToAnswer } from '../../lambdas/team/time-to-answer.ts';
import { DAYS, HOST, reviewer } from './network.ts';

const host: HostFacts = {
  programme: 'QAR',
  hostKind: 'school',
  host: HOST,
  family: new Set([HOST]),
  trust: 'trust-1',
  hub: 'hub-1',
  days: DAYS,
  sameHubAllowed: false,
  reviewedLastYear: new Set(['person-7']),
  visitedByHost: new Set(['910009']),
  objectedTo: new Set(['person-8']),
};
const place = { easting: 500_000, northing: 200_000, phase: 'primary' } as const;
const weights = defaultRankingSettings;
const limits = { defaultMaxDistanceKm: 80, defaultStaysOvernight: false, ranking: weights };

describe('distance', () => {
  test('is measured on the National Grid in kilometres', () => {
    expect(kilometresBetween({ easting: 530_000, northing: 180_000 }, { easting: 533_000, northing: 184_000 })).toBe(5);
    expect(kilometresBetween({ easting: 530_000 }, { easting: 533_000, northing: 184_000 })).toBeUndefined();
    expect([1.6, 1.7, 33.6, undefined].map(distanceInWords)).toEqual([
      'less than 1 mile',
      '1 mile',
      '21 miles',
      'distance not known',
    ]);
  });
});

describe('points', () => {
  test('are fewer for the same phase than for a related one, and most for another', () => {
    const points = ['primary', 'middle', 'secondary'].map((phase) =>
      phasePoints(phase as 'primary', 'primary', weights),
    );
    expect(points).toEqual([...points].sort((a, b) => a - b));
    expect(new Set(points).size).toBe(3);
    expect(phasePoints(undefined, 'primary', weights)).toBe(0);
  });

  test('tell who lives too far, unless they stay overnight', () => {
    expect(travelPoints({}, 81, limits).tooFar).toBe(true);
    expect(travelPoints({}, 80, limits).tooFar).toBe(false);
    expect(travelPoints({ staysOvernight: true }, 200, limits).tooFar).toBe(false);
    expect(travelPoints({ maxDistanceKm: 20 }, 21, limits).tooFar).toBe(true);
    expect(travelPoints({}, undefined, limits).tooFar).toBe(false);
  });

  test('put a school that owes placements before one that has given more than it owes', () => {
    const owing = ledgerPoints({ owed: 3, accepted: 0 }, 3, weights);
    const even = ledgerPoints({ owed: 3, accepted: 3 }, 3, weights);
    const beyond = ledgerPoints({ owed: 3, accepted: 5 }, 3, weights);
    expect(owing).toBeLessThan(even);
    expect(even).toBeLessThan(beyond);
    expect(ledgerPoints(undefined, 3, weights)).toBe(owing);
  });

  test('rank the near before the far, and the former team before all', () => {
    const ranked = rank([reviewer(30), reviewer(10), reviewer(20)], host, place, limits);
    expect(ranked.map(({ person }) => person)).toEqual(['person-10', 'person-20', 'person-30']);
    expect(formerTeamFirst(ranked, new Set(['person-30'])).map(({ person }) => person)[0]).toBe('person-30');
    expect(addPoints(ranked, ({ person }) => (person === 'person-10' ? 100 : 0)).at(-1)?.person).toBe('person-10');
  });
});

describe('time to answer', () => {
  const [settings] = readSettingsFiles().programmes;
  if (!settings) throw new Error('There are no settings.');
  const answer = (at: string, days = 5) => timeToAnswer(at, days, { day1: '2027-01-12', breaks: [] }, settings);

  test('is the working days of the setting when the visit is far', () => {
    expect(answer('2026-10-20T09:00:00.000Z')).toBe('2026-10-27T17:00:00.000Z');
  });

  test('is half of what is left near the visit, and the morning of day 1 at the latest', () => {
    expect(answer('2027-01-06T09:00:00.000Z')).toBe('2027-01-08T17:00:00.000Z');
    expect(answer('2027-01-11T09:00:00.000Z')).toBe('2027-01-12T08:00:00.000Z');
  });

  test('is hours on day 1: until people set out, an hour and a half until noon, and by name until the evening', () => {
    expect(answer('2027-01-12T06:45:00.000Z')).toBe('2027-01-12T08:00:00.000Z');
    expect(answer('2027-01-12T08:00:00.000Z')).toBe('2027-01-12T09:30:00.000Z');
    expect(answer('2027-01-12T11:10:00.000Z')).toBe('2027-01-12T12:00:00.000Z');
    expect(answer('2027-01-12T13:00:00.000Z')).toBe('2027-01-12T17:00:00.000Z');
  });
});

const people = fc.array(
  fc.record({
    school: fc.integer({ min: 1, max: 12 }),
    first: fc.boolean(),
    hub: fc.constantFrom('hub-1', 'hub-2'),
    trust: fc.constantFrom('trust-1', 'trust-2', undefined),
    trained: fc.boolean(),
    easting: fc.integer({ min: 400_000, max: 600_000 }),
  }),
  { maxLength: 60 },
);

describe('any plan from any people', () => {
  const build = (rows: Parameters<Parameters<typeof people.map>[0]>[0]) =>
    rows.map((row, index) =>
      reviewer(index, {
        member: `9100${String(row.school).padStart(2, '0')}`,
        reviewsDone: row.first ? 0 : 2,
        hub: row.hub,
        trust: row.trust,
        easting: row.easting,
        ...(!row.trained && { training: [] }),
      }),
    );

  test('keeps every hard rule, whoever accepts on each list', () => {
    fc.assert(
      fc.property(
        people,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 2 }),
        fc.nat(),
        (rows, size, most, pick) => {
          const pool = build(rows);
          const byId = new Map(pool.map((person) => [person.person, person]));
          const seats = Array.from({ length: size }, (_, index) => `seat-${index + 1}`);
          const lists = dealShortlists(rank(pool, host, place, limits), seats, { length: 4, firstTimers: most });
          const team = seats.flatMap((seat) => {
            const list = lists.get(seat) ?? [];
            const chosen = list.length === 0 ? undefined : byId.get(list[pick % list.length]?.person ?? '');
            return chosen ? [chosen] : [];
          });
          expect(team.every((person) => whyNotThisHost(person, host) === undefined)).toBe(true);
          expect(new Set(team.map(({ person }) => person)).size).toBe(team.length);
          expect(new Set(team.map(({ member }) => member)).size).toBe(team.length);
          expect(team.filter(isFirstTimer).length).toBeLessThanOrEqual(most);
        },
      ),
    );
  });

  test('puts nobody on two lists and gives each list its length at most', () => {
    fc.assert(
      fc.property(people, (rows) => {
        const lists = dealShortlists(rank(build(rows), host, place, limits), ['seat-1', 'seat-2', 'seat-3'], {
          length: 3,
          firstTimers: 2,
        });
        const all = [...lists.values()].flat().map(({ person }) => person);
        expect(new Set(all).size).toBe(all.length);
        expect([...lists.values()].every((list) => list.length <= 3)).toBe(true);
      }),
    );
  });
});

test('a pool of 1,300 people fills the lists of all seats', () => {
  const pool = Array.from({ length: 1300 }, (_, index) =>
    reviewer(index, { easting: 400_000 + ((index * 7919) % 200_000), reviewsDone: index % 4 }),
  );
  const ranked = rank(pool, host, place, limits);
  const lists = dealShortlists(ranked, ['seat-1', 'seat-2', 'seat-3'], { length: 12, firstTimers: 2 });
  expect([...lists.values()].map((list) => list.length)).toEqual([12, 12, 12]);
});
