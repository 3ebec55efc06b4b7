import { beforeEach, expect, test } from 'vitest';
import { ReckonLedgersInput, reckonLedgers } from '../../lambdas/renewal/reckon-ledgers.ts';
import { ledgersOfYear } from '../../lambdas/store/ledger-reads.ts';
import type { Ledger, Review } from '../../lambdas/store/store.ts';
import { putSettings } from '../support/settings.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const at = '2026-11-24T07:00:00.000Z';
const reckon = (year = '2026') => reckonLedgers(ReckonLedgersInput.parse({ year, at }), { store: fresh.store });

const sign = (member: string, year = '2026', status: 'signed' | 'declined' = 'signed') =>
  fresh.store.entities.membership
    .put({ member, year, status, kind: 'renewal', openedAt: '2026-02-02T09:00:00.000Z' })
    .go();

const review = (host: string, changes: Partial<Review> = {}) =>
  fresh.store.entities.review
    .put({
      about: `qar-2026-${host}`,
      programme: 'QAR',
      year: '2026',
      settingsVersion: '001',
      host,
      hostKind: 'school',
      hostName: `School ${host}`,
      phase: 'primary',
      stage: 'planned',
      status: 'planned',
      week: '2027-01-11',
      startsOn: '2026-07-13',
      turn: 1,
      executions: 0,
      ...changes,
    })
    .go();

const ledger = (row: Ledger) => fresh.store.entities.ledger.put(row).go();
const owes = async (member: string) => {
  const { owed, carried } = (await fresh.store.ledger(member, '2026')) ?? {};
  return { owed, carried };
};

beforeEach(() => putSettings(fresh.store));

test('each school owes its share of the year’s seats, rounded up', async () => {
  await Promise.all(['100001', '100002'].map((member) => sign(member)));
  await sign('100003', '2026', 'declined');
  await review('100001', { size: 4 });
  await review('100002');
  await review('100003', { size: 5, status: 'cancelled' });

  // A primary without a size yet has three: 7 seats, 2 schools.
  expect(await reckon()).toEqual({ owed: 4 });
  expect(await owes('100001')).toEqual({ owed: 4, carried: 0 });
  expect(await owes('100002')).toEqual({ owed: 4, carried: 0 });
  expect(await fresh.store.ledger('100003', '2026')).toBeUndefined();
});

test('a team without a size yet has the one that its host calls for', async () => {
  await sign('100001');
  await fresh.store.entities.member
    .put({ member: '100001', kind: 'school', name: 'Small', standing: 'member', phase: 'primary', pupils: 60 })
    .go();
  await review('100001');

  expect(await reckon()).toEqual({ owed: 2 });
});

test('before anything is known it is the setting’s default', async () => {
  expect(await reckon()).toEqual({ owed: 3 });
  await sign('100001');
  expect(await reckon()).toEqual({ owed: 3 });
  expect(await owes('100001')).toEqual({ owed: 3, carried: 0 });
});

test('what was left of the year before goes over, also for a trust, and counts are not touched', async () => {
  await Promise.all(['100001', '100002', 'trust-12'].map((member) => sign(member)));
  await ledger({ member: '100001', year: '2025', owed: 3, accepted: 1 });
  await ledger({ member: '100002', year: '2025', owed: 3, carried: 1, accepted: 6 });
  await ledger({ member: 'trust-12', year: '2025', owed: 3, accepted: 2 });
  await ledger({ member: '100001', year: '2026', owed: 9, offered: 5, accepted: 4, done: 2, failed: 1 });
  await review('100001', { size: 4 });

  expect(await reckon()).toEqual({ owed: 2 });
  expect(await fresh.store.ledger('100001', '2026')).toEqual({
    ...{ member: '100001', year: '2026', owed: 2, carried: 2 },
    ...{ offered: 5, accepted: 4, done: 2, failed: 1 },
  });
  expect(await owes('100002')).toEqual({ owed: 2, carried: -2 });
  expect(await owes('trust-12')).toEqual({ owed: 3, carried: 1 });
});

test('run again it corrects what has changed since, doubles nothing and writes nothing else', async () => {
  await sign('100001');
  await ledger({ member: '100001', year: '2025', owed: 3, accepted: 1 });
  await reckon();
  await reckon();
  expect(await owes('100001')).toEqual({ owed: 3, carried: 2 });
  expect(await fresh.store.audit('ledgers-2026')).toHaveLength(1);

  await fresh.store.entities.ledger.patch({ member: '100001', year: '2025' }).add({ accepted: 1 }).go();
  await reckonLedgers({ year: '2026', at: '2027-01-05T07:00:00.000Z' }, { store: fresh.store });
  expect(await owes('100001')).toEqual({ owed: 3, carried: 1 });
  expect((await fresh.store.audit('ledgers-2026')).map(({ what }) => what)).toEqual([
    'reckoned 3 places for each school; seats 0, schools 1, ledgers changed 1',
    'reckoned 3 places for each school; seats 0, schools 1, ledgers changed 1',
  ]);
});

test('more members than a transaction takes are all written, and found by their year', async () => {
  const members = Array.from({ length: 230 }, (_, index) => String(100_000 + index));
  for (let from = 0; from < members.length; from += 90) {
    await fresh.store.write(
      members
        .slice(from, from + 90)
        .map((member) =>
          fresh.store.rows.membership
            .put({ member, year: '2026', status: 'signed', kind: 'renewal', openedAt: '2026-02-02T09:00:00.000Z' })
            .commit(),
        ),
    );
  }
  await reckon();

  const ledgers = await ledgersOfYear(fresh.store, '2026');
  expect(ledgers).toHaveLength(230);
  expect(new Set(ledgers.map(({ owed }) => owed))).toEqual(new Set([3]));
});

test('a ledger that began with an offer is found by its year too', async () => {
  await fresh.store.write([
    fresh.store.rows.ledger.upsert({ member: '100009', year: '2026' }).add({ offered: 1 }).commit(),
  ]);
  expect(await ledgersOfYear(fresh.store, '2026')).toEqual([{ member: '100009', year: '2026', offered: 1 }]);
});

test('who took the place of others takes over what all of them left, and the schools of a split nothing', async () => {
  const { member } = fresh.store.entities;
  const school = { kind: 'school', standing: 'member', easting: 450_000 } as const;
  await member.put({ ...school, member: '100001', name: 'A', standing: 'closed', successor: '100003' }).go();
  await member.put({ ...school, member: '100002', name: 'B', standing: 'closed', successor: '100003' }).go();
  await member.put({ ...school, member: '100003', name: 'C', predecessors: ['100001', '100002'] }).go();
  await member.put({ ...school, member: '100004', name: 'Split', standing: 'closed' }).go();
  await member.put({ ...school, member: '100005', name: 'X', predecessors: ['100004'] }).go();
  await Promise.all(['100003', '100005'].map((one) => sign(one)));
  await ledger({ member: '100001', year: '2025', owed: 3, accepted: 1 });
  await ledger({ member: '100002', year: '2025', owed: 3, accepted: 4 });
  await ledger({ member: '100003', year: '2025', accepted: 2 });
  await ledger({ member: '100004', year: '2025', owed: 3, accepted: 0 });

  await reckon();
  expect((await owes('100003')).carried).toBe(2 - 1 - 2);
  expect((await owes('100005')).carried).toBe(0);
});
