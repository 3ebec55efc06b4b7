import { describe, expect, test } from 'vitest';
import { checkBound } from '../../../lambdas/solver/check-bound.ts';
import { checkPlan } from '../../../lambdas/solver/check-plan.ts';
import { Mending } from '../../../lambdas/solver/mend.ts';
import { solveSeason } from '../../../lambdas/solver/solve-in-worker.ts';
import type { Store } from '../../../lambdas/store/store.ts';
import { plannedTeams, readTermPlan, seasonParts } from '../../../lambdas/store/term-plan-reads.ts';
import { makePlan, type Solve } from '../../../lambdas/team/term-plan/make-plan.ts';
import { planTeams } from '../../../lambdas/team/term-plan/plan-teams.ts';
import { PlanTotals } from '../../../lambdas/team/term-plan/plan-totals.ts';
import { plannedTeamOf } from '../../../lambdas/team/term-plan/planned-team.ts';
import { readSeason } from '../../../lambdas/team/term-plan/read-season.ts';
import { documentOf } from '../../../lambdas/team/term-plan/season-document.ts';
import type { Preference } from '../../../lambdas/team/term-plan/season-rows.ts';
import { useStore } from '../../support/store.ts';
import { lead, reviewer } from '../network.ts';
import { flowOnly } from './flow-only.ts';
import {
  inventedTerm,
  numbers,
  openRound,
  PLANS_AT,
  placementRow,
  ROUND,
  reviewOf,
  termReview,
  writeTerm,
} from './term.ts';

const fresh = useStore();
const input = { about: ROUND, at: PLANS_AT };

/** Enough for these small terms on a busy machine, and never waited for. */
const solve: Solve = (season, options) => solveSeason(season, { ...options, seconds: 10, killAfterSeconds: 30 });
const deps = (store: Store) => ({ store, solve: flowOnly });

const preference = (changes: Partial<Preference>): Preference => ({
  ...{ kind: 'pin', review: reviewOf(1), person: 'person-1', reason: 'They asked for it.', at: PLANS_AT },
  ...changes,
});

const teamsOf = async (store: Store, plan = 1) =>
  new Map((await plannedTeams(store, ROUND, plan)).map((row) => [row.review, plannedTeamOf(row)]));

const totalsNow = async (store: Store) => PlanTotals.parse((await readTermPlan(store, ROUND))?.totals);

const documentIn = async (store: Store, plan: number, leads = false) =>
  documentOf(await seasonParts(store, ROUND, plan, leads));

describe('planning the teams of a term', () => {
  test('stores a team for each review, the document that proves it, and the totals', async () => {
    const { store } = fresh;
    await writeTerm(store, inventedTerm({ reviews: 4, leads: 5, reviewers: 20 }));
    await openRound(store);

    expect(await planTeams(input, { store, solve })).toEqual({
      outcome: 'planned',
      plan: 1,
    });

    const teams = await teamsOf(store);
    expect([...teams.keys()]).toEqual(numbers(4).map(reviewOf));
    const first = teams.get(reviewOf(1));
    expect(first?.seats.map(({ seat }) => seat)).toEqual(['lead', 'seat-1', 'seat-2', 'seat-3']);
    expect(first?.seats.every(({ person }) => person !== undefined)).toBe(true);
    expect(first?.seats[1]).toMatchObject({ firstTimer: false, school: expect.stringMatching(/^School 91/) });
    expect(first?.missing).toEqual([]);
    expect(await totalsNow(store)).toMatchObject({
      ...{
        plan: 1,
        reviews: 4,
        seats: 12,
        filled: 12,
        leadSeats: 4,
        leadsFilled: 4,
        proved: true,
        undated: [],
        begun: [],
      },
      ...{ given: 12, owed: 72 },
    });
    const { schools } = await totalsNow(store);
    for (const { owed, given, couldGo } of schools) expect(couldGo === undefined).toBe(owed - given < 2);
    const ofReviewers = schools.filter(({ school, given }) => school.startsWith('91') && given === 0);
    expect(ofReviewers.length).toBeGreaterThan(0);
    // Nothing keeps their people from any of the four reviews, and whoever only hosts has nobody to send.
    for (const { couldGo } of ofReviewers) expect(couldGo).toBe(4);
    for (const { school, couldGo } of schools) if (school.startsWith('90')) expect(couldGo).toBe(0);
    const { season, plan, pinned, cost, bound, multipliers } = await documentIn(store, 1);
    expect(checkPlan(season, plan)).toMatchObject({ broken: [], cost, emptySeats: 0 });
    expect(checkBound(season, pinned, multipliers)).toBe(bound);
    expect((await documentIn(store, 1, true)).plan.placements).toHaveLength(4);
    expect(await readTermPlan(store, ROUND)).toMatchObject({ status: 'planned', plans: 1 });
  });

  test('whoever takes a place after a decline changes no other team', async () => {
    const { store } = fresh;
    await writeTerm(store, inventedTerm({ reviews: 3, leads: 4, reviewers: 16 }));
    await openRound(store);
    await planTeams(input, deps(store));

    const teams = await teamsOf(store);
    const { season, plan } = await documentIn(store, 1);
    const placed = new Set(plan.placements.map(({ person }) => person));
    for (const [review, { alternates }] of teams) {
      expect(alternates.length).toBeGreaterThan(0);
      expect(alternates.length).toBeLessThanOrEqual(12);
      const left = plan.placements.find((one) => one.review === review);
      const rest = plan.placements.filter((one) => one !== left);
      for (const { person } of alternates) {
        expect(placed.has(person)).toBe(false);
        expect(checkPlan(season, { placements: [...rest, { review, person }] }).broken).toEqual([]);
      }
      expect(new Mending(season, plan).alternates(review).slice(0, 12)).toEqual(
        alternates.map(({ person, points }) => ({ person, points })),
      );
    }
  });

  test('run again while the plan waits, it changes nothing', async () => {
    const { store } = fresh;
    await writeTerm(store, inventedTerm({ reviews: 2, leads: 2, reviewers: 8 }));
    await openRound(store);
    await planTeams(input, deps(store));
    const round = await readTermPlan(store, ROUND);

    expect(await planTeams(input, deps(store))).toEqual({
      outcome: 'planned',
      plan: 1,
    });
    expect(await readTermPlan(store, ROUND)).toEqual(round);
  });

  test('two at once store one plan', async () => {
    const { store } = fresh;
    await writeTerm(store, inventedTerm({ reviews: 2, leads: 2, reviewers: 8 }));
    await openRound(store);

    const [one, other] = await Promise.all([planTeams(input, deps(store)), planTeams(input, deps(store))]);

    expect(one).toEqual(other);
    const round = await readTermPlan(store, ROUND);
    expect(round?.plans).toBe(one?.plan);
    expect((await totalsNow(store)).plan).toBe(one?.plan);
    expect((await teamsOf(store, one?.plan)).size).toBe(2);
  });

  test('planned again it keeps to wishes, and to the plan before where nothing speaks against it', async () => {
    const { store } = fresh;
    await writeTerm(store, inventedTerm({ reviews: 2, leads: 3, reviewers: 12 }));
    await openRound(store);
    await planTeams(input, deps(store));
    const before = await teamsOf(store);
    const gone = before.get(reviewOf(1))?.seats[1]?.person ?? '';
    const wishes = [
      preference({ kind: 'forbid', person: gone }),
      preference({ kind: 'pin', person: 'lead-3', review: reviewOf(2) }),
    ];
    await store.write([store.rows.matchingRound.patch({ about: ROUND }).set({ status: 'planning', wishes }).commit()]);

    expect(await planTeams(input, deps(store))).toMatchObject({ outcome: 'planned', plan: 2 });

    const after = await teamsOf(store, 2);
    const people = (of: typeof after, review: string) => of.get(review)?.seats.map(({ person }) => person) ?? [];
    expect(people(after, reviewOf(1))).not.toContain(gone);
    const reviewers = people(after, reviewOf(1)).slice(1);
    expect(reviewers.filter((id) => !people(before, reviewOf(1)).includes(id))).toHaveLength(1);
    expect(people(after, reviewOf(2))[0]).toBe('lead-3');
    expect(people(after, reviewOf(2)).slice(1)).toEqual(people(before, reviewOf(2)).slice(1));
  });

  test('without reviewers or leads there is a plan that says what to do', async () => {
    const { store } = fresh;
    await writeTerm(store, inventedTerm({ reviews: 1, leads: 0, reviewers: 0 }));
    await openRound(store);

    expect(await planTeams(input, deps(store))).toEqual({
      outcome: 'planned',
      plan: 1,
    });

    const team = (await teamsOf(store)).get(reviewOf(1));
    expect(team?.seats.map(({ person }) => person)).toEqual([undefined, undefined, undefined, undefined]);
    expect(team?.missing).toEqual([
      'No lead reviewer: there are no lead reviewers to plan. Import them, then plan again.',
      'No reviewers: there are no reviewers to plan. Import the people who go on reviews, then plan again.',
    ]);
    expect(await totalsNow(store)).toMatchObject({ seats: 3, filled: 0, leadsFilled: 0 });
  });

  test('fewer people than seats, pins that contradict each other, and a review without dates each have their sentence', async () => {
    const { store } = fresh;
    await writeTerm(store, {
      reviews: [termReview(1), termReview(2), { ...termReview(3), day1: undefined } as never],
      people: [lead(1), lead(2), ...numbers(4).map((number) => reviewer(number))],
    });
    await openRound(store, {
      wishes: [
        preference({}),
        preference({ review: reviewOf(2) }),
        preference({ review: reviewOf(3), person: 'person-2' }),
        preference({ person: 'person-99' }),
      ],
    });

    await planTeams(input, deps(store));

    const teams = await teamsOf(store);
    expect(teams.size).toBe(2);
    expect(teams.get(reviewOf(1))?.seats.map(({ person }) => person)).toContain('person-1');
    expect(teams.get(reviewOf(2))?.refused).toEqual([
      { person: 'person-1', why: 'is on the review of Host 1 Primary School in the same week' },
    ]);
    expect(teams.get(reviewOf(1))?.refused).toEqual([{ person: 'person-99', why: 'is not among the people' }]);
    const sentences = [...teams.values()].flatMap(({ missing }) => missing);
    expect(sentences[0]).toMatch(
      /^[12] of 3 seats empty: those who could go are on other reviews that week \(\d\)\. Move this review to a quieter week\.$/,
    );
    const totals = await totalsNow(store);
    expect(totals).toMatchObject({ seats: 6, filled: 4 });
    expect(totals.undated).toEqual([{ review: reviewOf(3), hostName: 'Host 3 Primary School' }]);
    expect(totals.unmet).toEqual([{ review: reviewOf(3), person: 'person-2', why: 'it has no dates' }]);
    expect(totals.shortages).toEqual([
      'Host 1 Primary School and Host 2 Primary School seek 5 people together, and 3 can come at most (places: 3 of people who can be on one review a week).',
    ]);
  });

  test('teams that are sought already keep their people, and nobody is planned into two places', async () => {
    const { store } = fresh;
    await writeTerm(store, {
      reviews: [termReview(1, { stage: 'team', size: 3 }), termReview(2)],
      people: [lead(1), lead(2), ...numbers(5).map((number) => reviewer(number))],
      placements: [
        placementRow({ person: 'person-1' }),
        placementRow({ person: 'person-2', organisation: '910002', status: 'invited', seat: 'seat-2' }),
        placementRow({ person: 'lead-1', kind: 'lead', seat: 'lead', organisation: 'independent' }),
      ],
    });
    await openRound(store);

    await planTeams(input, deps(store));

    const teams = await teamsOf(store);
    expect([...teams.keys()]).toEqual([reviewOf(2)]);
    expect(
      teams
        .get(reviewOf(2))
        ?.seats.map(({ person }) => person)
        .toSorted(),
    ).toEqual(['lead-2', 'person-3', 'person-4', 'person-5']);
    expect((await totalsNow(store)).begun).toEqual([{ review: reviewOf(1), hostName: 'Host 1 Primary School' }]);
  });

  test('with nothing to plan the round is left', async () => {
    const { store } = fresh;
    await writeTerm(store, { reviews: [termReview(1, { stage: 'team' })], people: [] });
    await openRound(store);

    expect(await planTeams(input, deps(store))).toEqual({ outcome: 'nothing-to-plan', plan: 0 });
    expect(await readTermPlan(store, ROUND)).toMatchObject({ status: 'left', decidedAt: PLANS_AT });
  });

  test('names the schools that are farthest from their share and counts the others, since a row does not hold all of a large network', async () => {
    const { store } = fresh;
    await writeTerm(store, inventedTerm({ reviews: 4, leads: 5, reviewers: 80 }));
    await openRound(store);
    await planTeams(input, deps(store));

    const { schools, beyond, behind, owed, given } = await totalsNow(store);
    // 84 schools owe three placements each, and twelve of them give one.
    expect({ owed, given, beyond }).toEqual({ owed: 252, given: 12, beyond: 0 });
    expect(behind).toBe(84);
    expect(schools).toHaveLength(30);
    expect(schools.every((school) => school.owed - school.given === 3)).toBe(true);
  });

  test('a solver that is stopped leaves the plan that it had, and the totals say so', async () => {
    const { store } = fresh;
    await writeTerm(store, inventedTerm({ reviews: 2, leads: 2, reviewers: 8 }));
    await openRound(store);
    const stopped: Solve = async (season, options) => ({
      ...(await flowOnly(season, options)),
      unsolved: `Not solved within ${options.killAfterSeconds} s.`,
    });

    expect(await planTeams(input, { store, solve: stopped })).toMatchObject({ outcome: 'planned' });
    expect(await totalsNow(store)).toMatchObject({ filled: 6, unsolved: 'Not solved within 150 s.' });
  });

  test('both solvers together are killed in time for the rest of the function, whatever the setting says', async () => {
    const { store } = fresh;
    await writeTerm(store, inventedTerm({ reviews: 1, leads: 1, reviewers: 4 }));
    const killed: number[] = [];
    const noting: Solve = (season, options) => {
      killed.push(options.killAfterSeconds);
      return flowOnly(season, options);
    };
    await makePlan(await readSeason(store, '2026', 'spring'), { seconds: 3600, seed: 1 }, noting);
    expect(killed.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(250);
  });

  test('a plan that breaks a rule is never stored: the first plan is, or nothing', async () => {
    const { store } = fresh;
    await writeTerm(store, inventedTerm({ reviews: 2, leads: 2, reviewers: 8 }));
    await openRound(store);
    const broken =
      (withFirst: boolean): Solve =>
      async (season, options) => {
        const solved = await flowOnly(season, { ...options, ...(!withFirst && { onFirstPlan: () => undefined }) });
        const [review] = season.reviews;
        const twice = solved.plan.placements.filter((one) => one.review !== review?.review);
        return { ...solved, plan: { placements: [...twice, ...twice] } };
      };

    await expect(planTeams(input, { store, solve: broken(false) })).rejects.toThrow(
      'No plan of this term keeps every rule',
    );
    expect(await readTermPlan(store, ROUND)).toMatchObject({ status: 'asking', plans: 0 });

    expect(await planTeams(input, { store, solve: broken(true) })).toMatchObject({ outcome: 'planned' });
    const { season, plan } = await documentIn(store, 2);
    expect(checkPlan(season, plan).broken).toEqual([]);
    expect((await totalsNow(store)).unsolved).toBe('A plan of the solver breaks a rule.');
  });
});
