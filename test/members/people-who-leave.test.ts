/** People of a file who have left, will leave, or are back; and those whom a complete file does not name. */
import { describe, expect, test } from 'vitest';
import { readGias } from '../../lambdas/members/gias.ts';
import { importMembers } from '../../lambdas/members/import-members.ts';
import { haveThemLeave, missingPeople } from '../../lambdas/members/missing-people.ts';
import { readPeople } from '../../lambdas/members/people-file.ts';
import { useStore } from '../support/store.ts';
import { register } from './register.ts';

const fresh = useStore();
const SOON = '2026-09-01T00:00:00.000Z';

const file = (...lines: readonly string[]) =>
  readPeople(Buffer.from(['record,id,name,email,member,head,left', ...lines].join('\n')));
const REVIEWER = 'reviewer,person-1,Jo Fenn,jo@ash.example,900101,';
const LEAD = 'lead,lead-1,Kim Ash,kim@leads.example,,';

async function bring(...lines: readonly string[]) {
  const { people, rejected } = file(...lines);
  expect(rejected).toEqual([]);
  return importMembers(fresh.store, { ...readGias(register([{}])), people });
}
const person = () => fresh.store.needPerson('person-1');
const leavings = async (at: string) => (await fresh.store.agenda(at)).leavings.map(({ about }) => about);
const reviewers = async () => (await fresh.store.pool('reviewers')).map((one) => one.person);

describe('the column ‘left’', () => {
  test('takes somebody out of the pool, with what follows in the agenda, once', async () => {
    await bring(`${REVIEWER},`);
    await bring(`${REVIEWER},yes`);
    expect(await person()).toMatchObject({ left: true, poolBefore: 'reviewers' });
    expect(await reviewers()).toEqual([]);
    expect(await leavings(SOON)).toEqual(['person-person-1']);
    expect((await bring(`${REVIEWER},yes`)).people).toMatchObject({ unchanged: 1 });
  });

  test('lets a later line bring them back only if it says so', async () => {
    await bring(`${REVIEWER},yes`);
    expect((await bring(`${REVIEWER},`)).people).toMatchObject({ unchanged: 1 });
    expect(await reviewers()).toEqual([]);
    await bring(`${REVIEWER},no`);
    expect(await reviewers()).toEqual(['person-1']);
    for (const mark of ['left', 'leftOn', 'poolBefore']) expect(await person()).not.toHaveProperty(mark);
  });

  test('keeps out who said themselves that they go on no more reviews, until a line says that they are back', async () => {
    await bring(`${REVIEWER},`);
    await fresh.store.entities.person
      .patch({ person: 'person-1' })
      .set({ stoppedOn: '2026-05-01', poolBefore: 'reviewers' })
      .remove(['pool'])
      .go();
    await bring(`${REVIEWER},`);
    expect(await reviewers()).toEqual([]);
    await bring(`${REVIEWER},no`);
    expect(await person()).toMatchObject({ pool: 'reviewers' });
    expect(await person()).not.toHaveProperty('stoppedOn');
  });

  test('with a day has the daily round take them out from that day on', async () => {
    await bring(`${REVIEWER},2026-12-18`);
    expect(await person()).toMatchObject({ pool: 'reviewers', leftOn: '2026-12-18' });
    expect(await leavings('2026-12-17T23:59:00.000Z')).toEqual([]);
    expect(await leavings('2026-12-18T07:30:00.000Z')).toEqual(['person-person-1']);
  });

  test('with a day to come and then ‘yes’ is from today on, and not from that day', async () => {
    await bring(`${REVIEWER},2026-12-18`);
    await bring(`${REVIEWER},yes`);
    expect(await person()).toMatchObject({ left: true, poolBefore: 'reviewers' });
    expect(await person()).not.toHaveProperty('leftOn');
    expect(await leavings(SOON)).toEqual(['person-person-1']);
    await fresh.store.entities.person.patch({ person: 'person-1' }).set({ leftOn: '2026-09-01' }).go();
    for (const later of ['yes', '2026-12-18', '']) {
      expect((await bring(`${REVIEWER},${later}`)).people).toMatchObject({ unchanged: 1 });
    }
  });

  test('is refused beside ‘head’, and whoever follows on another line is the head', async () => {
    const HEAD = 'contact,person-1,Jo Fenn,jo@ash.example,900101,yes,';
    const NEXT = 'contact,person-2,Al Dow,al@ash.example,900101,yes,';
    const refused =
      "'person-1' has left, and is the head of 900101 all the same; leave head empty, or left if they stay.";
    await bring(HEAD);
    const { people, rejected } = file(`${HEAD}yes`, NEXT);
    expect(rejected).toEqual([{ line: 2, reason: refused }]);
    await importMembers(fresh.store, { ...readGias(register([{}])), people });
    expect(await fresh.store.member('900101')).toMatchObject({ head: 'person-2' });
    expect(file(HEAD, `${REVIEWER},yes`).rejected).toEqual([{ line: 3, reason: refused }]);
    expect(file(`${REVIEWER},yes`, HEAD).rejected).toEqual([{ line: 3, reason: refused }]);
    expect(file(`${HEAD}2026-12-18`).rejected).toEqual([]);
  });

  test('is refused in a sentence when it says something else, or two lines differ', () => {
    expect(file(`${REVIEWER},maybe`).rejected[0]?.reason).toBe(
      "left is 'maybe'; write yes, no, or the day from which on they have left as YYYY-MM-DD, or leave it empty.",
    );
    const { rejected } = file(`${REVIEWER},yes`, 'contact,person-1,Jo Fenn,jo@ash.example,900101,,no');
    expect(rejected[0]?.reason).toContain("'person-1' has left 'no' here, and 'yes' on line 2");
  });
});

test('whose line says that they are not the head, and who is in the table, stays so, which is said', async () => {
  const line = (id: string, head: string) => `contact,${id},Jo ${id},${id}@ash.example,900101,${head},`;
  await bring(line('person-1', 'yes'));
  const said = async (...lines: readonly string[]) =>
    (await bring(...lines)).changes.filter(({ kind }) => kind === 'note').map(({ text }) => text);
  expect(await said(line('person-1', 'no'))).toEqual([
    "'person-1' is the head of 900101 in the table, and their line says that they are not: they stay so until a line names somebody else.",
  ]);
  expect(await fresh.store.member('900101')).toMatchObject({ head: 'person-1' });
  expect(await said(line('person-1', 'no'), line('person-2', 'yes'))).toEqual([]);
  expect(await said(line('person-1', 'no'))).toEqual([]);
});

describe('a complete file', () => {
  test('tells who is not in it, and has them leave when that is wanted', async () => {
    await bring(`${REVIEWER},`, `${LEAD},`, 'contact,person-2,Al Dow,al@ash.example,900101,yes,');
    const stranger = { person: 'colleague-900101-1', name: 'A', email: 'a@ash.example', member: '900101' };
    await fresh.store.entities.person.put(stranger).go();
    const { people } = file(`${REVIEWER},`);
    const missing = await missingPeople(fresh.store, { ...readGias(register([{}])), people });
    expect(missing.map((one) => one.person)).toEqual(['lead-1', 'person-2']);
    expect(await fresh.store.person('lead-1')).not.toHaveProperty('left');

    expect(await haveThemLeave(fresh.store, missing, '2026-06-01T09:00:00.000Z')).toEqual(['lead-1', 'person-2']);
    expect(await fresh.store.person('lead-1')).toMatchObject({ left: true, poolBefore: 'lead-reviewers' });
    expect((await leavings(SOON)).toSorted()).toEqual(['person-lead-1', 'person-person-2']);
    expect(await missingPeople(fresh.store, { ...readGias(register([{}])), people })).toEqual([]);
  });
});
