import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSettingsFiles } from '../../../lambdas/settings/settings-files.ts';
import { compileSeason } from '../../../lambdas/solver/compile-season.ts';
import { flowPlan } from '../../../lambdas/solver/flow-plan.ts';
import { SeasonInstance } from '../../../lambdas/solver/instance.ts';
import { planOf } from '../../../lambdas/solver/plan-cost.ts';
import { PLACEMENT_STATUSES } from '../../../lambdas/store/entities/reviews.ts';
import type { Person, Placement, Review } from '../../../lambdas/store/store.ts';
import { seasonOfRows, withLeads } from '../../../lambdas/team/term-plan/season-of-rows.ts';
import { holds, noContext, type Preference, type SeasonRows } from '../../../lambdas/team/term-plan/season-rows.ts';
import { settingsOf2026 } from '../../settings/settings-of-2026.ts';
import { lead, reviewer } from '../network.ts';
import { hostOf, hostRow, numbers, PLANS_AT, placementRow, reviewOf, termReview } from './term.ts';

const year = readSettingsFiles().years.find((one) => one.year === '2026');
const spring = year?.terms.find(({ term }) => term === 'spring');
if (!year || !spring) throw new Error('The spring of 2026 is not among the files.');
const settings = { QAR: settingsOf2026().settings, TPR: settingsOf2026('TPR').settings };

interface Given {
  readonly reviews?: readonly Review[];
  readonly people?: readonly Person[];
  readonly placements?: readonly Placement[];
}

const rowsOf = (
  { reviews = [termReview(1)], people = [], placements = [] }: Given,
  changes: Partial<SeasonRows> = {},
): SeasonRows => ({
  ...{ year, term: spring, settings: settings.QAR, reviews, people, placements },
  settingsOfReviews: new Map([
    ['QAR 001', settings.QAR],
    ['TPR 001', settings.TPR],
  ]),
  members: new Map([
    ...people.flatMap(({ member, person }) =>
      member === undefined
        ? []
        : [
            [
              member,
              { member, kind: 'school' as const, name: member, standing: 'member' as const, head: person },
            ] as const,
          ],
    ),
    ...numbers(9).map((number) => [hostOf(number), hostRow(number)] as const),
    ['trust-1', hostRow(1, { member: 'trust-1', kind: 'trust' })],
  ]),
  ...{ ledgers: new Map(), placementsOfLastYear: [], availability: [] },
  ...changes,
});

const seasonOf = (given: Given, wishes: readonly Preference[] = []) =>
  seasonOfRows(rowsOf(given), { ...noContext, preferences: wishes });
const preference = (changes: Partial<Preference>): Preference => ({
  ...{ kind: 'forbid', review: reviewOf(1), person: 'person-1', reason: 'So', at: PLANS_AT },
  ...changes,
});

describe('the season of a term from its rows', () => {
  test('has no place that may be a home, and a school’s as it is', () => {
    const school = { easting: 412_345, northing: 298_765 };
    const members = new Map([['910002', hostRow(2, { member: '910002', ...school })]]);
    const people = [
      lead(1, { easting: 512_345, northing: 198_765 }),
      reviewer(2, school),
      reviewer(3, { easting: 400_001, northing: 299_999 }),
    ];
    const rows = rowsOf({ people });
    const { teams, leads } = seasonOfRows({ ...rows, members: new Map([...rows.members, ...members]) }, noContext);
    const places = [...leads.people, ...teams.people].map(({ easting, northing }) => [easting, northing]);
    expect(places).toEqual([
      [512_500, 197_500],
      [412_345, 298_765],
      [402_500, 297_500],
    ]);
  });

  test('leaves out other terms, and what is cancelled or paused; names what has no dates', () => {
    const { day1: _, ...undated } = termReview(5);
    const { teams, undated: named } = seasonOf({
      reviews: [
        termReview(1),
        termReview(2, { day1: '2026-12-15', week: '2026-12-14' }),
        termReview(3, { status: 'cancelled' }),
        termReview(4, { status: 'paused' }),
        { ...undated, week: '2027-01-18' } as Review,
        { ...undated, about: reviewOf(6), week: '2027-04-19' } as Review,
      ],
    });
    expect(teams.reviews.map(({ review }) => review)).toEqual([reviewOf(1)]);
    expect(named.map(({ about }) => about)).toEqual([reviewOf(5)]);
  });

  test.each([
    ['the team stage has come', { stage: 'team' as const }, 'planned' as const],
    ['somebody is asked', {}, 'invited' as const],
    ['somebody has accepted', {}, 'accepted' as const],
  ])('a team is kept, and nobody is sought, once %s', (_, changes, status) => {
    const placements = [
      placementRow({ status }),
      placementRow({ person: 'lead-1', kind: 'lead', seat: 'lead', status }),
    ];
    const people = [reviewer(1), lead(1)];
    const { teams, leads } = seasonOf({ reviews: [termReview(1, changes)], people, placements });

    expect(teams.reviews[0]).toMatchObject({ seats: 0, fixed: ['person-1'], lead: 'lead-1' });
    expect(leads.reviews[0]).toMatchObject({ seats: 0, fixed: ['lead-1'] });
    expect(teams.people[0]?.placements).toEqual([]);
    expect(withLeads(teams, new Map()).reviews[0]?.lead).toBe('lead-1');
  });

  test('whoever is planned but not asked stays free, and is kept if nothing speaks against it', () => {
    const placements = [
      placementRow({ status: 'planned' }),
      placementRow({ status: 'planned', person: 'lead-1', kind: 'lead', seat: 'lead' }),
    ];
    const { teams, leads, planned } = seasonOf({ people: [reviewer(1), lead(1)], placements });

    expect(teams.reviews[0]).toMatchObject({ seats: 3, fixed: [], lead: 'lead-1', before: ['person-1'] });
    expect(leads.reviews[0]).toMatchObject({ seats: 1, before: ['lead-1'] });
    expect(planned).toEqual([{ review: reviewOf(1), person: 'person-1' }]);
    expect(withLeads(teams, new Map()).reviews[0]?.lead).toBeUndefined();
  });

  test('whoever said no in this turn is not asked again; a plan that was withdrawn bars nobody', () => {
    const of = (person: string, changes: Partial<Placement>) => placementRow({ person, ...changes });
    const { teams } = seasonOf({
      reviews: [termReview(1, { turn: 2 })],
      placements: [
        of('a', { turn: 2, status: 'declined' }),
        of('b', { turn: 2, status: 'conflict' }),
        of('c', { turn: 2, status: 'expired' }),
        of('d', { turn: 2, status: 'replaced' }),
        of('e', { turn: 2, status: 'withdrawn', answeredAt: PLANS_AT }),
        of('f', { turn: 2, status: 'withdrawn' }),
        of('g', { turn: 1, status: 'declined' }),
      ],
    });
    expect(teams.reviews[0]?.forbidden).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('a review that moved keeps whom it had, and the plan before counts too', () => {
    const people = [1, 2, 3].map((number) => reviewer(number));
    const rows = rowsOf({
      reviews: [termReview(1, { turn: 2 })],
      people,
      placements: [
        placementRow({ status: 'withdrawn', answeredAt: PLANS_AT }),
        placementRow({ person: 'person-2', status: 'declined' }),
      ],
    });
    const { teams } = seasonOfRows(rows, {
      preferences: [],
      planBefore: new Map([[reviewOf(1), ['person-3', 'lead-9']]]),
    });
    expect(teams.reviews[0]?.before).toEqual(['person-1', 'person-3']);
  });

  test('the last wish for somebody counts, a lead’s for the lead’s seat', () => {
    const people = [reviewer(1), reviewer(2), lead(1)];
    const { teams, leads } = seasonOf({ people }, [
      preference({ kind: 'pin' }),
      preference({ kind: 'forbid' }),
      preference({ kind: 'pin', person: 'person-2' }),
      preference({ kind: 'pin', person: 'lead-1' }),
      preference({ kind: 'pin', person: 'nobody' }),
    ]);
    expect(teams.reviews[0]).toMatchObject({ forbidden: ['person-1'], pinned: ['person-2', 'nobody'] });
    expect(leads.reviews[0]).toMatchObject({ forbidden: ['person-1'], pinned: ['lead-1'] });
  });

  test('whoever has left or gets no mail is in no plan, but stays in a team that they are in', () => {
    const people = [reviewer(1, { left: true }), reviewer(2, { mail: 'bounces' }), reviewer(3, { mail: 'complained' })];
    const { teams } = seasonOf({ reviews: [termReview(1, { stage: 'team' })], people, placements: [placementRow({})] });
    expect(teams.people).toMatchObject([{ person: 'person-1', cannot: [{ from: year.starts, to: year.ends }] }]);
  });

  test('a lead reviewer of a school keeps its reviewers out of the team; one without is no part of it', () => {
    const { teams, leads } = seasonOf({ people: [reviewer(1), lead(1), lead(2, { member: '910001' })] });
    expect(teams.people.map(({ person, cannot }) => [person, cannot.length])).toEqual([
      ['person-1', 0],
      ['lead-2', 1],
    ]);
    expect(leads.people).toMatchObject([{ firstTimer: false, maxReviewsATerm: 10 }, { person: 'lead-2' }]);
  });

  test('a review of a trust has the size and settings of its own programme, and no phase', () => {
    const row = termReview(1, { about: 'tpr-2026-trust-1', programme: 'TPR', host: 'trust-1', hostKind: 'trust' });
    const { teams } = seasonOf({ reviews: [row] });
    expect(teams.reviews[0]).toMatchObject({ programme: 'TPR', hostKind: 'trust', size: 4, seats: 4 });
    expect(teams.reviews[0]).not.toHaveProperty('phase');
  });

  test('schools owe what is reckoned with what was carried over, and give what is promised elsewhere', () => {
    const placements = [
      placementRow({ about: 'qar-2026-900077', host: '900077', day1: '2026-11-10', status: 'invited' }),
      placementRow({ about: 'qar-2026-900078', host: '900078', day1: '2026-11-17', kind: 'lead' }),
      placementRow({ about: 'qar-2026-900079', host: '900079', day1: '2026-11-24', status: 'declined' }),
    ];
    const rows = rowsOf(
      { people: [reviewer(1)], placements },
      { ledgers: new Map([['910001', { member: '910001', year: '2026', owed: 3, carried: -1 }]]) },
    );
    const { teams } = seasonOfRows(rows, noContext);
    expect(teams.schools).toEqual([
      { school: '910001', owed: 2, given: 1, visits: ['900077'] },
      { school: hostOf(1), owed: 3, given: 0, visits: [] },
    ]);
    expect(teams.people[0]).toMatchObject({ head: true, placements: [{ term: 'autumn' }, { term: 'autumn' }] });
  });

  // By `stillOwed` alone, 3 points, a school that gave two would be planned before one that gave none for 35 km less.
  test.each([
    ['is farther by less than the placements that it is behind are worth', 545_000, 'person-2'],
    ['would have to come very far', 640_000, 'person-1'],
  ])('a school that gave nothing in an earlier term goes before one that gave two; where it %s', (_, easting, goes) => {
    const before = [1, 2].map((number) =>
      placementRow({
        ...{ about: `qar-2026-90007${number}`, host: `90007${number}`, day1: `2026-11-${number}0` },
        ...{ person: 'person-9', organisation: '910001' },
      }),
    );
    const { teams } = seasonOf({
      reviews: [termReview(1, { size: 1 })],
      people: [reviewer(1, { easting: 510_000 }), reviewer(2, { easting, staysOvernight: true })],
      placements: before,
    });
    const season = compileSeason(teams);
    expect(planOf(season, flowPlan(season).chosen).placements.map(({ person }) => person)).toEqual([goes]);
  });
});

const status = fc.constantFrom(...PLACEMENT_STATUSES);
const stage = fc.constantFrom('planned' as const, 'scheduling' as const, 'team' as const, 'visit' as const);

const anyRows = fc
  .record({
    stages: fc.array(stage, { minLength: 1, maxLength: 6 }),
    placements: fc.array(
      fc.record({
        review: fc.integer({ min: 1, max: 8 }),
        person: fc.integer({ min: 1, max: 8 }),
        isLead: fc.boolean(),
        turn: fc.integer({ min: 1, max: 2 }),
        status,
      }),
      { maxLength: 25 },
    ),
    gone: fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 3 }),
  })
  .map(({ stages, placements, gone }) =>
    rowsOf({
      reviews: stages.map((one, index) => termReview(index + 1, { stage: one })),
      people: numbers(8).flatMap((number) => [
        reviewer(number, gone.includes(number) ? { left: true } : {}),
        lead(number, { member: number % 3 === 0 ? `91000${number}` : undefined }),
      ]),
      placements: placements.map(({ review, person, isLead, ...more }) =>
        placementRow({
          ...{ about: reviewOf(review), host: hostOf(review), day1: review > 6 ? '2026-11-10' : '2027-01-12' },
          ...(isLead ? { person: `lead-${person}`, kind: 'lead', seat: 'lead' } : { person: `person-${person}` }),
          ...{ organisation: `91000${person}`, ...more },
        }),
      ),
    }),
  );

describe('whatever the rows are', () => {
  test('both documents are what the schema wants', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { teams, leads } = seasonOfRows(rows, noContext);
        expect(SeasonInstance.safeParse(teams)).toMatchObject({ success: true });
        expect(SeasonInstance.safeParse(leads)).toMatchObject({ success: true });
      }),
      { numRuns: 200 },
    );
  });

  test('every place of a reviewer that holds is counted once: by the document, by the person, or as planned', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { teams, planned } = seasonOfRows(rows, noContext);
        const inTeams = teams.reviews.flatMap(({ review, fixed }) => fixed.map((person) => `${review} ${person}`));
        const asPlanned = planned.map(({ review, person }) => `${review} ${person}`);
        const mine = (placement: Placement): boolean => placement.kind === 'reviewer' && holds(placement);
        const inside = new Set(teams.reviews.map(({ review }) => review));
        const expected = rows.placements.filter((row) => mine(row) && inside.has(row.about));
        expect(new Set([...inTeams, ...asPlanned])).toEqual(
          new Set(expected.map(({ about, person }) => `${about} ${person}`)),
        );
        for (const { person, placements } of teams.people.filter((one) => one.person.startsWith('person-'))) {
          const own = rows.placements.filter((row) => row.person === person && holds(row) && !inside.has(row.about));
          expect(placements.map(({ day1 }) => day1)).toEqual(own.map(({ day1 }) => day1));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('nobody is sought for a team that has begun, and nobody who has left may be planned', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { teams } = seasonOfRows(rows, noContext);
        for (const { seats, size, fixed } of teams.reviews)
          expect(seats === 0 || (fixed.length === 0 && seats === size)).toBe(true);
        for (const { person, left } of rows.people) {
          const cannot = teams.people.find((one) => one.person === person)?.cannot ?? [
            { from: year.starts, to: year.ends },
          ];
          if (left) expect(cannot).toEqual([{ from: year.starts, to: year.ends }]);
        }
      }),
      { numRuns: 100 },
    );
  });
});
