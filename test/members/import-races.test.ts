/** What somebody else changes while an import runs: it is neither lost nor written over. */
import { expect, test } from 'vitest';
import { bringRow, RowKeepsChanging } from '../../lambdas/members/bring-row.ts';
import { readGias } from '../../lambdas/members/gias.ts';
import { carryOut, type ImportOptions, importMembers, prepareImport } from '../../lambdas/members/import-members.ts';
import type { MembersToImport } from '../../lambdas/members/known-members.ts';
import type { PersonRecord } from '../../lambdas/members/people-records.ts';
import type { Person, Store } from '../../lambdas/store/store.ts';
import { useStore } from '../support/store.ts';
import { register } from './register.ts';

const fresh = useStore();
const { schools } = readGias(register([{}]));
const jo: PersonRecord = {
  ...{
    id: 'person-1',
    name: 'Jo Fenn',
    email: 'jo@birch.example',
    member: '900101',
    pool: 'reviewers',
    reviewsDone: 4,
  },
  training: [{ programme: 'QAR', from: '2025-09-01', until: '2028-08-31' }],
};

/** An import during which something else happens: after all of its reading, and before its first write. */
async function meanwhile(toImport: MembersToImport, happens: () => Promise<unknown>, options: ImportOptions = {}) {
  const prepared = await prepareImport(fresh.store, toImport);
  await happens();
  return carryOut(fresh.store, prepared, options);
}

test('a mark, a count and a session of training that came meanwhile stay', async () => {
  const { store } = fresh;
  await importMembers(store, { schools, people: [jo] });
  const since = { programme: 'QAR' as const, from: '2026-11-05', until: '2028-11-05' };
  const mark = { mail: 'bounces' as const, mailSince: '2026-11-06T09:00:00.000Z' };
  const changed = { ...mark, reviewsDone: 7, training: [since], maxDistanceKm: 30 };
  const report = await meanwhile({ people: [{ ...jo, name: 'Jo Fenn-Hale', reviewsDone: 6 }] }, () =>
    store.entities.person.patch({ person: 'person-1' }).set(changed).go(),
  );
  expect(report.people).toEqual({ created: 0, updated: 1, unchanged: 0 });
  expect(await store.needPerson('person-1')).toMatchObject({
    ...{ name: 'Jo Fenn-Hale', ...mark, reviewsDone: 7, training: [since], maxDistanceKm: 30 },
  });
});

test('a mark that came since the import looked is not lifted, the one that it saw is', async () => {
  const { store } = fresh;
  await importMembers(store, { schools, people: [jo] });
  const person = store.entities.person.patch({ person: 'person-1' });
  await person.set({ mail: 'bounces', mailSince: '2026-11-01T09:00:00.000Z' }).go();
  const later = { mail: 'wrong-person' as const, mailSince: '2026-11-06T09:00:00.000Z' };
  await meanwhile({ people: [jo] }, () => store.entities.person.patch({ person: 'person-1' }).set(later).go());
  expect(await store.needPerson('person-1')).toMatchObject(later);
});

test('a standing and term breaks that came meanwhile stay', async () => {
  const { store } = fresh;
  await importMembers(store, { schools });
  const termBreaks = [{ from: '2026-10-19', to: '2026-10-23', reason: 'Autumn half-term' }];
  await meanwhile({ schools: schools.map((school) => ({ ...school, name: 'Hill View School' })) }, () =>
    store.entities.member.patch({ member: '900101' }).set({ standing: 'lapsed', termBreaks }).go(),
  );
  expect(await store.member('900101')).toMatchObject({ name: 'Hill View School', standing: 'lapsed', termBreaks });
});

test('a newcomer who registers while an import creates the same school keeps what they wrote', async () => {
  const { store } = fresh;
  const newcomer = { member: '900101', kind: 'school' as const, name: 'Hill View', head: 'contact-1' };
  const report = await meanwhile({ schools }, () =>
    store.entities.member.create({ ...newcomer, standing: 'interested' }).go(),
  );
  expect(report.schools).toEqual({ created: 0, updated: 1, unchanged: 0 });
  expect(await store.member('900101')).toMatchObject({
    ...{ standing: 'interested', head: 'contact-1', name: 'Hill View Primary School', phase: 'primary' },
  });
});

test('a membership that is opened meanwhile stays as it is', async () => {
  const { store } = fresh;
  const opened = { member: '900101', year: '2025', kind: 'newcomer' as const, status: 'invited' as const };
  const at = '2025-09-01T08:00:00.000Z';
  const open = () => store.entities.membership.create({ ...opened, openedAt: at }).go();
  expect((await meanwhile({ schools }, open, { memberOf: { year: '2025', at } })).memberships).toBe(0);
  expect(await store.membership('900101', '2025')).toMatchObject({ kind: 'newcomer', status: 'invited' });
});

test('two imports at the same time leave what both say', async () => {
  const { store } = fresh;
  await importMembers(store, { schools, people: [jo] });
  await Promise.all([
    importMembers(store, { people: [{ ...jo, maxDistanceKm: 40 }] }),
    importMembers(store, { people: [{ ...jo, jobTitle: 'Head' }] }),
    importMembers(store, { schools: schools.map((school) => ({ ...school, pupils: 300 })) }),
  ]);
  expect(await store.needPerson('person-1')).toMatchObject({ maxDistanceKm: 40, jobTitle: 'Head' });
  expect((await store.member('900101'))?.pupils).toBe(300);
});

test('a row that changes each time is given up on, with a sentence', async () => {
  const row = { person: 'person-1', name: 'Jo Fenn', email: 'jo@birch.example' };
  const refused = Object.assign(new Error('refused'), { name: 'ConditionalCheckFailedException' });
  const lost = { set: () => lost, remove: () => lost, where: () => lost, go: () => Promise.reject(refused) };
  const restless = { get: () => ({ go: () => Promise.resolve({ data: row }) }), patch: () => lost };
  const over = (now: Person | undefined): Person => ({ ...(now ?? row), name: 'Jo Fenn-Hale' });
  await expect(
    bringRow({ rows: { person: restless } } as unknown as Store, { kind: 'person', id: 'person-1', before: row, over }),
  ).rejects.toThrow(new RowKeepsChanging("The person 'person-1' changed 6 times during the import; start it again."));
});
