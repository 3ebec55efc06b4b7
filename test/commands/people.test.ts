/** What the central team says of a person: a contact or none, reached by mail or not. */
import { beforeEach, describe, expect, it } from 'vitest';
import { offersOn } from '../../lambdas/commands/offered.ts';
import { ON_PEOPLE } from '../../lambdas/commands/registry.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import type { Person } from '../../lambdas/store/store.ts';
import { ABOUT, asked, lunchQuestion, writeReview } from '../questions/fixture.ts';
import { useSteering } from './fixture.ts';

const steering = useSteering();
const { fresh } = steering;
const AT = '2026-06-02T09:00:00.000Z';

const put = (person: string, more: object = {}) =>
  fresh.store.entities.person
    .put({ person, name: `Name of ${person}`, email: `${person}@oak.example`, member: '900001', ...more })
    .go();
const steer = (act: keyof typeof ON_PEOPLE, about: string, at = AT) => steering.steer({ act, about, at });
const offered = (person: Partial<Person>) =>
  offersOn(ON_PEOPLE, { person: { person: 'head-1', name: 'Alex', email: 'a@oak.example', ...person } as Person }).map(
    ({ name }) => name,
  );

beforeEach(async () => {
  await writeReview(fresh.store);
  await fresh.store.entities.member
    .put({ member: '900001', kind: 'school', name: 'Oak', standing: 'member', head: 'head-1' })
    .go();
  await put('head-1');
  await put('deputy');
});

describe('confirming somebody whom a page named', () => {
  const STRANGER = 'colleague-900001-0123456789';

  it('makes them a contact, once, and is in the audit', async () => {
    await put(STRANGER);
    expect(await steer('confirm-contact', STRANGER)).toMatchObject({ done: true });
    expect(await fresh.store.person(STRANGER)).toMatchObject({ confirmedAt: AT });
    expect(await steer('confirm-contact', STRANGER)).toMatchObject({ done: false });
    expect(await fresh.store.audit(`person-${STRANGER}`)).toMatchObject([
      { who: 'central-team', what: 'confirmed as a contact' },
    ]);
  });

  it('is refused for others, in a sentence', async () => {
    expect(await steer('confirm-contact', 'head-1')).toEqual({
      done: false,
      sentence: 'This person is a contact already.',
    });
    expect(await steer('confirm-contact', 'nobody')).toMatchObject({ done: false });
  });
});

describe('stopping mail to somebody', () => {
  beforeEach(async () => {
    await ask(lunchQuestion(fresh.store), asked(), 'token-1', steering.deps());
    await fresh.store.entities.person.patch({ person: 'head-1' }).set({ notMeAt: '2026-06-01T11:00:00.000Z' }).go();
  });

  it('passes on what waits for them, and whatever is asked of them from then on', async () => {
    expect(await steer('stop-mail', 'head-1')).toMatchObject({ done: true });
    const head = await fresh.store.needPerson('head-1');
    expect(head).toMatchObject({ mail: 'wrong-person', mailSince: AT });
    expect(head).not.toHaveProperty('notMeAt');
    expect(await fresh.store.decision(ABOUT, 'agree-lunch.1.1')).toMatchObject({ person: 'deputy' });
  });

  it('is completed by the next call when it broke off while questions were passed on', async () => {
    await fresh.store.entities.person.patch({ person: 'head-1' }).set({ mail: 'wrong-person', mailSince: AT }).go();
    expect(await steer('stop-mail', 'head-1', '2026-06-02T09:05:00.000Z')).toMatchObject({ done: true });
    expect(await fresh.store.person('head-1')).toMatchObject({ mailSince: AT });
    expect(await fresh.store.decision(ABOUT, 'agree-lunch.1.1')).toMatchObject({ person: 'deputy' });
  });

  it('says nothing new of mail that comes back', async () => {
    await fresh.store.entities.person.patch({ person: 'head-1' }).set({ mail: 'bounces', mailSince: AT }).go();
    expect(await steer('stop-mail', 'head-1')).toMatchObject({ done: false });
    expect(await fresh.store.person('head-1')).toMatchObject({ mail: 'bounces' });
  });
});

describe('letting mail go to somebody again', () => {
  it.each(['wrong-person', 'bounces', 'complained'] as const)('lifts the mark ‘%s’', async (mail) => {
    await put('head-1', { mail, mailSince: AT, notMeAt: AT });
    expect(await steer('allow-mail', 'head-1')).toMatchObject({ done: true });
    const head = await fresh.store.needPerson('head-1');
    for (const mark of ['mail', 'mailSince', 'notMeAt']) expect(head).not.toHaveProperty(mark);
  });

  it('is refused where mail goes as usual', async () => {
    expect(await steer('allow-mail', 'head-1')).toMatchObject({ done: false });
  });
});

it.each<[Partial<Person>, string[]]>([
  [{}, ['stop-mail']],
  [{ notMeAt: AT }, ['stop-mail', 'allow-mail']],
  [{ mail: 'wrong-person' }, ['allow-mail']],
  [{ person: 'colleague-900001-0123456789', member: '900001' }, ['confirm-contact', 'stop-mail']],
])('a person with %o has the buttons %o', (person, names) => {
  expect(offered(person)).toEqual(names);
});
