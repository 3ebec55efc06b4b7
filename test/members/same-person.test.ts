import { expect, it } from 'vitest';
import { previewImport } from '../../lambdas/members/import-members.ts';
import { maybeTheSame } from '../../lambdas/members/same-person.ts';

const person = (id: string, name: string, member: string, more: object = {}) => ({
  ...{ id, name, member, email: `${id}@post.example` },
  ...more,
});

it.each([
  ['Zoë  Brontë', 'zoe bronte'],
  ['Dr. Jo Fenn-Hill', 'Jo Fenn Hill'],
  ['Seán O’Hara', "Sean O'Hara"],
])('takes %s and %s at one member for one person, maybe', (one, other) => {
  const [said, ...more] = maybeTheSame([person('p-1', one, '900101'), person('p-2', other, '900101')]);
  expect(said).toContain("'p-1' and 'p-2' may be the same person");
  expect(said).not.toContain(one);
  expect(more).toEqual([]);
});

it('finds them where one of them answers for the member beside their own', () => {
  const others = [{ member: '900101' }];
  const people = [person('p-1', 'Jo Fenn', 'trust-1', { others }), person('p-2', 'Jo Fenn', '900101')];
  expect(maybeTheSame(people)).toEqual([expect.stringContaining('one name at 900101')]);
});

it.each([
  ['at two members', person('p-2', 'Jo Fenn', '900102')],
  ['under two names', person('p-2', 'Joan Fenn', '900101')],
  ['one of whom has left', person('p-2', 'Jo Fenn', '900101', { left: 'yes' })],
])('says nothing of people %s', (_, other) => {
  expect(maybeTheSame([person('p-1', 'Jo Fenn', '900101'), other])).toEqual([]);
});

it('is said by the summary of an import, which brings both in', async () => {
  const people = [person('p-1', 'Jo Fenn', 'trust-1'), person('p-2', 'jo fenn', 'trust-1')];
  const trusts = [{ id: 'trust-1', name: 'Rowan Trust', schools: [] }];
  const report = await previewImport(undefined, { people, trusts });
  expect(report.changes.filter(({ kind }) => kind === 'note')).toEqual([
    { kind: 'note', text: expect.stringContaining("'p-1' and 'p-2' may be the same person") },
  ]);
  expect(report).toMatchObject({ refused: [], people: { created: 2 } });
});
