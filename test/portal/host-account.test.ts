import { expect, test } from 'vitest';
import { readHostAccount } from '../../lambdas/portal/host-account.ts';
import type { Placement } from '../../lambdas/store/store.ts';
import { useStore } from '../support/store.ts';
import { AT, HOST, reviewer, reviewRow, writeNetwork } from '../team/network.ts';

const fresh = useStore();

const placement = (person: string, status: Placement['status'], day1: string, changes: Partial<Placement> = {}) =>
  fresh.store.rows.placement
    .put({
      ...{
        about: `qar-2026-${day1}`,
        turn: 1,
        seat: 'seat-1',
        person,
        personName: `Name of ${person}`,
        kind: 'reviewer',
      },
      ...{ status, organisation: HOST, host: '910001', year: '2026', day1, invitedAt: AT, ...changes },
    })
    .commit();

test('says what the host’s own people owe, have accepted and done, in the order of the visits', async () => {
  const { store } = fresh;
  await writeNetwork(store, [reviewer(1)]);
  await store.write([
    store.rows.ledger
      .put({ member: HOST, year: '2026', owed: 3, carried: 1, offered: 5, accepted: 2, done: 1, failed: 1 })
      .commit(),
    placement('deputy-2', 'accepted', '2027-02-02'),
    placement('deputy-1', 'done', '2026-11-10'),
    placement('deputy-3', 'planned', '2027-03-02'),
    placement('deputy-4', 'declined', '2027-03-09'),
    placement('lead-1', 'accepted', '2027-03-16', { kind: 'lead' }),
  ]);

  expect(await readHostAccount(store, reviewRow())).toEqual({
    year: '2026 to 2027',
    owed: '4, with 1 place from last year still to give',
    given: '2 accepted, 1 of them done; 1 could not be kept',
    leader: 'head-1',
    places: [
      { label: 'Name of deputy-1', value: 'School 910001, Tuesday 10 to Thursday 12 November 2026: done' },
      { label: 'Name of deputy-2', value: 'School 910001, Tuesday 2 to Thursday 4 February 2027: accepted' },
    ],
  });
});

test('of a host for which nothing is on record yet it says the setting', async () => {
  await writeNetwork(fresh.store, []);
  expect(await readHostAccount(fresh.store, reviewRow())).toMatchObject({
    owed: '3',
    given: '0 accepted',
    places: [],
  });
});

test('of a review that goes on at the school that followed it is of both, and of who leads that one', async () => {
  const { store } = fresh;
  await writeNetwork(store, [reviewer(1)]);
  const academy = '900888';
  await store.entities.member
    .put({ member: academy, kind: 'school', name: 'Hill View Academy', standing: 'member', head: 'head-2' })
    .go();
  await store.write([
    store.rows.ledger.put({ member: HOST, year: '2026', owed: 3, carried: 1, accepted: 1, done: 1 }).commit(),
    store.rows.ledger.put({ member: academy, year: '2026', offered: 1, accepted: 1 }).commit(),
    placement('deputy-1', 'done', '2026-11-10'),
    placement('deputy-2', 'accepted', '2027-02-02', { organisation: academy }),
  ]);
  expect(await readHostAccount(store, { ...reviewRow(), goesOnAt: academy })).toMatchObject({
    owed: '4, with 1 place from last year still to give',
    given: '2 accepted, 1 of them done',
    leader: 'head-2',
    places: [{ label: 'Name of deputy-1' }, { label: 'Name of deputy-2' }],
  });
});
