import { beforeEach, describe, expect, test } from 'vitest';
import { openSubscription, SubscriptionStep } from '../../lambdas/subscription/open-subscription.ts';
import { subscriptionClock } from '../../lambdas/subscription/subscription-clock.ts';
import { settingsOf2026 } from '../settings/settings-of-2026.ts';
import { useStore } from '../support/store.ts';
import { ABOUT, changeMember, LATER, OPENS, SCHOOL, writeWorld } from './fixture.ts';

const fresh = useStore();
beforeEach(() => writeWorld(fresh.store));

const open = (at: string = OPENS, member: string = SCHOOL) =>
  openSubscription({ member, year: '2026', at }, { store: fresh.store });

test('a member is invited to renew', async () => {
  expect(await open()).toEqual({
    about: ABOUT,
    member: SCHOOL,
    year: '2026',
    turn: 1,
    status: 'invited',
    clock: {
      admission: { due: '2026-02-16T17:00:00.000Z', expires: '2026-03-16T17:00:00.000Z' },
      agreement: { expires: '2026-09-01T08:00:00.000Z' },
    },
  });
  expect(await fresh.store.membership(SCHOOL, '2026')).toMatchObject({ kind: 'renewal', openedAt: OPENS });
  expect(await fresh.store.audit(ABOUT)).toMatchObject([{ who: 'workflow', what: 'opened the renewal' }]);
});

test('a newcomer waits to be admitted', async () => {
  await changeMember(fresh.store, { standing: 'interested' });

  expect((await open()).status).toBe('awaiting-admission');
  expect((await fresh.store.membership(SCHOOL, '2026'))?.kind).toBe('newcomer');
});

test('opening it again, even later, changes nothing', async () => {
  const first = await open();

  expect(await open(LATER)).toEqual(first);
  expect(await fresh.store.audit(ABOUT)).toHaveLength(1);
});

test('two attempts at the same moment open one subscription', async () => {
  const [one, other] = await Promise.all([open(), open()]);

  expect(one).toEqual(other);
  expect(await fresh.store.audit(ABOUT)).toHaveLength(1);
});

test('a subscription that was settled tells how it stands', async () => {
  await open();
  await fresh.store.entities.membership.patch({ member: SCHOOL, year: '2026' }).set({ status: 'signed' }).go();

  expect((await open(LATER)).status).toBe('signed');
});

test('there must be such a member and such a year', async () => {
  await expect(open(OPENS, '999999')).rejects.toThrow("There is no member '999999' in the table.");
  await expect(openSubscription({ member: SCHOOL, year: '2031', at: OPENS }, { store: fresh.store })).rejects.toThrow(
    /partnership year 2031/,
  );
  expect(SubscriptionStep.safeParse({ member: SCHOOL, year: 26, at: OPENS }).success).toBe(false);
});

describe('the clock', () => {
  const { settings } = settingsOf2026();
  const year = { starts: '2026-09-01' };

  test('lapses a renewal as the year starts, at midnight in London', () => {
    expect(subscriptionClock(OPENS, 'renewal', year, settings).agreement.expires).toBe('2026-09-01T08:00:00.000Z');
  });

  test('leaves a renewal that was opened late four weeks', () => {
    expect(subscriptionClock('2026-08-20T09:00:00.000Z', 'renewal', year, settings).agreement.expires).toBe(
      '2026-09-17T16:00:00.000Z',
    );
  });

  test('leaves a newcomer four weeks from the last day of its admission', () => {
    const clock = subscriptionClock('2026-11-02T10:00:00.000Z', 'newcomer', year, settings);

    expect(clock.admission).toEqual({ due: '2026-11-16T17:00:00.000Z', expires: '2026-12-14T17:00:00.000Z' });
    expect(clock.agreement.expires).toBe('2027-01-11T17:00:00.000Z');
  });
});
