/** What a later file says of schools that an earlier one had otherwise: trusts left, hubs brought, successors corrected. */
import { describe, expect, test } from 'vitest';
import { notKnownOf } from '../../lambdas/members/belonging.ts';
import { readGias } from '../../lambdas/members/gias.ts';
import { importMembers, previewImport } from '../../lambdas/members/import-members.ts';
import { readLinks } from '../../lambdas/members/links-file.ts';
import { useStore } from '../support/store.ts';
import { type RegisterRow, register } from './register.ts';

const fresh = useStore();
const HEADER = 'URN,LinkURN,LinkName,LinkType,LinkEstablishedDate';
const readLines = (...lines: readonly string[]) => readLinks(Buffer.from([HEADER, ...lines].join('\n')));
const files = (rows: readonly RegisterRow[], ...lines: readonly string[]) => ({
  ...readGias(register(rows)),
  links: readLines(...lines).links,
});
const CLOSED = { 'EstablishmentStatus (name)': 'Closed' } as const;
const TRUST = { 'Trusts (code)': '2044', 'Trusts (name)': 'Rowan Trust' };

describe('a trust', () => {
  test('that the register takes back is left, and the school stays a member with its history', async () => {
    const { store } = fresh;
    await importMembers(store, files([{ URN: '900101', ...TRUST }]));
    await store.entities.member
      .patch({ member: '900101' })
      .set({ predecessors: ['900001'] })
      .go();
    const { changes } = await previewImport(store, files([{ URN: '900101' }]));
    expect(changes.map(({ text }) => text)).toEqual([
      'Hill View Primary School (900101) belongs to no trust any more, and was in trust-2044; it stays a member.',
    ]);
    await importMembers(store, files([{ URN: '900101' }]));
    const row = await store.needMember('900101');
    expect([row.trust, row.standing, row.predecessors, notKnownOf(row)]).toEqual([undefined, 'member', ['900001'], []]);
    expect(await store.membersOfTrust('trust-2044')).toEqual([]);
  });

  test('that another file gave, and of which the register knows nothing, is kept', async () => {
    const { store } = fresh;
    const trusts = [{ id: 'trust-7', name: 'Ours', schools: ['900101'] }];
    await importMembers(store, { ...files([{ URN: '900101' }]), trusts });
    await importMembers(store, files([{ URN: '900101' }]));
    expect((await store.needMember('900101')).trust).toBe('trust-7');
  });

  test('brings into its hub all that the register has in it, those the table knows too, and not one that a hub names', async () => {
    const { store } = fresh;
    const urns = ['900101', '900102', '900103'];
    await importMembers(store, files(urns.map((URN) => ({ URN, ...TRUST }))));
    await importMembers(store, {
      ...files([{ URN: '900101', ...TRUST }]),
      trusts: [{ id: 'trust-2044', name: 'Rowan Trust', schools: [], hub: 'hub-4' }],
      hubs: [
        { id: 'hub-4', name: 'Four', schools: [] },
        { id: 'hub-5', name: 'Five', schools: ['900103'] },
      ],
    });
    const hubs = await Promise.all([...urns, 'trust-2044'].map(async (one) => (await store.needMember(one)).hub));
    expect(hubs).toEqual(['hub-4', 'hub-4', 'hub-5', 'hub-4']);
  });
});

test('a review that is not over follows the name, hub and trust of its host, and one that is over keeps what it had', async () => {
  const { store } = fresh;
  await importMembers(store, files([{ URN: '900101' }]));
  const review = (about: string, more: object) =>
    store.entities.review
      .put({
        ...{ about, programme: 'QAR', year: about.slice(4, 8), settingsVersion: '001', host: '900101' },
        ...{ hostKind: 'school', hostName: 'Hill View Primary School', status: 'under-way', week: '2027-01-11' },
        ...{ startsOn: '2026-07-13', turn: 1, executions: 1, stage: 'team' as const, ...more },
      })
      .go();
  await review('qar-2026-900101', {});
  await review('qar-2025-900101', { stage: 'closed' });
  await importMembers(store, {
    ...files([{ URN: '900101', EstablishmentName: 'Hill View Academy', ...TRUST }]),
    hubs: [{ id: 'hub-4', name: 'Four', schools: ['900101'] }],
  });
  expect(await store.needReview('qar-2026-900101')).toMatchObject({
    ...{ hostName: 'Hill View Academy', hub: 'hub-4', trust: 'trust-2044' },
  });
  expect((await store.needReview('qar-2025-900101')).hostName).toBe('Hill View Primary School');
});

describe('a hub', () => {
  test('called ‘none’ says of its schools that they belong to none', async () => {
    const { store } = fresh;
    const hubs = (id: string) => [{ id, name: 'Hub', schools: ['900101'] }];
    await importMembers(store, { ...files([{ URN: '900101' }]), hubs: hubs('hub-4') });
    await importMembers(store, { ...files([{ URN: '900101' }]), hubs: hubs('none') });
    const row = await store.needMember('900101');
    expect([row.hub, notKnownOf(row), await store.hub('none')]).toEqual([undefined, [], undefined]);
  });

  test('of a school that came by the form for newcomers is not known because the register has the school', async () => {
    const { store } = fresh;
    await store.entities.member.put({ member: '900101', kind: 'school', name: 'New', standing: 'member' }).go();
    await importMembers(store, files([{ URN: '900101' }]));
    expect(notKnownOf(await store.needMember('900101'))).toEqual(['hub']);
    await importMembers(store, {
      ...files([{ URN: '900101' }]),
      hubs: [{ id: 'hub-4', name: 'Four', schools: ['900101'] }],
    });
    expect(notKnownOf(await store.needMember('900101'))).toEqual([]);
  });
});

describe('a successor', () => {
  const rows = [{ URN: '900101', ...CLOSED }, { URN: '900102' }, { URN: '900103' }];
  const FIRST = '900101,900102,,Successor,01-09-2026';
  const SECOND = '900101,900103,,Successor,01-09-2026';
  const read = async () => {
    const [a, x, y] = await Promise.all(['900101', '900102', '900103'].map((one) => fresh.store.needMember(one)));
    return [a?.successor, x?.predecessors, y?.predecessors];
  };
  const import1 = async () => {
    await importMembers(fresh.store, files(rows.map(({ URN }) => ({ URN }))));
    await importMembers(fresh.store, files(rows, FIRST));
    expect(await read()).toEqual(['900102', ['900101'], undefined]);
  };

  test('that a later file puts beside another is none: the school was split', async () => {
    await import1();
    await importMembers(fresh.store, files(rows, FIRST, SECOND));
    expect(await read()).toEqual([undefined, ['900101'], ['900101']]);
  });

  test('that a later file corrects has followed nobody', async () => {
    await import1();
    await importMembers(fresh.store, files(rows, SECOND));
    expect(await read()).toEqual(['900103', undefined, ['900101']]);
  });

  test('that a later file has the other way round is what was followed, and no circle is left', async () => {
    const open = [{ URN: '900101' }, { URN: '900102' }];
    const { store } = fresh;
    await importMembers(store, files(open, '900101,900102,Two,Successor,01-09-2026'));
    await importMembers(store, files(open, '900102,900101,One,Successor,01-09-2027'));
    const [one, two] = await Promise.all(['900101', '900102'].map((member) => store.needMember(member)));
    expect([one?.predecessors, one?.successor]).toEqual([['900102'], undefined]);
    expect([two?.predecessors, two?.successor]).toEqual([undefined, '900101']);
  });

  test('stays where a later file has no links', async () => {
    await import1();
    await importMembers(fresh.store, files(rows));
    expect(await read()).toEqual(['900102', ['900101'], undefined]);
  });

  test('in a circle of three or more is refused on the line that closes it', () => {
    const lines = ['900101,900102,,Successor,', '900102,900103,,Successor,', '900103,900101,,Successor,'];
    const { links, rejected } = readLines(...lines, '900101,900102,,Successor,');
    expect(links).toHaveLength(3);
    expect(rejected).toEqual([
      {
        line: 4,
        urn: '900103',
        reason: '900101 follows 900103 here, which follows it by way of 900102 on other lines; correct one of them.',
      },
    ]);
  });
});

describe('a file', () => {
  test('with a line break in a value whose second line begins with a URN makes no school of it', () => {
    const text =
      'URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\n900101,900102,"Oak\n900777, the infants",Successor,\n900103,900104,,Successor,\n';
    const { links, rejected } = readLinks(Buffer.from(text));
    expect(links.map(({ predecessor }) => predecessor)).toEqual(['900103']);
    expect(rejected.map(({ line }) => line)).toEqual([2, 3]);
  });

  test('whose lines end with carriage returns is read, also with one line feed at its end', () => {
    const text = `${HEADER}\r900101,900102,,Successor,\r900103,900104,,Successor,\r\n`;
    expect(readLinks(Buffer.from(text)).links).toHaveLength(2);
    expect(readLinks(Buffer.from(`\ufeff${text}`, 'utf16le')).links).toHaveLength(2);
  });

  test('tells every mistake of a row, and a phase that the register does not have', () => {
    const { rejected } = readGias(register([{ Postcode: 'nowhere', Easting: 'far', NumberOfPupils: 'many' }]));
    expect(rejected[0]?.reason).toMatch(/NumberOfPupils is 'many'.*postcode is 'nowhere'.*Easting is 'far'/);
    const odd = readGias(register([{ 'PhaseOfEducation (name)': 'Upper' }]));
    expect(odd.schools).toHaveLength(1);
    expect(odd.notes).toEqual([
      "Line 2, URN 900101: the phase 'Upper' is not known; by type and ages it is read as 'primary'.",
    ]);
    expect(readGias(register([{ 'PhaseOfEducation (name)': 'Not applicable' }])).notes).toEqual([]);
  });
});
