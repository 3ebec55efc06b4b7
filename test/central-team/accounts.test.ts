import { describe, expect, test } from 'vitest';
import { accountsOf, hasAccounts, membersWithoutReview } from '../../lambdas/central-team/accounts.ts';
import { accountsSection } from '../../lambdas/central-team/accounts-section.ts';
import { digestOf, isEmpty, ofHub } from '../../lambdas/central-team/digest.ts';
import type { Reader } from '../../lambdas/central-team/digest-lists.ts';
import type { Ledger } from '../../lambdas/store/store.ts';
import { byId, MONDAY, member, network, review, weekAt } from './digest-network.ts';

const year = { year: '2026', starts: '2026-09-01', ends: '2027-07-31' };
const ledger = (id: string, changes: Partial<Ledger> = {}): Ledger => ({
  member: id,
  year: '2026',
  owed: 3,
  ...changes,
});
const NORTH: Reader = { hub: { id: 'hub-north', name: 'Kestrel Hub' } };
const CENTRAL: Reader = { hub: undefined };

/** On 2 May 2027, when 243 of the year's 333 days are over: of three places two are expected. */
const accounts = (...ledgers: Ledger[]) =>
  accountsOf(ledgers, {
    years: [year],
    reviews: [
      review('100001', { hostName: 'Oak School' }),
      review('100002', { hostName: 'Ash School', hub: 'hub-east' }),
    ],
    members: byId(member('100003', { name: 'Elm School' })),
    today: '2027-05-02',
  });

test('accounts are told of while the year lasts', () => {
  expect(['2026-08-31', '2026-09-01', '2027-07-31', '2027-08-01'].map((day) => hasAccounts(year, day))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('names and hubs come from the reviews, and from the members’ rows where there is none', () => {
  const ledgers = [
    ledger('100001'),
    ledger('100003'),
    ledger('100004'),
    { member: '100005', year: '2026', offered: 1 },
  ];
  expect(membersWithoutReview(ledgers, [review('100001')])).toEqual(['100003', '100004']);
  expect(accounts(...ledgers).map(({ name, hub, expected }) => [name, hub, expected])).toEqual([
    ['Oak School', 'hub-north', 2],
    ['Elm School', 'hub-north', 2],
  ]);
});

describe('the section', () => {
  const all = accounts(
    ledger('100001', { accepted: 2, done: 1, offered: 3, failed: 1 }),
    ledger('100002', { accepted: 0 }),
    ledger('100003', { carried: 1, accepted: 1, offered: 1 }),
  );

  test('names to a hub’s manager who is behind or could not keep a place, the farthest behind first', () => {
    expect(
      accountsSection(
        all.filter(({ hub }) => hub === 'hub-north'),
        NORTH,
      ),
    ).toEqual({
      title: 'Places on reviews of others',
      entries: [
        { text: 'Elm School: 4 owed, with 1 place from last year still to give', note: '1 accepted; asked 1 time' },
        { text: 'Oak School: 3 owed', note: '2 accepted, 1 of them done; 1 could not be kept; asked 3 times' },
        {
          text: 'All together: 7 owed, 3 accepted, 1 done, 1 could not be kept',
          note: '1 of 2 members accepted fewer than their share of the year so far',
        },
      ],
      more: 0,
    });
  });

  test('has the sums alone for the central team', () => {
    expect(accountsSection(all, CENTRAL).entries).toEqual([
      {
        text: 'All together: 10 owed, 3 accepted, 1 done, 1 could not be kept',
        note: '2 of 3 members accepted fewer than their share of the year so far',
      },
    ]);
  });

  test('is not there before anything is reckoned', () => {
    expect(accountsSection([], NORTH).entries).toEqual([]);
  });

  test('is about a hub’s own schools, and no reason to write', () => {
    const week = weekAt(MONDAY);
    const seen = ofHub(network({ accounts: all }), 'hub-east');
    expect(seen.accounts.map(({ name }) => name)).toEqual(['Ash School']);
    expect(isEmpty(digestOf(seen, week))).toBe(true);
  });
});
