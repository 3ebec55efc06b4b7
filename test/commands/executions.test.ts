import { beforeEach, expect, it } from 'vitest';
import { claimNextExecution, executionNumber, latestExecutionName } from '../../lambdas/commands/executions.ts';
import { ABOUT, writeReview } from '../questions/fixture.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();

beforeEach(async () => {
  await writeReview(fresh.store);
  await fresh.store.entities.review
    .patch({ about: ABOUT })
    .set({ stage: 'planned', executions: 0, startsOn: '2026-07-13' })
    .go();
});

it('gives the number of a sleeping review’s next execution to one claimant', async () => {
  const review = await fresh.store.needReview(ABOUT);
  const claims = await Promise.all([1, 2].map(() => claimNextExecution(fresh.store, review, '2026-07-13')));
  expect(claims.filter((name) => name !== undefined)).toEqual([ABOUT]);
  const claimed = await fresh.store.needReview(ABOUT);
  expect(claimed).toMatchObject({ executions: 1, startsOn: '2026-07-14' });
  expect(latestExecutionName(claimed)).toBe(ABOUT);
});

it('takes the next number when the review still sleeps on the next day', async () => {
  await claimNextExecution(fresh.store, await fresh.store.needReview(ABOUT), '2026-07-13');
  expect((await fresh.store.agenda('2026-07-14T06:30:00.000Z')).reviews).toMatchObject([{ about: ABOUT }]);
  const sleeping = await fresh.store.needReview(ABOUT);
  expect(await claimNextExecution(fresh.store, sleeping, '2026-07-14')).toBe(`${ABOUT}-2`);
});

it('claims nothing of a review that is awake', async () => {
  const asleep = await fresh.store.needReview(ABOUT);
  await fresh.store.entities.review.patch({ about: ABOUT }).set({ stage: 'team', startsOn: '2026-07-13' }).go();
  expect(await claimNextExecution(fresh.store, asleep, '2026-07-13')).toBeUndefined();
});

it('reads the number of an execution from its name', () => {
  expect([ABOUT, `${ABOUT}-2`, `${ABOUT}-13`].map((name) => executionNumber(ABOUT, name))).toEqual([1, 2, 13]);
});
