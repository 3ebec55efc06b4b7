import { describe, expect, test } from 'vitest';
import type { Placement, Review, Store } from '../../../lambdas/store/store.ts';
import { chooseCandidate } from '../../../lambdas/team/choose-candidate.ts';
import { planTeam } from '../../../lambdas/team/plan-team.ts';
import { putPlanIntoForce } from '../../../lambdas/team/round/put-plan-into-force.ts';
import { Shortlist } from '../../../lambdas/team/shortlists.ts';
import { useStore } from '../../support/store.ts';
import { AT, lead, reviewer } from '../network.ts';
import { PLANS_AT, placementRow, ROUND, reviewOf, termReview, writeAll, writeTerm } from './term.ts';

const fresh = useStore();
const input = { about: ROUND, plan: 1, at: PLANS_AT };

const seats = (...people: readonly (string | undefined)[]) =>
  ['lead', 'seat-1', 'seat-2', 'seat-3'].map((seat, index) => {
    const person = people[index];
    return { seat, ...(person !== undefined && { person }) };
  });
const next = (...numbers: readonly number[]) =>
  numbers.map((number) => ({ person: `person-${number}`, points: number }));

/** Two reviews in one week with a plan for each, and reviewers enough for both. */
async function writeRound(store: Store, changes: Partial<Review> = {}): Promise<void> {
  await writeTerm(store, {
    reviews: [termReview(1, changes), termReview(2)],
    people: [lead(1), lead(2), lead(3), ...Array.from({ length: 12 }, (_, index) => reviewer(index + 1))],
  });
  const { rows } = store;
  const planned = { about: ROUND, plan: '001', turn: 1, day1: '2027-01-12' };
  await writeAll(store, [
    rows.matchingRound
      .put({
        ...{ about: ROUND, year: '2026', term: 'spring', number: 1, status: 'approved', openedAt: PLANS_AT, plans: 1 },
      })
      .commit(),
    rows.plannedTeam
      .put({
        ...planned,
        review: reviewOf(1),
        team: {
          seats: seats('lead-1', 'person-1', 'person-2', 'person-3'),
          alternates: next(7, 8, 9, 10),
          leads: [{ person: 'lead-3', points: 4 }],
        },
      })
      .commit(),
    rows.plannedTeam
      .put({
        ...planned,
        review: reviewOf(2),
        team: { seats: seats('lead-2', 'person-4', 'person-5', undefined), alternates: next(7, 11), leads: [] },
      })
      .commit(),
  ]);
}

const planOf = async (store: Store, number: number) => {
  const whole = await store.needWholeReview(reviewOf(number));
  return {
    planned: whole.placements
      .filter(({ status }) => status === 'planned')
      .map(({ seat, person }) => `${seat} ${person}`),
    lists: Object.fromEntries(
      whole.seats.map(({ seat, shortlist }) => [
        seat,
        Shortlist.parse(shortlist).candidates.map(({ person }) => person),
      ]),
    ),
  };
};

const choose = (store: Store, number: number, seat: string) =>
  chooseCandidate({ about: reviewOf(number), turn: 1, seat, at: AT }, { store });

const say = (store: Store, { about, turn, seat, person }: Placement, status: 'declined' | 'expired') =>
  store.write([store.rows.placement.patch({ about, turn, seat, person }).set({ status, answeredAt: AT }).commit()]);

async function decline(store: Store, number: number, seat: string): Promise<void> {
  const { placements } = await store.needWholeReview(reviewOf(number));
  const asked = placements.find((row) => row.seat === seat && row.status === 'invited');
  if (!asked) throw new Error(`Nobody is asked for ${seat}.`);
  await say(store, asked, 'declined');
}

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

describe('a team with a plan', () => {
  const inForce = async (store: Store) => {
    await writeRound(store, { stage: 'team' });
    await putPlanIntoForce(input, { store });
    await planTeam({ about: reviewOf(1), turn: 1, round: 1, at: AT }, { store });
  };

  test('asks whom the plan has, then the best of the next, and changes no other team', async () => {
    const { store } = fresh;
    await inForce(store);
    const other = await store.needWholeReview(reviewOf(2));

    expect(await choose(store, 1, 'seat-1')).toMatchObject({ outcome: 'candidate', person: 'person-1' });
    await decline(store, 1, 'seat-1');
    expect(await choose(store, 1, 'seat-1')).toMatchObject({ outcome: 'candidate', person: 'person-7' });

    expect((await planOf(store, 1)).planned).toEqual(['lead lead-1', 'seat-2 person-2', 'seat-3 person-3']);
    expect((await store.ledger('910001', '2026'))?.offered).toBe(1);
    expect((await store.ledger('910002', '2026'))?.offered).toBeUndefined();
    expect(await store.needWholeReview(reviewOf(2))).toEqual(other);
  });

  test('passes over somebody of the plan who may not go any more, and gives their days back', async () => {
    const { store } = fresh;
    await inForce(store);
    await writeAll(store, [store.rows.person.patch({ person: 'person-1' }).set({ left: true }).commit()]);

    expect(await choose(store, 1, 'seat-1')).toMatchObject({ person: 'person-7' });

    const { placements } = await store.needWholeReview(reviewOf(1));
    expect(placements.find(({ person }) => person === 'person-1')?.status).toBe('withdrawn');
  });

  test('asks whom the plan has even if a list was made beside it', async () => {
    const { store } = fresh;
    await inForce(store);
    await writeAll(store, [
      store.rows.seat
        .patch({ about: reviewOf(1), seat: 'seat-1' })
        .set({ shortlist: { turn: 1, candidates: next(12, 11) } })
        .commit(),
    ]);

    expect(await choose(store, 1, 'seat-1')).toMatchObject({ person: 'person-1' });
  });

  test('asks nobody who is planned for another team in that week', async () => {
    const { store } = fresh;
    await inForce(store);
    await writeAll(store, [
      store.rows.seat
        .patch({ about: reviewOf(1), seat: 'seat-1' })
        .set({ shortlist: { turn: 1, candidates: next(4, 5, 12), plan: `${ROUND}.001` } })
        .commit(),
      store.rows.person.patch({ person: 'person-1' }).set({ left: true }).commit(),
    ]);

    expect(await choose(store, 1, 'seat-1')).toMatchObject({ person: 'person-12' });
  });

  test('ranks the pool when nobody of the plan is left, so that a plan is never worse than none', async () => {
    const { store } = fresh;
    await inForce(store);
    for (const person of ['person-1', 'person-7', 'person-10']) {
      expect(await choose(store, 1, 'seat-1')).toMatchObject({ outcome: 'candidate', person });
      await decline(store, 1, 'seat-1');
    }

    const choice = await choose(store, 1, 'seat-1');

    expect(choice.outcome).toBe('candidate');
    // Those of the plan's other lists and of the other team are left to these.
    expect(['person-6', 'person-11', 'person-12']).toContain(choice.person);
  });

  test('does not count whom it has planned as asked when the central team names them', async () => {
    const { store } = fresh;
    await inForce(store);
    await writeAll(store, [
      store.rows.seat
        .patch({ about: reviewOf(1), seat: 'seat-1' })
        .set({
          shortlist: {
            ...{ turn: 1, candidates: next(1, 7), plan: `${ROUND}.001` },
            named: { person: 'person-12', sameHubAllowed: false },
          },
        })
        .commit(),
    ]);

    expect(await choose(store, 1, 'seat-1')).toMatchObject({ person: 'person-12' });
    await decline(store, 1, 'seat-1');

    expect(await choose(store, 1, 'seat-1')).toMatchObject({ person: 'person-1' });
  });

  test('that moves prefers those who were planned', async () => {
    const { store } = fresh;
    await inForce(store);
    const { placements, seats: before } = await store.needWholeReview(reviewOf(1));
    await writeAll(store, [
      ...placements.map(({ about, turn, seat, person }) =>
        store.rows.placement
          .patch({ about, turn, seat, person })
          .set({ status: 'withdrawn', reason: 'moved' })
          .commit(),
      ),
      ...before.map(({ about, seat }) => store.rows.seat.delete({ about, seat }).commit()),
      store.rows.review.put(termReview(1, { stage: 'team', turn: 2, day1: '2027-03-02' })).commit(),
    ]);

    await planTeam({ about: reviewOf(1), turn: 2, round: 1, at: AT }, { store });

    const { lists } = await planOf(store, 1);
    expect([lists['seat-1']?.[0], lists['seat-2']?.[0], lists['seat-3']?.[0]]).toEqual([
      'person-1',
      'person-2',
      'person-3',
    ]);
    expect(lists.lead?.[0]).toBe('lead-1');
  });
});
