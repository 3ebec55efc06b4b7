import { describe, expect, test } from 'vitest';
import type { Store } from '../../../lambdas/store/store.ts';
import { planTeam } from '../../../lambdas/team/plan-team.ts';
import { putPlanIntoForce } from '../../../lambdas/team/term-plan/put-plan-into-force.ts';
import { useStore } from '../../support/store.ts';
import { AT } from '../network.ts';
import { choose, decline, next, planOf, writeRound } from './approved-term-plan.ts';
import { PLANS_AT, ROUND, reviewOf, termReview, writeAll } from './term.ts';

const fresh = useStore();
const input = { about: ROUND, plan: 1, at: PLANS_AT };

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
