import { describe, expect, test } from 'vitest';
import {
  ListMembersToRenewInput,
  listMembersToRenew,
  NoYearToRenew,
} from '../../lambdas/renewal/list-members-to-renew.ts';
import type { Membership } from '../../lambdas/store/store.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();

const addYear = (year: string, renewalOpens: string) =>
  fresh.store.entities.partnershipYear
    .put({ year, starts: `${year}-09-01`, ends: `${Number(year) + 1}-07-31`, renewalOpens, termBreaks: [] })
    .go();

const addMembership = (member: string, year: string, status: Membership['status']) =>
  fresh.store.entities.membership
    .put({ member, year, status, kind: 'renewal', openedAt: '2025-02-03T09:00:00.000Z' })
    .go();

const list = (scheduledAt: string, after?: string, most?: number) =>
  listMembersToRenew({ scheduledAt, after, most }, { store: fresh.store });

describe('the year that is renewed', () => {
  test('is the one whose renewal opens nearest to the day, in the same calendar year', async () => {
    await addYear('2026', '2026-02-02');
    await addYear('2027', '2027-02-01');

    expect((await list('2026-02-02T09:00:00.000Z')).year).toBe('2026');
    expect((await list('2027-02-01T09:00:00.000Z')).year).toBe('2027');
  });

  test('may begin in the calendar year after its renewal opens', async () => {
    await addYear('2019', '2018-09-03');

    expect((await list('2018-09-03T08:00:00.000Z')).year).toBe('2019');
  });

  test('is told in London time', async () => {
    await addYear('2027', '2027-01-01');

    // 23:30 UTC on 31 December is still that day in London, so this is the year 2026 there.
    await expect(list('2026-12-31T23:30:00.000Z')).rejects.toThrow(NoYearToRenew);
  });

  test('must be in the table: the message says what to add', async () => {
    await addYear('2027', '2027-02-01');

    await expect(list('2028-02-01T09:00:00.000Z')).rejects.toThrow(
      /No partnership year opens its renewal in 2028\. Add lambdas\/settings\/years\/YEAR\/year\.json/,
    );
  });
});

test('those are listed who signed for the year before, and nobody else', async () => {
  await addYear('2026', '2026-02-02');
  await addMembership('100183', '2025', 'signed');
  await addMembership('trust-12', '2025', 'signed');
  await addMembership('100035', '2025', 'declined');
  await addMembership('100051', '2024', 'signed');

  expect(await list('2026-02-02T09:00:00.000Z')).toEqual({ year: '2026', members: ['100183', 'trust-12'], next: null });
});

test('a page goes on behind the one before it, and says where the next begins', async () => {
  await addYear('2026', '2026-02-02');
  const members = ['100001', '100002', '100003', '100004', 'trust-1'];
  await Promise.all(members.map((member) => addMembership(member, '2025', 'signed')));
  const pages: (readonly string[])[] = [];
  let next: string | null | undefined;
  do {
    const page = await list('2026-02-02T09:00:00.000Z', next ?? undefined, 2);
    pages.push(page.members);
    next = page.next;
  } while (next !== null);

  expect(pages).toEqual([['100001', '100002'], ['100003', '100004'], ['trust-1']]);
});

test('after a last page that is full comes one without members', async () => {
  await addYear('2026', '2026-02-02');
  await addMembership('100183', '2025', 'signed');

  const only = await list('2026-02-02T09:00:00.000Z', undefined, 1);
  expect(only).toMatchObject({ members: ['100183'], next: '100183' });
  expect(await list('2026-02-02T09:00:00.000Z', '100183', 1)).toMatchObject({ members: [], next: null });
});

test('all members come at once, also for a machine of an earlier release that asks for a page', async () => {
  await addYear('2026', '2026-02-02');
  const members = Array.from({ length: 95 }, (_, index) => String(100_000 + index));
  await Promise.all(members.map((member) => addMembership(member, '2025', 'signed')));

  const all = { year: '2026', members, next: null };
  expect(await list('2026-02-02T09:00:00.000Z')).toEqual(all);
  expect(await list('2026-02-02T09:00:00.000Z', 'the next page')).toEqual(all);
});

test('the step refuses an input without an instant', () => {
  expect(ListMembersToRenewInput.safeParse({ scheduledAt: 'soon' }).success).toBe(false);
  expect(ListMembersToRenewInput.safeParse({ scheduledAt: '2026-02-02T09:00:00Z' }).success).toBe(true);
  expect(ListMembersToRenewInput.safeParse({ scheduledAt: '2026-02-02T09:00:00Z', most: 0 }).success).toBe(false);
});

test('nobody is asked for a school that has closed; whoever followed it is asked in its place, once', async () => {
  await addYear('2026', '2026-02-02');
  const { member } = fresh.store.entities;
  const school = (urn: string, changes: { standing: 'member' | 'closed' | 'interested'; successor?: string }) =>
    member.put({ member: urn, kind: 'school', name: urn, ...changes }).go();
  await school('900001', { standing: 'member' });
  await school('900011', { standing: 'closed' });
  await school('900021', { standing: 'closed', successor: '900023' });
  await school('900022', { standing: 'closed', successor: '900023' });
  await school('900023', { standing: 'closed', successor: '900024' });
  await school('900024', { standing: 'member' });
  await school('900031', { standing: 'closed', successor: '900032' });
  await school('900032', { standing: 'interested' });
  await school('900041', { standing: 'closed', successor: '900042' });
  for (const urn of ['900001', '900011', '900021', '900022', '900024', '900031', '900041']) {
    await addMembership(urn, '2025', 'signed');
  }

  expect((await list('2026-02-02T09:00:00.000Z')).members).toEqual(['900001', '900024']);
});

test('nobody is asked for schools of which each has closed, in a circle, in a long chain, or as its own successor', async () => {
  await addYear('2026', '2026-02-02');
  const followedBy: Readonly<Record<string, string>> = {
    ...{ '900001': '900002', '900002': '900003', '900003': '900001' },
    ...{ '900011': '900012', '900012': '900013', '900013': '900014', '900014': '900015', '900015': '900016' },
    '900021': '900021',
  };
  for (const [urn, successor] of Object.entries(followedBy)) {
    await fresh.store.entities.member
      .put({ member: urn, kind: 'school', name: urn, standing: 'closed', successor })
      .go();
    await addMembership(urn, '2025', 'signed');
  }

  expect((await list('2026-02-02T09:00:00.000Z')).members).toEqual([]);
});
