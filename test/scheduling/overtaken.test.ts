/** Offering and fixing dates, overtaken between what they read and what they write: what overtook them holds. */
import { beforeEach, expect, it } from 'vitest';
import { fixDates } from '../../lambdas/scheduling/fix-dates.ts';
import { offerDates } from '../../lambdas/scheduling/offer-dates.ts';
import { datesOf, type ReviewDates } from '../../lambdas/scheduling/review-dates.ts';
import { type Review, WriteNotPossibleNow } from '../../lambdas/store/store.ts';
import { overtakeWrite } from '../support/overtaken.ts';
import { useStore } from '../support/store.ts';
import { ABOUT, datesWith, LATER, testDeps, writeReview, writeWorld } from './fixture.ts';

const fresh = useStore();
beforeEach(() => writeWorld(fresh.store));

const offer = () => offerDates({ about: ABOUT, turn: 1, round: 1, at: LATER }, fresh);
const fix = () => fixDates({ about: ABOUT, turn: 1, at: LATER }, testDeps(fresh.store));
const review = () => fresh.store.needReview(ABOUT);
const agreed = datesWith({ agreed: { day1: '2027-01-19', by: 'host' } });

async function change(changes: Partial<Pick<Review, 'turn' | 'stage' | 'status' | 'dates'>>): Promise<void> {
  const { startsOn } = await review();
  await fresh.store.entities.review.patch({ about: ABOUT }).set(changes).composite({ startsOn }).go();
}

const say = (changes: Partial<ReviewDates>) => change({ dates: datesWith(changes) });

it('an offer keeps the weeks that the head ranked while it was made, and is of the first of them', async () => {
  await writeReview(fresh.store);
  overtakeWrite(fresh.store, () => say({ windows: ['2027-03-08', '2027-03-15', '2027-03-22'] }));

  await offer();
  const { windows, offers } = datesOf(await review(), 1);
  expect(windows).toEqual(['2027-03-08', '2027-03-15', '2027-03-22']);
  expect(offers).toMatchObject([
    { met: { wish: 'window', rank: 1 }, day1: expect.stringMatching(/^2027-03-(08|09|10)$/) },
  ]);
  expect(await fresh.store.weekLoad('QAR', '2027-03-08')).toMatchObject({ reviews: [ABOUT] });
  expect(await fresh.store.weekLoad('QAR', '2027-01-11')).toBeUndefined();
});

it('an offer keeps the dates that were agreed to while it was made', async () => {
  await writeReview(fresh.store, ABOUT, datesWith({}));
  overtakeWrite(fresh.store, () => change({ dates: agreed }));

  await offer();
  expect(datesOf(await review(), 1)).toMatchObject({ agreed: agreed.agreed, offers: [{ round: 1 }] });
});

it.each([
  { what: 'postponed', changes: { turn: 2 } },
  { what: 'postponed before it is read', changes: { turn: 2 }, isEarly: true },
])('nothing is offered of a review that is $what', async ({ changes, isEarly }) => {
  await writeReview(fresh.store, ABOUT, datesWith({}));
  if (isEarly) await change(changes);
  else overtakeWrite(fresh.store, () => change(changes));

  await expect(offer()).rejects.toThrow(WriteNotPossibleNow);
  expect((await review()).dates).toEqual(datesWith({}));
  expect(await fresh.store.weekLoads('QAR', '2026-09-01', '2027-07-31')).toEqual([]);
});

it.each([
  { what: 'is postponed', changes: { turn: 2 } },
  { what: 'is called off', changes: { status: 'cancelled' } },
  { what: 'was fixed by another attempt, and has begun to look for its team', changes: { stage: 'team' } },
] as const)('dates are not fixed of a review that meanwhile $what', async ({ changes }) => {
  await writeReview(fresh.store, ABOUT, agreed);
  overtakeWrite(fresh.store, () => change(changes));

  await expect(fix()).rejects.toThrow(WriteNotPossibleNow);
  expect(await review()).toMatchObject({ stage: 'scheduling', ...changes });
  expect((await review()).day1).toBeUndefined();
});

it('dates that the central team agreed to meanwhile are those that are fixed', async () => {
  await writeReview(fresh.store, ABOUT, agreed);
  const later = datesWith({ agreed: { day1: '2027-02-02', by: 'central-team' } });
  overtakeWrite(fresh.store, () => change({ dates: later }));

  await expect(fix()).rejects.toThrow(WriteNotPossibleNow);
  await fix();
  expect(await review()).toMatchObject({ day1: '2027-02-02', stage: 'planned' });
});
