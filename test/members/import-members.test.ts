import { describe, expect, test } from 'vitest';
import { readGias } from '../../lambdas/members/gias.ts';
import { importMembers } from '../../lambdas/members/import-members.ts';
import type { Hub, PersonRecord, Trust } from '../../lambdas/members/people-records.ts';
import { membershipsOf } from '../../lambdas/store/week-reads.ts';
import { inventPeople } from '../../local/sample/invent-people.ts';
import { useStore } from '../support/store.ts';
import { register } from './register.ts';

const fresh = useStore();

const schools = readGias(
  register([{}, { EstablishmentName: 'Mill Lane Academy', 'TypeOfEstablishment (name)': 'Academy Converter' }, {}]),
).schools;
const trust: Trust = { id: 'trust-1', name: 'Rowan Learning Trust', schools: ['900102'], hub: 'hub-1' };
const hub: Hub = { id: 'hub-1', name: 'Kestrel Hub', schools: ['900101', '900102'], manager: 'person-2' };
const head: PersonRecord = {
  id: 'person-1',
  name: 'Jo Fenn',
  email: 'jo.fenn@mill-lane.example',
  member: '900102',
  isHead: true,
  pool: 'reviewers',
  training: [{ programme: 'QAR', from: '2025-09-01', until: '2028-08-31' }],
  reviewsDone: 4,
};
const manager: PersonRecord = { id: 'person-2', name: 'Ruth Bell', email: 'ruth.bell@hubs.example' };
const everything = { schools, trusts: [trust], hubs: [hub], people: [head, manager] };
const nothing = { created: 0, updated: 0, unchanged: 0 };

describe('an import', () => {
  test('writes schools, trusts, hubs and people, and who belongs to whom', async () => {
    const { store } = fresh;
    expect(await importMembers(store, everything)).toEqual({
      schools: { ...nothing, created: 3 },
      trusts: { ...nothing, created: 1 },
      hubs: { ...nothing, created: 1 },
      people: { ...nothing, created: 2 },
      memberships: 0,
      changes: ['900101', '900102', '900103', 'trust-1', 'hub-1', 'person-1', 'person-2'].map((id) =>
        expect.objectContaining({ kind: 'new', id }),
      ),
      refused: [],
    });
    expect(await store.member('900102')).toMatchObject({
      ...{ kind: 'school', name: 'Mill Lane Academy', phase: 'primary', standing: 'member', easting: 452000 },
      ...{ hub: 'hub-1', trust: 'trust-1', head: 'person-1' },
    });
    expect(await store.member('trust-1')).toMatchObject({
      kind: 'trust',
      hub: 'hub-1',
      easting: 452000,
      northing: 331000,
    });
    expect(await store.hub('hub-1')).toEqual({ hub: 'hub-1', name: 'Kestrel Hub', manager: 'person-2' });
    expect(await store.person('person-1')).toMatchObject({
      ...{ member: '900102', hub: 'hub-1', trust: 'trust-1', phase: 'primary', easting: 452000, reviewsDone: 4 },
    });
    expect((await store.membersOfHub('hub-1')).map(({ member }) => member)).toEqual(['900101', '900102', 'trust-1']);
    expect((await store.membersOfTrust('trust-1')).map(({ member }) => member)).toEqual(['900102']);
    expect((await store.pool('reviewers')).map(({ person }) => person)).toEqual(['person-1']);
    expect(await store.member('900103')).not.toHaveProperty('hub');
  });

  test('done again changes nothing', async () => {
    await importMembers(fresh.store, everything);
    expect(await importMembers(fresh.store, everything)).toMatchObject({
      schools: { ...nothing, unchanged: 3 },
      trusts: { ...nothing, unchanged: 1 },
      hubs: { ...nothing, unchanged: 1 },
      people: { ...nothing, unchanged: 2 },
    });
  });

  test('updates what has changed and nothing else', async () => {
    await importMembers(fresh.store, everything);
    const renamed = schools.map((school) =>
      school.urn === '900101' ? { ...school, name: 'Hill View School' } : school,
    );
    const report = await importMembers(fresh.store, { ...everything, schools: renamed });
    expect(report.schools).toEqual({ created: 0, updated: 1, unchanged: 2 });
    expect((await fresh.store.member('900101'))?.name).toBe('Hill View School');
  });

  test('leaves alone what the files do not say', async () => {
    const { store } = fresh;
    await importMembers(store, everything);
    const termBreaks = [{ from: '2026-10-19', to: '2026-10-23', reason: 'Autumn half-term' }];
    await store.entities.member.patch({ member: '900102' }).set({ termBreaks, standing: 'lapsed' }).go();
    await store.entities.person
      .patch({ person: 'person-1' })
      .set({ reviewsDone: 6, relationships: ['900109'] })
      .go();

    await importMembers(store, everything);
    expect(await importMembers(store, { schools })).toMatchObject({ schools: { ...nothing, unchanged: 3 } });
    expect(await store.member('900102')).toMatchObject({
      termBreaks,
      standing: 'lapsed',
      hub: 'hub-1',
      head: 'person-1',
    });
    expect(await store.person('person-1')).toMatchObject({ reviewsDone: 6, relationships: ['900109'] });
  });

  test('of people alone finds their schools in the table', async () => {
    await importMembers(fresh.store, { schools });
    const report = await importMembers(fresh.store, { trusts: [trust], hubs: [hub], people: [head, manager] });
    expect(report.schools).toEqual({ created: 0, updated: 2, unchanged: 0 });
    expect(report.refused).toEqual([]);
    expect(await fresh.store.member('900102')).toMatchObject({
      name: 'Mill Lane Academy',
      hub: 'hub-1',
      head: 'person-1',
    });
    expect(await fresh.store.person('person-1')).toMatchObject({ hub: 'hub-1', easting: 452000 });
  });

  test('knows the trust of a school that the register alone names, which is no member and signs nothing', async () => {
    const { store } = fresh;
    const file = (name: string) => readGias(register([{ 'Trusts (code)': '2044', 'Trusts (name)': name }]));
    const memberOf = { year: '2025', at: '2025-09-01T08:00:00.000Z' };
    expect(await importMembers(store, file('Rowan Learning Trust'), { memberOf })).toMatchObject({
      trusts: nothing,
      memberships: 1,
    });
    expect(await store.member('trust-2044')).toBeUndefined();
    expect((await membershipsOf(store, '2025', 'signed')).map(({ member }) => member)).toEqual(['900101']);
    expect((await store.membersOfTrust('trust-2044')).map(({ member }) => member)).toEqual(['900101']);

    // With a record of its own it is a member, and the register's name of it is kept up.
    const joined: Trust = { id: 'trust-2044', name: 'Rowan Learning Trust', schools: [] };
    expect(await importMembers(store, { trusts: [joined] }, { memberOf })).toMatchObject({ memberships: 1 });
    expect(await importMembers(store, file('Rowan Trust'))).toMatchObject({ trusts: { updated: 1 } });
    expect(await store.member('trust-2044')).toMatchObject({ kind: 'trust', name: 'Rowan Trust', standing: 'member' });
  });

  test('refuses what names nobody known, and imports the rest', async () => {
    const report = await importMembers(fresh.store, {
      schools,
      trusts: [{ ...trust, hub: 'hub-9', line: 2 }],
      hubs: [{ ...hub, schools: ['900101', '900199'], manager: 'person-9', line: 3 }],
      people: [head, { ...manager, member: '900188', line: 5 }],
    });
    expect(report.refused).toEqual([
      { line: 5, reason: "'person-2' works for 900188, which is not among the members; add it, or correct member." },
      { line: 3, reason: "'hub-1' names school 900199, which is not among the members; add or remove it." },
      { line: 3, reason: "'hub-1' names the manager 'person-9', who is not among the people; add or correct them." },
      { line: 2, reason: "'trust-1' names the hub 'hub-9', which is not among the hubs; add or correct it." },
    ]);
    expect([report.schools.created, report.trusts.created, report.hubs.created, report.people.created]).toEqual([
      3, 1, 1, 1,
    ]);
    expect(await fresh.store.person('person-2')).toBeUndefined();
  });

  test('refuses a school in two hubs', async () => {
    const second: Hub = { id: 'hub-2', name: 'Wren Hub', schools: ['900101'], line: 4 };
    const report = await importMembers(fresh.store, { ...everything, hubs: [hub, second] });
    expect(report.refused).toEqual([
      { line: 4, reason: "'hub-2' names school 900101, which belongs to 'hub-1'; a school belongs to one only." },
    ]);
    expect((await fresh.store.member('900101'))?.hub).toBe('hub-1');
  });

  test('can write its members down as members of a year, once', async () => {
    const memberOf = { year: '2025', at: '2025-09-01T08:00:00.000Z' };
    expect((await importMembers(fresh.store, everything, { memberOf })).memberships).toBe(4);
    expect((await importMembers(fresh.store, everything, { memberOf })).memberships).toBe(0);
    const memberships = await membershipsOf(fresh.store, '2025', 'signed');
    expect(memberships.map(({ member, uses }) => [member, uses])).toEqual([
      ['900101', ['qar']],
      ['900102', ['qar']],
      ['900103', ['qar']],
      ['trust-1', ['tpr']],
    ]);
  });
});

test('a network of full size goes in and comes out whole, in batches', async () => {
  const many = readGias(
    register(
      Array.from({ length: 600 }, (_, index) => ({
        Easting: String(300_000 + (index % 25) * 10_000),
        Northing: String(100_000 + Math.floor(index / 25) * 12_000),
        'TypeOfEstablishment (name)': index % 3 === 0 ? 'Academy Converter' : 'Community School',
      })),
    ),
  ).schools;
  const network = inventPeople(many, 1);
  const before = process.cpuUsage();
  const report = await importMembers(fresh.store, { schools: many, ...network });
  const { user, system } = process.cpuUsage(before);
  expect(report).toMatchObject({ schools: { created: 600 }, people: { created: network.people.length }, refused: [] });
  const again = await importMembers(fresh.store, { schools: many, ...network });
  expect(again).toMatchObject({ schools: { unchanged: 600 }, people: { unchanged: network.people.length } });
  expect(await fresh.store.pool('lead-reviewers')).toHaveLength(55);
  // Three seconds of a processor, most of them for 1,600 looks at whose an address is; far more means that rows are no longer
  // created together. Processor time, since the clock on the wall tells how busy the machine is with other things.
  expect((user + system) / 1000).toBeLessThan(12_000);
});

test.each(['jo.fenn@mill-lane.example', 'jo@mill-lane.example'])(
  'an import of a person lets mail go to them again, be it at the same address or at another: %s',
  async (email) => {
    const { store } = fresh;
    await importMembers(store, everything);
    await store.entities.person
      .patch({ person: 'person-1' })
      .set({ mail: 'wrong-person', mailSince: '2026-10-26T09:00:00.000Z' })
      .go();
    await importMembers(store, { people: [manager] });
    expect(await store.needPerson('person-1')).toMatchObject({ mail: 'wrong-person' });
    const { changes } = await importMembers(store, { people: [{ ...head, email }] });
    expect(changes.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^person-1: .* Mail goes to them again\.$/),
    ]);
    const corrected = await store.needPerson('person-1');
    expect(corrected).toMatchObject({ email, pool: 'reviewers' });
    expect(corrected).not.toHaveProperty('mail');
    expect(corrected).not.toHaveProperty('mailSince');
    // Whoever has lost their links is found by the address of now.
    expect((await store.peopleAt(email)).map(({ person }) => person)).toEqual(['person-1']);
  },
);

test('an import takes back no training that somebody came to since the file was written', async () => {
  const { store } = fresh;
  await importMembers(store, everything);
  const since = { programme: 'QAR' as const, from: '2026-11-05', until: '2028-11-05' };
  const other = { programme: 'TPR' as const, from: '2025-01-01', until: '2027-01-01' };
  await store.entities.person
    .patch({ person: 'person-1' })
    .set({ training: [since, other] })
    .go();
  await importMembers(store, everything);
  expect((await store.needPerson('person-1')).training).toEqual([since, other]);
  await importMembers(store, { people: [{ ...head, training: [] }] });
  expect((await store.needPerson('person-1')).training).toEqual([since, other]);
  const corrected = { ...since, until: '2027-11-05' };
  await importMembers(store, { people: [{ ...head, training: [corrected] }] });
  expect((await store.needPerson('person-1')).training).toEqual([corrected, other]);
});
