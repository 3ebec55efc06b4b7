/** Steps that are overtaken between what they read and what they write: what overtook them holds. */
import { expect, it, vi } from 'vitest';
import { openReview } from '../../lambdas/commands/open-review.ts';
import { closeReview } from '../../lambdas/feedback/close-review.ts';
import { publishReport } from '../../lambdas/publication/publish-report.ts';
import { enterStage } from '../../lambdas/questions/enter-stage.ts';
import { type Review, type Store, WriteNotPossibleNow } from '../../lambdas/store/store.ts';
import type { World } from '../report/written-review.ts';
import { useStore } from '../support/store.ts';
import { agreedReview, stepDeps } from './final.ts';

const fresh = useStore();
const AT = '2027-02-10T11:00:00.000Z';

/** Changes the review once a step has read it. */
function changeAfter(store: Store, read: 'needWholeReview' | 'needReviewAtHand', change: () => Promise<unknown>): void {
  const really = store[read].bind(store) as (about: string) => Promise<never>;
  vi.spyOn(store, read).mockImplementationOnce(async (about) => {
    const whole = await really(about);
    await change();
    return whole;
  });
}

async function change({ store, about }: World, changes: Partial<Pick<Review, 'stage' | 'turn' | 'audience'>>) {
  const { startsOn } = await store.needReview(about);
  await store.entities.review.patch({ about }).set(changes).composite({ startsOn }).go();
}

const taken = { stage: 'scheduling', turn: 2 } as const;

it('an execution that is opened as its review is postponed goes on where that took it', async () => {
  const world = await agreedReview(fresh.store);
  const { store, about } = world;
  changeAfter(store, 'needWholeReview', () => change(world, taken));
  expect(await openReview({ about, execution: about, at: AT }, world)).toMatchObject(taken);
  expect(await store.needReview(about)).toMatchObject(taken);
});

it('a question of before, asked as its review is postponed, does not take it on to its stage', async () => {
  const world = await agreedReview(fresh.store);
  const { store, about } = world;
  const before = await store.needReview(about);
  await change(world, taken);
  expect(await store.write(enterStage(store, before, 'publication', AT))).toMatchObject({ written: false });
  expect(await store.needReview(about)).toMatchObject(taken);
});

it('a report is not published for fewer than its head has chosen meanwhile', async () => {
  const world = await agreedReview(fresh.store);
  const { store, about } = world;
  const publish = () => publishReport({ about, turn: 1, at: AT }, stepDeps(world));
  changeAfter(store, 'needReviewAtHand', () => change(world, { audience: 'public' }));
  await expect(publish()).rejects.toThrow(WriteNotPossibleNow);
  await publish();
  expect(await store.needReview(about)).toMatchObject({ status: 'published', audience: 'public' });
});

it('a report is not published of a review that was taken back meanwhile', async () => {
  const world = await agreedReview(fresh.store);
  const { store, about } = world;
  changeAfter(store, 'needReviewAtHand', () => change(world, taken));
  await expect(publishReport({ about, turn: 1, at: AT }, stepDeps(world))).rejects.toThrow(WriteNotPossibleNow);
  const review = await store.needReview(about);
  expect([review.stage, review.publishedAt]).toEqual(['scheduling', undefined]);
});

it('a review that is taken back as it is closed stays open, and nobody gets a record', async () => {
  const world = await agreedReview(fresh.store);
  const { store, about } = world;
  await publishReport({ about, turn: 1, at: AT }, stepDeps(world));
  const really = store.write.bind(store);
  vi.spyOn(store, 'write').mockImplementation(async (items) => {
    if ((await store.needReview(about)).turn === 1) await change(world, { stage: 'visit', turn: 2 });
    return really(items);
  });
  const sent = vi.fn();
  const close = () =>
    closeReview(
      { about, turn: 1, at: AT },
      { store, mailer: { send: sent } as never, portalOrigin: 'https://portal.example' },
    );
  await expect(close()).rejects.toThrow(WriteNotPossibleNow);
  await expect(close()).rejects.toThrow(WriteNotPossibleNow);
  expect(await store.needReview(about)).toMatchObject({ stage: 'visit', turn: 2 });
  expect(sent).not.toHaveBeenCalled();
});
