/** The morning list names every office that nobody holds, with what waits for it. */
import { beforeEach, expect, it } from 'vitest';
import { ask } from '../../lambdas/questions/ask.ts';
import { ABOUT, asked, fakeDeps, lunchQuestion, writeHost, writeReview } from '../questions/fixture.ts';
import { useStore } from '../support/store.ts';
import { look } from './network.ts';

const fresh = useStore();
const morning = async () => (await look(fresh.store, { view: 'today' })).text;
const member = (changes: object) => fresh.store.entities.member.patch({ member: '900001' }).set(changes).go();
const put = (person: string, more: object = {}) =>
  fresh.store.entities.person
    .put({ person, name: `Name of ${person}`, email: `${person}@oak.example`, member: '900001', ...more })
    .go();

beforeEach(async () => {
  await writeReview(fresh.store);
  await writeHost(fresh.store);
  await fresh.store.entities.hub.put({ hub: 'hub-1', name: 'Riverside', manager: 'manager' }).go();
  await put('manager', { member: undefined });
  await member({ hub: 'hub-1' });
});

it('has none where each is held by somebody whom mail reaches', async () => {
  expect(await morning()).not.toContain('nobody holds');
});

it('has a school without a head, with the questions that wait for one', async () => {
  await ask(
    lunchQuestion(fresh.store),
    asked({ expiresAt: '2026-12-15T16:00:00.000Z' }),
    'token-1',
    fakeDeps(fresh.store),
  );
  const question = await fresh.store.decision(ABOUT, 'agree-lunch.1.1');
  if (!question) throw new Error('It was not asked.');
  for (const other of [
    { about: 'qar-2026-900555', organisation: '900555' },
    { decision: 'x.1.1', role: 'lead' },
  ]) {
    await fresh.store.entities.decision.put({ ...question, ...other }).go();
  }
  await fresh.store.entities.member.patch({ member: '900001' }).remove(['head']).go();
  expect(await morning()).toContain('1 office that nobody holds who can be asked');
  expect(await morning()).toContain('Hill View Primary School : no head; 1 question waits');
});

it('has a head who has left, and one whom no mail reaches where nobody comes after', async () => {
  await put('head-1', { left: true });
  expect(await morning()).toContain('the head, Name of head-1, has left');
  await put('head-1', { mail: 'bounces' });
  expect(await morning()).toContain('no mail reaches the head, Name of head-1, and there is nobody after');
  await put('deputy');
  expect(await morning()).not.toContain('nobody holds');
});

it('has the school that a closed one’s review goes on at, with the questions that wait there', async () => {
  const { entities } = fresh.store;
  await entities.member
    .put({ member: '900900', kind: 'school', name: 'Hill View Academy', standing: 'member', predecessors: ['900001'] })
    .go();
  await member({ standing: 'closed', successor: '900900' });
  await entities.review.patch({ about: ABOUT }).set({ goesOnAt: '900900' }).go();
  const withoutHead = 'Hill View Primary School : no head';
  expect(await morning()).toContain(withoutHead);
  await put('head-2', { member: '900900' });
  await entities.member.patch({ member: '900900' }).set({ head: 'head-2' }).go();
  expect(await morning()).not.toContain('nobody holds');
  await ask(
    lunchQuestion(fresh.store),
    asked({ expiresAt: '2026-12-15T16:00:00.000Z' }),
    'token-1',
    fakeDeps(fresh.store),
  );
  await entities.decision.patch({ about: ABOUT, decision: 'agree-lunch.1.1' }).set({ organisation: '900900' }).go();
  await put('head-2', { left: true });
  expect(await morning()).toContain('the head, Name of head-2, has left; 1 question waits');
});

it('has no school twice, and none whose review was cancelled', async () => {
  await fresh.store.entities.member.patch({ member: '900001' }).remove(['head']).go();
  expect((await morning()).match(/no head/g)).toHaveLength(1);
  await fresh.store.entities.review.patch({ about: ABOUT }).set({ status: 'cancelled' }).go();
  expect(await morning()).not.toContain('no head');
});

it('has a trust by its own word, and a hub whose manager no mail reaches', async () => {
  await member({ kind: 'trust' });
  await fresh.store.entities.member.patch({ member: '900001' }).remove(['head']).go();
  await put('manager', { member: undefined, mail: 'bounces' });
  expect(await morning()).toContain('no chief executive');
  expect(await morning()).toContain('its hub, Riverside, has a manager whom no mail reaches, Name of manager');
  expect(await morning()).toContain('2 offices that nobody holds');
});

it('has a hub whose manager is missing or has left, and no school that is no member', async () => {
  await put('manager', { member: undefined, left: true });
  expect(await morning()).toContain('its hub, Riverside, has a manager who has left, Name of manager');
  await fresh.store.entities.hub.patch({ hub: 'hub-1' }).remove(['manager']).go();
  expect(await morning()).toContain('its hub, Riverside, has no manager');
  await member({ standing: 'closed' });
  expect(await morning()).not.toContain('nobody holds');
});
