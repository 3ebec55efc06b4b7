/** What becomes of members when schools close, convert, merge and change trust, and when people lead more than one. */
import { describe, expect, test } from 'vitest';
import { readGias } from '../../lambdas/members/gias.ts';
import { importMembers, previewImport } from '../../lambdas/members/import-members.ts';
import { readLinks } from '../../lambdas/members/links-file.ts';
import type { PersonRecord } from '../../lambdas/members/people-records.ts';
import { useStore } from '../support/store.ts';
import { type RegisterRow, register } from './register.ts';

const fresh = useStore();

const CLOSED = { 'EstablishmentStatus (name)': 'Closed' } as const;
const links = (...lines: readonly string[]) =>
  readLinks(Buffer.from(['URN,LinkURN,LinkName,LinkType,LinkEstablishedDate', ...lines].join('\n'))).links;
const files = (rows: readonly RegisterRow[], ...lines: readonly string[]) => ({
  ...readGias(register(rows)),
  links: links(...lines),
});
const texts = (changes: readonly { readonly text: string }[]) => changes.map(({ text }) => text);

test('somebody who works elsewhere now is known to have worked where they did, each place once', async () => {
  const at = (member: string) =>
    importMembers(fresh.store, { people: [{ id: 'rolls', name: 'Ann Rolls', email: 'rolls@example.org', member }] });
  await importMembers(
    fresh.store,
    files(['900701', '900702', '900703'].map((URN) => ({ URN, EstablishmentName: `School ${URN}` }))),
  );
  await at('900701');
  expect(await fresh.store.person('rolls')).not.toHaveProperty('formerly');
  for (const member of ['900702', '900702', '900701', '900703']) await at(member);
  expect(await fresh.store.person('rolls')).toMatchObject({ member: '900703', formerly: ['900701', '900702'] });
});

describe('a school that another follows', () => {
  const before = [{ URN: '900701', EstablishmentName: 'Birch School' }];
  const after = [
    { URN: '900701', EstablishmentName: 'Birch School', ...CLOSED, CloseDate: '31-08-2026' },
    { URN: '900702', EstablishmentName: 'Birch Academy', 'TypeOfEstablishment (name)': 'Academy converter' },
  ];
  const follows = '900701,900702,Birch Academy,Successor,01-09-2026';

  test('is shown before anything is written, and is closed with its successor, which remembers it', async () => {
    const { store } = fresh;
    await importMembers(store, files(before));
    await store.entities.member.patch({ member: '900701' }).set({ standing: 'lapsed', hub: 'hub-1' }).go();
    const preview = await previewImport(store, files(after, follows));
    expect(texts(preview.changes)).toEqual([
      'Birch Academy (900702) is the successor of Birch School (900701) from Tuesday 1 September 2026: it became an academy.',
      'Birch Academy (900702): a new school.',
      'Birch School (900701): standing, closedOn, standingBefore, successor.',
    ]);
    expect(await store.member('900702')).toBeUndefined();

    const { changes } = await importMembers(store, files(after, follows));
    expect(changes).toEqual(preview.changes);
    expect(await store.member('900701')).toMatchObject({
      ...{ standing: 'closed', standingBefore: 'lapsed', closedOn: '2026-08-31', successor: '900702', hub: 'hub-1' },
    });
    // It is what the school was that it followed: no member any more, which nobody has admitted again.
    expect(await store.member('900702')).toMatchObject({ standing: 'lapsed', predecessors: ['900701'] });
    expect(await importMembers(store, files(after, follows))).toMatchObject({
      schools: { created: 0, updated: 0, unchanged: 2 },
    });
  });

  test('is as it was when the register has it open again', async () => {
    const { store } = fresh;
    await importMembers(store, files(before));
    await importMembers(store, files(after));
    const { changes } = await importMembers(store, files(before));
    expect(texts(changes)[0]).toBe(
      "Birch School (900701) was closed for us and is open in the register: it is 'member' again.",
    );
    const row = await store.member('900701');
    expect(row?.standing).toBe('member');
    expect(row).not.toHaveProperty('closedOn');
    expect(row).not.toHaveProperty('standingBefore');
  });

  test('may be a member of which only the links tell', async () => {
    const { store } = fresh;
    await importMembers(store, files(before));
    await importMembers(store, files(after.slice(1), follows));
    expect(await store.member('900701')).toMatchObject({ standing: 'member', successor: '900702' });
  });
});

describe('what the files tell of schools is told apart', () => {
  const kindsOf = async (rows: readonly RegisterRow[], ...lines: readonly string[]) =>
    (await previewImport(undefined, files(rows, ...lines))).changes
      .filter(({ kind }) => kind !== 'new')
      .map(({ kind, id, predecessors }) => [kind, id, ...(predecessors ?? [])]);

  test('a conversion, a merger, a split, a plain closure and a trust of one school', async () => {
    const academy = { 'TypeOfEstablishment (name)': 'Academy converter' };
    expect(
      await kindsOf(
        [
          { URN: '900702', ...academy },
          { URN: '900713' },
          { URN: '900721' },
          { URN: '900722' },
          { URN: '900731', ...CLOSED, CloseDate: '31-12-2026' },
          {
            URN: '900741',
            'TrustSchoolFlag (name)': 'Supported by a single-academy trust',
            'Trusts (code)': '5077',
            'Trusts (name)': 'Rowan Trust',
          },
        ],
        '900702,900701,,Predecessor,01-09-2026',
        '900711,900713,,Successor - amalgamated,01-09-2027',
        '900712,900713,,Successor - amalgamated,01-09-2027',
        '900720,900721,,Successor - Split School,01-09-2027',
        '900720,900722,,Successor - Split School,01-09-2027',
        '800001,800002,,Successor,01-09-2027',
      ),
    ).toEqual([
      ['conversion', '900702', '900701'],
      ['merger', '900713', '900711', '900712'],
      ['succession', '900721', '900720'],
      ['succession', '900722', '900720'],
      ['closure', '900731'],
      ['single-academy-trust', '900741'],
    ]);
  });
});

describe('a school that moves', () => {
  const inTrust = (code: string) => [{ URN: '900751', 'Trusts (code)': code, 'Trusts (name)': `Trust ${code}` }];
  const person = (id: string, more: Partial<PersonRecord> = {}): PersonRecord => ({
    id,
    name: 'Jo Fenn',
    email: `${id}@birch.example`,
    member: '900751',
    ...more,
  });

  test('to another trust takes its people with it, also those that no file names', async () => {
    const { store } = fresh;
    await importMembers(store, { ...files(inTrust('1')), people: [person('person-1'), person('person-2')] });
    const { changes } = await importMembers(store, { ...files(inTrust('2')), people: [person('person-1')] });
    expect(texts(changes)).toEqual([
      'Hill View Primary School (900751) belongs to the trust Trust 2 (trust-2) now, and was in trust-1.',
      'person-1: trust.',
      'person-2: trust.',
    ]);
    expect((await store.people(['person-1', 'person-2'])).map(({ trust }) => trust)).toEqual(['trust-2', 'trust-2']);
  });

  test('leaves nothing of it on people who have gone to another', async () => {
    const { store } = fresh;
    const schools = readGias(register([...inTrust('1'), { URN: '900752' }])).schools;
    await importMembers(store, { schools, people: [person('person-1')] });
    await importMembers(store, { people: [person('person-1', { member: '900752' })] });
    expect(await store.needPerson('person-1')).toMatchObject({ member: '900752', phase: 'primary' });
    expect(await store.needPerson('person-1')).not.toHaveProperty('trust');
  });
});

describe('one person for two organisations', () => {
  const schools = readGias(
    register([
      { URN: '900761', 'Trusts (code)': '7', 'Trusts (name)': 'Rowan Trust' },
      { URN: '900762', 'Trusts (code)': '8', 'Trusts (name)': 'Elm Trust' },
    ]),
  ).schools;
  const jo: PersonRecord = {
    id: 'person-1',
    name: 'Jo Fenn',
    email: 'jo@birch.example',
    member: '900761',
    isHead: true,
  };

  test('is the head of both, and of the second its trust counts too', async () => {
    const { store } = fresh;
    const people = [{ ...jo, others: [{ member: '900762', isHead: true }] }];
    await importMembers(store, { schools, people });
    expect([(await store.member('900761'))?.head, (await store.member('900762'))?.head]).toEqual([
      'person-1',
      'person-1',
    ]);
    expect(await store.needPerson('person-1')).toMatchObject({
      member: '900761',
      trust: 'trust-7',
      alsoOf: ['900762', 'trust-8'],
    });
    // Somebody else leads the second from now on.
    const al: PersonRecord = {
      id: 'person-2',
      name: 'Al Oak',
      email: 'al@birch.example',
      member: '900762',
      isHead: true,
    };
    await importMembers(store, { people: [jo, al] });
    expect(await store.needPerson('person-1')).not.toHaveProperty('alsoOf');
  });

  test('still counts for a school that they led before and that nobody else leads yet', async () => {
    const { store } = fresh;
    await importMembers(store, { schools, people: [jo] });
    await importMembers(store, { people: [{ ...jo, member: '900762' }] });
    expect(await store.needPerson('person-1')).toMatchObject({ member: '900762', alsoOf: ['900761', 'trust-7'] });
  });

  test('may lead a trust that the register alone names: nothing is asked of them for it', async () => {
    const { store } = fresh;
    const report = await importMembers(store, {
      schools,
      people: [{ ...jo, member: 'trust-7', others: [{ member: '900761', isHead: true }] }],
    });
    expect(report.refused).toEqual([]);
    expect(texts(report.changes)[0]).toContain('trust-7, for which ‘person-1’ answers'.replace(/[‘’]/g, "'"));
    expect(await store.needPerson('person-1')).toMatchObject({ member: '900761', trust: 'trust-7', phase: 'primary' });
    expect(await store.member('trust-7')).toBeUndefined();
  });

  test('cannot be two people for one school', async () => {
    const al: PersonRecord = {
      id: 'person-2',
      name: 'Al Oak',
      email: 'al@birch.example',
      member: '900761',
      isHead: true,
    };
    const report = await importMembers(fresh.store, { schools, people: [jo, { ...al, line: 3 }] });
    expect(report.refused).toEqual([
      { line: 3, reason: "'person-1' is the head of 900761 already; one person answers for a school or trust." },
    ]);
  });
});

describe('one person who comes twice', () => {
  const schools = readGias(register([{ URN: '900771' }])).schools;
  const jo: PersonRecord = { id: 'person-1', name: 'Jo Fenn', email: 'jo@birch.example', member: '900771' };
  const again = { ...jo, id: 'person-9', line: 2 };

  test('is found by their address in the table, and refused under another id', async () => {
    const { store } = fresh;
    await importMembers(store, { schools, people: [jo] });
    const reason = "The mail address of 'person-9' is that of 'person-1' in the table already; give one person one id.";
    expect(await importMembers(store, { people: [again] })).toMatchObject({
      people: { created: 0 },
      refused: [{ line: 2, reason }],
    });
    expect(await store.person('person-9')).toBeUndefined();
  });

  test('is another when the first has left the address: by leaving, by another one, or since it reaches somebody else', async () => {
    const { store } = fresh;
    for (const [index, mark] of [{ left: true }, { mail: 'wrong-person' as const }].entries()) {
      const email = `office-${index}@birch.example`;
      await importMembers(store, { schools, people: [{ ...jo, id: `person-${index}`, email }] });
      await store.entities.person
        .patch({ person: `person-${index}` })
        .set(mark)
        .go();
      expect((await importMembers(store, { people: [{ ...again, id: `new-${index}`, email }] })).refused).toEqual([]);
    }
    await importMembers(store, { people: [jo] });
    const moved = [{ ...jo, email: 'jo.fenn@birch.example' }, again];
    expect((await importMembers(store, { people: moved })).refused).toEqual([]);
  });
});

test('a contact of a school whose line was refused is brought in without it, a reviewer not', async () => {
  const { store } = fresh;
  const person = (id: string, more: Partial<PersonRecord>): PersonRecord => ({
    ...{ id, name: 'Jo Fenn', email: `${id}@birch.example`, member: '900781' },
    ...more,
  });
  const report = await importMembers(store, {
    schools: readGias(register([{ URN: '900782' }])).schools,
    refusedSchools: ['900781'],
    people: [person('person-1', { isHead: true }), person('person-2', { pool: 'reviewers', line: 3 })],
  });
  expect(report.refused).toEqual([
    { line: 3, reason: "'person-2' works for 900781, which is not among the members; add it, or correct member." },
  ]);
  expect(texts(report.changes)[0]).toContain("'person-1' is brought in without 900781, whose line is refused");
  expect(await store.needPerson('person-1')).toMatchObject({ member: '900781' });
  expect(await store.member('900781')).toBeUndefined();
});
