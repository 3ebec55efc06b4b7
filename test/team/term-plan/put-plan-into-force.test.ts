import { describe, expect, test } from 'vitest';
import { planTeam } from '../../../lambdas/team/plan-team.ts';
import { putPlanIntoForce } from '../../../lambdas/team/term-plan/put-plan-into-force.ts';
import { useStore } from '../../support/store.ts';
import { AT } from '../network.ts';
import { choose, next, planOf, seats, writeRound } from './approved-term-plan.ts';
import { PLANS_AT, placementRow, ROUND, reviewOf, writeAll } from './term.ts';

const fresh = useStore();
const input = { about: ROUND, plan: 1, at: PLANS_AT };

describe('putting a plan into force', () => {
  test('writes whom each seat asks first and who is next, and asks nobody', async () => {
    const { store } = fresh;
    await writeRound(store);

    expect(await putPlanIntoForce(input, { store })).toEqual({ outcome: 'in-force', reviews: 2, leftOut: [] });

    expect(await planOf(store, 1)).toEqual({
      planned: ['lead lead-1', 'seat-1 person-1', 'seat-2 person-2', 'seat-3 person-3'],
      lists: {
        lead: ['lead-1', 'lead-3'],
        'seat-1': ['person-1', 'person-7', 'person-10'],
        'seat-2': ['person-2', 'person-8'],
        'seat-3': ['person-3', 'person-9'],
      },
    });
    // A seat that nobody was found for gets the first of those who are next.
    expect((await planOf(store, 2)).lists).toEqual({
      lead: ['lead-2'],
      'seat-1': ['person-4', 'person-11'],
      'seat-2': ['person-5'],
      'seat-3': ['person-7'],
    });
    expect(await store.ledger('910001', '2026')).toBeUndefined();
    const round = (await store.entities.matchingRound.get({ about: ROUND }).go()).data;
    expect(round).toMatchObject({ status: 'in-force', inForce: { plan: 1, reviews: 2, leftOut: [] } });
  });

  test('done again, and broken off half-way, it is as if done once', async () => {
    const { store } = fresh;
    await writeRound(store);
    await putPlanIntoForce(input, { store });
    const second = await store.needWholeReview(reviewOf(2));
    const once = [await store.needWholeReview(reviewOf(1)), second];
    await writeAll(store, [
      ...second.seats.map(({ about, seat }) => store.rows.seat.delete({ about, seat }).commit()),
      ...second.placements.map(({ about, turn, seat, person }) =>
        store.rows.placement.delete({ about, turn, seat, person }).commit(),
      ),
    ]);

    expect(await putPlanIntoForce(input, { store })).toMatchObject({ reviews: 2, leftOut: [] });

    expect([await store.needWholeReview(reviewOf(1)), await store.needWholeReview(reviewOf(2))]).toEqual(once);
  });

  test('undoes nothing that a team has done with its plan since', async () => {
    const { store } = fresh;
    await writeRound(store);
    await putPlanIntoForce(input, { store });
    await planTeam({ about: reviewOf(1), turn: 1, round: 1, at: AT }, { store });
    await choose(store, 1, 'seat-1');
    const then = await store.needWholeReview(reviewOf(1));

    expect(await putPlanIntoForce(input, { store })).toMatchObject({ reviews: 2, leftOut: [] });

    expect(await store.needWholeReview(reviewOf(1))).toEqual(then);
  });

  test.each([
    ['was cancelled', { status: 'cancelled' }],
    ['moved to another day', { day1: '2027-01-19', week: '2027-01-18' }],
    ['is asked anew', { turn: 2 }],
    ['has its team already', { stage: 'preparation' }],
  ] as const)('leaves a review out that %s', async (_what, changes) => {
    const { store } = fresh;
    await writeRound(store, changes);

    expect(await putPlanIntoForce(input, { store })).toMatchObject({ reviews: 1, leftOut: [reviewOf(1)] });

    expect((await store.needWholeReview(reviewOf(1))).seats).toEqual([]);
  });

  test('leaves a review out whose team is being sought already', async () => {
    const { store } = fresh;
    await writeRound(store, { stage: 'team' });
    await planTeam({ about: reviewOf(1), turn: 1, round: 1, at: PLANS_AT }, { store });
    const then = await store.needWholeReview(reviewOf(1));

    expect(await putPlanIntoForce(input, { store })).toMatchObject({ leftOut: [reviewOf(1)] });

    expect(await store.needWholeReview(reviewOf(1))).toEqual(then);
  });

  test('gives nobody a place on days that another review has taken since', async () => {
    const { store } = fresh;
    await writeRound(store);
    await writeAll(store, [
      store.rows.placement
        .put(placementRow({ about: 'qar-2026-900099', person: 'person-1', status: 'invited', day1: '2027-01-13' }))
        .commit(),
    ]);

    await putPlanIntoForce(input, { store });

    const { planned, lists } = await planOf(store, 1);
    expect(planned).toEqual(['lead lead-1', 'seat-2 person-2', 'seat-3 person-3']);
    expect(lists['seat-1']?.[0]).toBe('person-7');
  });

  test('a later plan takes the place of an earlier one that nobody was asked by', async () => {
    const { store } = fresh;
    await writeRound(store);
    await putPlanIntoForce(input, { store });
    await writeAll(store, [
      store.rows.plannedTeam
        .put({
          ...{ about: ROUND, plan: '002', turn: 1, day1: '2027-01-12', review: reviewOf(1) },
          team: { seats: seats('lead-1', 'person-1', 'person-6', 'person-3'), alternates: next(8), leads: [] },
        })
        .commit(),
    ]);

    await putPlanIntoForce({ ...input, plan: 2 }, { store });

    expect((await planOf(store, 1)).planned).toEqual([
      'lead lead-1',
      'seat-1 person-1',
      'seat-2 person-6',
      'seat-3 person-3',
    ]);
    expect((await planOf(store, 1)).lists['seat-2']?.[0]).toBe('person-6');
  });
});
