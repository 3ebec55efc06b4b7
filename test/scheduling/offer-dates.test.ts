import { beforeEach, describe, expect, test } from 'vitest';
import { type OfferDatesInput, offerDates } from '../../lambdas/scheduling/offer-dates.ts';
import { datesOf, type ReviewDates } from '../../lambdas/scheduling/review-dates.ts';
import type { Store } from '../../lambdas/store/store.ts';
import { useStore } from '../support/store.ts';
import { ABOUT, datesWith, fillWeek, LATER, TPR, writeReview, writeWorld } from './fixture.ts';

const fresh = useStore();
beforeEach(() => writeWorld(fresh.store));

const offer = (changes: Partial<OfferDatesInput> = {}) =>
  offerDates({ about: ABOUT, turn: 1, round: 1, at: LATER, ...changes }, { store: fresh.store });
const dates = async (about = ABOUT): Promise<ReviewDates> => datesOf(await fresh.store.needReview(about), 1);
const load = (week: string, programme: 'QAR' | 'TPR' = 'QAR') => fresh.store.weekLoad(programme, week);

test('offers three days, open ten working days until 17:00, and keeps a place in their week', async () => {
  await writeReview(fresh.store, ABOUT, datesWith({}));

  // Ten working days from Wednesday 15 July 2026 reach over the summer holidays from 22 July.
  expect(await offer()).toEqual({ outcome: 'offered', expiresAt: '2026-09-08T16:00:00.000Z' });
  expect((await dates()).offers).toEqual([
    {
      round: 1,
      day1: '2027-01-19',
      met: { wish: 'window', rank: 1 },
      expiresAt: '2026-09-08T16:00:00.000Z',
    },
  ]);
  expect(await load('2027-01-18')).toMatchObject({ reviews: [ABOUT], count: 1 });
  expect(await fresh.store.audit(ABOUT)).toMatchObject([{ what: 'offered dates' }]);
});

test('a host that did not answer is offered days near the week hoped for', async () => {
  await writeReview(fresh.store);

  await offer();
  expect((await dates()).offers[0]).toMatchObject({ day1: '2027-01-12', met: { wish: 'near', week: '2027-01-11' } });
});

test('the same round again, even later, changes nothing', async () => {
  await writeReview(fresh.store, ABOUT, datesWith({}));
  const first = await offer();

  expect(await offer({ at: '2026-07-17T10:00:00.000Z' })).toEqual(first);
  expect((await dates()).offers).toHaveLength(1);
  expect((await load('2027-01-18'))?.count).toBe(1);
});

test('the same step run twice at once offers once and takes one place', async () => {
  await writeReview(fresh.store, ABOUT, datesWith({}));
  const [one, other] = await Promise.all([offer(), offer()]);

  expect(one).toEqual(other);
  expect((await dates()).offers).toHaveLength(1);
  const loads = await fresh.store.weekLoads('QAR', '2026-09-01', '2027-07-31');
  expect(loads.map(({ week, count }) => [week, count])).toEqual([['2027-01-18', 1]]);
});

test('two attempts that see different weeks free still make one offer', async () => {
  await writeReview(fresh.store, ABOUT, datesWith({}));
  const slow = staleStore(async () => {
    await fillWeek(fresh.store, '2027-01-18', 30);
    await offer();
    await fillWeek(fresh.store, '2027-01-18', 29);
  });

  const result = await offerDates({ about: ABOUT, turn: 1, round: 1, at: LATER }, { store: slow });

  expect(result.outcome).toBe('offered');
  expect((await dates()).offers.map(({ day1 }) => day1)).toEqual(['2027-01-26']);
  expect((await load('2027-01-18'))?.count).toBe(29);
});

test('a next round in another week gives the old place back', async () => {
  await writeReview(fresh.store, ABOUT, datesWith({}));
  await offer();
  await fresh.store.entities.review
    .patch({ about: ABOUT })
    .set({ dates: { ...(await dates()), proposals: [{ round: 1, day1: '2027-03-08', reason: 'A trip' }] } })
    .go();
  await offer({ round: 2, at: '2026-07-20T10:00:00.000Z' });

  expect((await dates()).offers.map(({ day1 }) => day1)).toEqual(['2027-01-19', '2027-03-08']);
  expect(await load('2027-01-18')).toMatchObject({ count: 0 });
  expect(await load('2027-03-08')).toMatchObject({ reviews: [ABOUT], count: 1 });
});

test('a next round in the same week keeps the one place', async () => {
  await writeReview(fresh.store, ABOUT, datesWith({}));
  await fillWeek(fresh.store, '2027-01-18', 29);
  await offer();
  await fresh.store.entities.review
    .patch({ about: ABOUT })
    .set({ dates: { ...(await dates()), proposals: [{ round: 1, day1: '2027-01-18', reason: 'Thursday is out' }] } })
    .go();
  await offer({ round: 2, at: '2026-07-20T10:00:00.000Z' });

  expect((await dates()).offers[1]).toMatchObject({ day1: '2027-01-18', met: { wish: 'proposal' } });
  expect((await load('2027-01-18'))?.count).toBe(30);
});

test('a full week is passed over', async () => {
  await writeReview(fresh.store, ABOUT, datesWith({}));
  await fillWeek(fresh.store, '2027-01-18', 30);
  await offer();

  expect((await dates()).offers[0]).toMatchObject({ day1: '2027-01-26', met: { wish: 'window', rank: 2 } });
  expect((await load('2027-01-18'))?.count).toBe(30);
});

test('with nothing to offer it says so, and gives up the place it had', async () => {
  await writeReview(fresh.store, ABOUT, datesWith({}));
  await offer();
  await fresh.store.entities.review
    .patch({ about: ABOUT })
    .set({ dates: { ...(await dates()), away: [{ from: '2026-09-01', to: '2027-12-31' }] } })
    .go();

  const none = await offer({ round: 2, at: '2026-07-20T10:00:00.000Z' });
  expect(none).toEqual({ outcome: 'none', expiresAt: '2026-09-11T16:00:00.000Z' });
  expect((await load('2027-01-18'))?.count).toBe(0);
  expect(await offer({ round: 2, at: '2026-07-20T10:00:00.000Z' })).toEqual(none);
});

test('with no place left in the year it offers the first week after it', async () => {
  await writeReview(fresh.store, ABOUT, datesWith({}));
  await fresh.store.entities.review
    .patch({ about: ABOUT })
    .set({ dates: { ...(await dates()), away: [{ from: '2026-09-01', to: '2027-07-31' }] } })
    .go();

  expect((await offer()).outcome).toBe('offered');
  expect((await dates()).offers).toMatchObject([{ day1: '2027-09-07', met: { wish: 'near', week: '2027-01-11' } }]);
  expect((await load('2027-09-06'))?.count).toBe(1);
  // A place there is given up as one in the year is.
  await fresh.store.entities.review
    .patch({ about: ABOUT })
    .set({ dates: { ...(await dates()), away: [{ from: '2026-09-01', to: '2027-09-30' }] } })
    .go();
  await offer({ round: 2, at: '2026-07-20T10:00:00.000Z' });
  expect((await dates()).offers.at(-1)?.day1).toBe('2027-10-05');
  expect((await load('2027-09-06'))?.count).toBe(0);
});

test('after a postponement what was said in the turn before does not hold', async () => {
  await writeReview(fresh.store, ABOUT, datesWith({}));
  await offer();
  await fresh.store.entities.review.patch({ about: ABOUT }).set({ turn: 2 }).go();
  await offer({ turn: 2, at: '2026-07-20T10:00:00.000Z' });

  const now = datesOf(await fresh.store.needReview(ABOUT), 2);
  expect(now).toMatchObject({ turn: 2, windows: [], offers: [{ day1: '2027-01-12' }] });
  expect((await load('2027-01-18'))?.count).toBe(0);
});

describe('the last place in a week', () => {
  test('goes to one of several reviews that are offered it at once', async () => {
    const members = ['trust-1', 'trust-2', 'trust-3', 'trust-4'];
    const reviews = members.map((member) => `tpr-2026-${member}`);
    await Promise.all(reviews.map((about) => writeReview(fresh.store, about, datesWith({}))));
    await fillWeek(fresh.store, '2027-01-18', 2, 'TPR');

    const results = await Promise.all(reviews.map((about) => offer({ about })));

    expect(results.every(({ outcome }) => outcome === 'offered')).toBe(true);
    const days = await Promise.all(reviews.map(async (about) => (await dates(about)).offers[0]?.day1));
    expect(days.toSorted()).toEqual(['2027-01-19', '2027-01-26', '2027-01-26', '2027-01-26']);
    expect((await load('2027-01-18', 'TPR'))?.count).toBe(3);
    expect((await load('2027-01-25', 'TPR'))?.count).toBe(3);
  });

  test('lost between reading and writing, the next best week is offered', async () => {
    await writeReview(fresh.store, TPR, datesWith({}));
    await fillWeek(fresh.store, '2027-01-18', 2, 'TPR');
    const late = staleStore(async () => {
      await fillWeek(fresh.store, '2027-01-18', 3, 'TPR');
    });

    await offerDates({ about: TPR, turn: 1, round: 1, at: LATER }, { store: late });
    expect((await dates(TPR)).offers[0]?.day1).toBe('2027-01-26');
    expect((await load('2027-01-18', 'TPR'))?.count).toBe(3);
  });

  test('is not tried for again while an old reading still shows it', async () => {
    await writeReview(fresh.store, TPR, datesWith({}));
    await fillWeek(fresh.store, '2027-01-18', 3, 'TPR');
    const old = storeWith({ weekLoads: async () => [] });

    await offerDates({ about: TPR, turn: 1, round: 1, at: LATER }, { store: old });
    expect((await dates(TPR)).offers[0]?.day1).toBe('2027-01-26');
  });
});

test('a write that fails leaves neither an offer nor a place; the next attempt makes both', async () => {
  await writeReview(fresh.store, ABOUT, datesWith({}));
  const broken = staleStore(async () => {
    throw new Error('The table is away');
  });

  await expect(offerDates({ about: ABOUT, turn: 1, round: 1, at: LATER }, { store: broken })).rejects.toThrow('away');
  expect((await dates()).offers).toEqual([]);
  expect(await load('2027-01-18')).toBeUndefined();
  expect(await offer()).toMatchObject({ outcome: 'offered' });
});

/** The same table, on which something happens just before the first write. */
function staleStore(before: () => Promise<void>): Store {
  let isFirst = true;
  return storeWith({
    async write(items) {
      if (isFirst) {
        isFirst = false;
        await before();
      }
      return fresh.store.write(items);
    },
  });
}

/** The same table with other methods. */
function storeWith(methods: Partial<Pick<Store, 'write' | 'weekLoads'>>): Store {
  return new Proxy(fresh.store, {
    get(store, name) {
      const value: unknown = Reflect.get(methods, name) ?? Reflect.get(store, name, store);
      return typeof value === 'function' ? value.bind(store) : value;
    },
  });
}
