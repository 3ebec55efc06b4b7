import { describe, expect, test } from 'vitest';
import type { Review, Store, TermPlan } from '../../../lambdas/store/store.ts';
import { openTermPlan } from '../../../lambdas/team/term-plan/open-term-plan.ts';
import { termPlansDue } from '../../../lambdas/team/term-plan/term-plans-due.ts';
import { putSettings } from '../../support/settings.ts';
import { useStore } from '../../support/store.ts';
import { countRequests } from './requests.ts';
import { numbers, ROUND, termReview, writeAll } from './term.ts';

const fresh = useStore();
/** Monday 14 September 2026, the day on which people are asked about the spring term. */
const AT = '2026-09-14T06:31:00.000Z';
const input = { year: '2026', term: 'spring', number: 1, at: AT };

async function writeReviews(store: Store, count: number, changes: Partial<Review> = {}): Promise<void> {
  await putSettings(store);
  await writeAll(
    store,
    numbers(count).map((number) => store.rows.review.put(termReview(number, changes)).commit()),
  );
}

const rowOf = async (store: Store, about: string) => (await store.entities.matchingRound.get({ about }).go()).data;

const end = (store: Store, about: string, status: TermPlan['status']) =>
  store.entities.matchingRound.patch({ about }).set({ status }).go();

describe('opening a matching round', () => {
  test('says by when people answer, when the plan is made, and when the round ends', async () => {
    const { store } = fresh;
    await writeReviews(store, 5);

    expect(await openTermPlan(input, { store })).toEqual({
      outcome: 'open',
      about: ROUND,
      asks: true,
      answersBy: '2026-10-08T16:00:00.000Z', // the working day before
      plansAt: '2026-10-09T08:00:00.000Z',
      endsBy: '2027-08-16T16:00:00.000Z', // 48 weeks
    });
    expect(await rowOf(store, ROUND)).toMatchObject({ status: 'asking', number: 1, openedAt: AT, plans: 0 });
  });

  test('is the same when the step is repeated later, also when reviews were cancelled since', async () => {
    const { store } = fresh;
    await writeReviews(store, 5);
    const once = await openTermPlan(input, { store });
    await writeReviews(store, 5, { status: 'cancelled' });

    expect(await openTermPlan({ ...input, at: '2026-09-15T06:31:00.000Z' }, { store })).toEqual(once);
  });

  test('with too few reviews, cancelled ones not counted, there is no round', async () => {
    const { store } = fresh;
    await writeReviews(store, 4);
    await writeAll(store, [store.rows.review.put(termReview(5, { status: 'cancelled' })).commit()]);

    expect(await openTermPlan(input, { store })).toMatchObject({ outcome: 'too-few', asks: false });

    expect(await rowOf(store, ROUND)).toBeNull();
  });

  test('asks nobody when it begins too late for answers', async () => {
    const { store } = fresh;
    await writeReviews(store, 5);
    const at = '2026-10-08T06:31:00.000Z';

    expect(await openTermPlan({ ...input, at }, { store })).toMatchObject({ asks: false, plansAt: at });

    expect(await rowOf(store, ROUND)).toMatchObject({ status: 'planning' });
  });

  test('a second one of a term waits for the end of the first, and asks nobody', async () => {
    const { store } = fresh;
    await writeReviews(store, 5);
    await openTermPlan(input, { store });
    const second = { ...input, number: 2, at: '2026-11-02T10:00:00.000Z' };

    for (const status of ['asking', 'planning', 'planned', 'approved'] as const) {
      await end(store, ROUND, status);
      expect([status, (await openTermPlan(second, { store })).outcome]).toEqual([status, 'closed']);
    }
    expect(await rowOf(store, `${ROUND}-2`)).toBeNull();
    await end(store, ROUND, 'left');

    expect(await openTermPlan(second, { store })).toMatchObject({
      ...{ outcome: 'open', about: `${ROUND}-2`, asks: false, plansAt: second.at },
    });
  });

  test('of a term that the year does not have is refused by name', async () => {
    const { store } = fresh;
    await writeReviews(store, 5);

    await expect(openTermPlan({ ...input, term: 'winter' }, { store })).rejects.toThrow(
      "There is no term of the year 2026 'winter' in the table.",
    );
  });
});

describe('the rounds that a morning begins', () => {
  const due = async (store: Store, today: string) => {
    const year = await store.partnershipYear('2026');
    return termPlansDue(store, year ? [year] : [], today);
  };
  const spring = [{ year: '2026', term: 'spring' }];

  test('are those of terms whose people are to be asked, for two weeks', async () => {
    const { store } = fresh;
    await writeReviews(store, 5);

    expect(await due(store, '2026-09-13')).toEqual([]);
    expect(await due(store, '2026-09-14')).toEqual(spring);
    expect(await due(store, '2026-09-28')).toEqual(spring);
    expect(await due(store, '2026-09-29')).toEqual([]);
  });

  test('are none once the round is open', async () => {
    const { store } = fresh;
    await writeReviews(store, 5);
    await openTermPlan(input, { store });

    expect(await due(store, '2026-09-15')).toEqual([]);
  });

  test('are none of terms with few reviews, which costs one request in those two weeks and none in others', async () => {
    const { store } = fresh;
    await writeReviews(store, 1);
    const year = await store.partnershipYear('2026');
    const requests = (today: string) => countRequests(store, () => termPlansDue(store, year ? [year] : [], today));

    expect(await due(store, '2026-09-14')).toEqual([]);
    expect(await requests('2026-09-15')).toBe(1); // the settings are known by then
    expect(await requests('2026-09-13')).toBe(0);
  });

  test('are none of a year without terms', async () => {
    const { store } = fresh;
    await writeReviews(store, 5);
    const year = await store.partnershipYear('2026');
    if (!year) throw new Error('There is no year 2026.');
    const { terms: _terms, ...without } = year;

    expect(await termPlansDue(store, [without], '2026-09-14')).toEqual([]);
  });
});
