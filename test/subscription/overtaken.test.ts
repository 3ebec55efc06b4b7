/** Opening a subscription and planning its reviews, overtaken between what they read and what they write: what overtook them holds. */
import { beforeEach, describe, expect, it } from 'vitest';
import { WriteNotPossibleNow } from '../../lambdas/store/store.ts';
import { openSubscription } from '../../lambdas/subscription/open-subscription.ts';
import { planReviews } from '../../lambdas/subscription/plan-reviews.ts';
import { overtakeWrite } from '../support/overtaken.ts';
import { useStore } from '../support/store.ts';
import { changeMember, LATER, OPENS, SCHOOL, type TestDeps, testDeps, writeWorld } from './fixture.ts';

const fresh = useStore();
let deps: TestDeps;
beforeEach(async () => {
  await writeWorld(fresh.store);
  deps = testDeps(fresh.store);
});

const put = (status: 'signed' | 'ended' | 'declined', turn?: number) =>
  fresh.store.entities.membership
    .put({
      ...{ member: SCHOOL, year: '2026', kind: 'renewal', openedAt: OPENS, status, uses: ['qar'] },
      ...(turn !== undefined && { turn }),
    })
    .go();
const plan = () => planReviews({ member: SCHOOL, year: '2026', at: LATER }, deps);
const planned = () => fresh.store.review('qar-2026-900001');

it('a subscription that another attempt has opened, and the head has answered, stays as it is', async () => {
  overtakeWrite(fresh.store, () => put('declined'));

  const opened = await openSubscription({ member: SCHOOL, year: '2026', at: LATER }, fresh);
  expect(opened.status).toBe('declined');
  expect(await fresh.store.membership(SCHOOL, '2026')).toMatchObject({ status: 'declined', openedAt: OPENS });
});

describe('reviews are not planned', () => {
  beforeEach(() => put('signed'));

  it.each([
    { what: 'of a membership that meanwhile ends', happens: () => put('ended') },
    { what: 'of a membership that meanwhile is opened again', happens: () => put('signed', 2) },
    { what: 'of a school that meanwhile closes', happens: () => changeMember(fresh.store, { standing: 'closed' }) },
    {
      what: 'with the hub that the school has meanwhile left',
      happens: () => changeMember(fresh.store, { hub: 'hub-2' }),
    },
    { what: 'with the trust that it meanwhile joins', happens: () => changeMember(fresh.store, { trust: 'trust-9' }) },
  ])('$what', async ({ happens }) => {
    overtakeWrite(fresh.store, happens);
    // The thanks may be there already: the step tries without, and is refused alike.
    await expect(plan()).rejects.toThrow(WriteNotPossibleNow);
    expect(await planned()).toBeUndefined();
    expect(await fresh.store.ledger(SCHOOL, '2026')).toBeUndefined();
    expect(deps.notices).toEqual([]);
  });

  it('over what the school owes, where the ledgers of the year are meanwhile reckoned', async () => {
    const reckoned = { owed: 5, carried: -1 };
    overtakeWrite(fresh.store, () =>
      fresh.store.entities.ledger.upsert({ member: SCHOOL, year: '2026' }).set(reckoned).go(),
    );

    await expect(plan()).rejects.toThrow(WriteNotPossibleNow);
    await plan();
    expect(await fresh.store.ledger(SCHOOL, '2026')).toMatchObject(reckoned);
    expect(await planned()).toMatchObject({ status: 'planned' });
  });

  it('twice, where another attempt is faster', async () => {
    overtakeWrite(fresh.store, () => planReviews({ member: SCHOOL, year: '2026', at: LATER }, testDeps(fresh.store)));

    await expect(plan()).rejects.toThrow(WriteNotPossibleNow);
    expect(await planned()).toMatchObject({ status: 'planned', turn: 1 });
  });
});
