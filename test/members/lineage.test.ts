import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { notKnownOf, trustOf } from '../../lambdas/members/belonging.ts';
import {
  balancesOf,
  familyOf,
  memberToday,
  readLineage,
  reviewsOf,
  withPredecessors,
} from '../../lambdas/members/lineage.ts';
import type { Member, Review } from '../../lambdas/store/store.ts';

const school = (member: string, changes: Partial<Member> = {}): Member => ({
  member,
  kind: 'school',
  name: member,
  standing: 'member',
  ...changes,
});
const closed = (member: string, successor?: string): Member =>
  school(member, { standing: 'closed', ...(successor !== undefined && { successor }) });
const tableOf = (...rows: readonly Member[]) => {
  const byId = new Map(rows.map((row) => [row.member, row]));
  const reads: string[] = [];
  return {
    reads,
    member: async (id: string) => {
      reads.push(id);
      return byId.get(id);
    },
  };
};

test('the balance of a school that was split is nobody’s, and that of one that was followed by one is its successor’s', async () => {
  const table = tableOf(
    closed('split'),
    closed('a', 'c'),
    school('c', { predecessors: ['a', 'split'] }),
    school('d', { predecessors: ['split'] }),
  );
  const lineage = await readLineage(table, ['c', 'd']);
  expect(balancesOf(lineage, 'c')).toEqual(['c', 'a']);
  expect(balancesOf(lineage, 'd')).toEqual(['d']);
  expect(withPredecessors(lineage, 'd')).toEqual(['d', 'split']);
});

test('two schools that were merged into one that then became an academy are one', async () => {
  const table = tableOf(
    closed('a', 'm'),
    closed('b', 'm'),
    school('m', { standing: 'closed', predecessors: ['a', 'b'], successor: 'c' }),
    school('c', { predecessors: ['m'] }),
  );
  const lineage = await readLineage(table, ['a']);
  expect(memberToday(lineage, 'a')?.member).toBe('c');
  expect(withPredecessors(lineage, 'c')).toEqual(['c', 'm', 'a', 'b']);
  expect(familyOf(lineage, 'b')).toEqual(new Set(['b', 'c', 'm', 'a']));
});

test('the two schools of which one was split are two', async () => {
  const table = tableOf(closed('a'), school('x', { predecessors: ['a'] }), school('y', { predecessors: ['a'] }));
  const lineage = await readLineage(table, ['x', 'y']);
  expect(familyOf(lineage, 'x')).toEqual(new Set(['x', 'a']));
  expect(familyOf(lineage, 'y')).toEqual(new Set(['y', 'a']));
});

test('a school that is open is itself, whatever the links say of it, and is read once', async () => {
  const table = tableOf(school('a', { successor: 'b' }), school('b', { predecessors: ['a'] }), school('c'));
  const lineage = await readLineage(table, ['a', 'c']);
  expect(memberToday(lineage, 'a')?.member).toBe('a');
  expect(memberToday(lineage, 'gone')).toBeUndefined();
  expect(table.reads.toSorted()).toEqual(['a', 'b', 'c']);
});

test('whoever followed and is no member of ours stands for nobody', async () => {
  const lineage = await readLineage(tableOf(closed('a', 'elsewhere')), ['a']);
  expect(memberToday(lineage, 'a')?.member).toBe('a');
});

test('ends whatever circles the rows are in', async () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const row = fc.record({ id, successor: fc.option(id, { nil: undefined }), predecessors: fc.array(id) });
  await fc.assert(
    fc.asyncProperty(fc.array(row), id, async (rows, of) => {
      const table = tableOf(
        ...rows.map((one) => ({ ...closed(one.id, one.successor), predecessors: one.predecessors })),
      );
      const lineage = await readLineage(table, [of]);
      expect(new Set(table.reads).size).toBe(table.reads.length);
      expect(familyOf(lineage, of).has(of)).toBe(true);
      memberToday(lineage, of);
    }),
  );
});

test('a school that the register brought belongs to none, and one that came by the form for newcomers to nobody knows which', () => {
  expect(notKnownOf(school('a', { easting: 450_000 }))).toEqual([]);
  expect(notKnownOf(school('a'))).toEqual(['trust', 'hub']);
  expect(notKnownOf(school('a', { trust: 'trust-1' }))).toEqual(['hub']);
  expect(notKnownOf(school('a', { easting: 450_000, notKnown: ['hub'] }))).toEqual(['hub']);
  expect(notKnownOf(school('a', { notKnown: [] }))).toEqual([]);
  expect(notKnownOf(school('a', { notKnown: ['hub'], hub: 'hub-1' }))).toEqual([]);
  expect(notKnownOf(school('trust-1', { kind: 'trust' }))).toEqual(['hub']);
  expect(trustOf(school('trust-1', { kind: 'trust' }))).toBe('trust-1');
});

test('the history of a school that is open again is its own, and a review that has gone on meanwhile its successor’s', async () => {
  const review = (about: string, host: string, more: Partial<Review> = {}) =>
    ({ about, host, year: about.slice(4, 8), ...more }) as Review;
  const reviews = [review('qar-2025-a', 'a'), review('qar-2026-a', 'a', { goesOnAt: 'b' }), review('qar-2026-b', 'b')];
  const of = async (member: string, standing: 'closed' | 'member') => {
    const table = tableOf(school('a', { standing, successor: 'b' }), school('b', { predecessors: ['a'] }));
    const reviewsOfHost = async (host: string) => reviews.filter((one) => one.host === host);
    return (await reviewsOf({ ...table, reviewsOfHost }, member)).map(({ about }) => about);
  };
  expect(await of('b', 'closed')).toEqual(['qar-2025-a', 'qar-2026-a', 'qar-2026-b']);
  expect(await of('b', 'member')).toEqual(['qar-2026-a', 'qar-2026-b']);
  expect(await of('a', 'member')).toEqual(['qar-2025-a', 'qar-2026-a']);
});
