/** The central team names the head of a school, or the manager of a hub. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nameHead } from '../../lambdas/commands/name-head.ts';
import { nameHubManager } from '../../lambdas/commands/name-hub-manager.ts';
import { offersOn } from '../../lambdas/commands/offered.ts';
import { ON_MEMBERS } from '../../lambdas/commands/registry.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { ABOUT, asked, lunchQuestion, writeHost, writeReview } from '../questions/fixture.ts';
import { useSteering } from './fixture.ts';

const steering = useSteering();
const { fresh } = steering;
const AT = '2026-06-02T09:00:00.000Z';
const SCHOOL = '900001';

const put = (person: string, more: object = {}) =>
  fresh.store.entities.person
    .put({ person, name: `Name of ${person}`, email: `${person}@oak.example`, member: SCHOOL, ...more })
    .go();
const nameAs = (act: 'name-head' | 'name-hub-manager', about: string, person: string, at = AT) =>
  steering.steer({ act, about, person, at });
const headNow = async () => (await fresh.store.member(SCHOOL))?.head;

afterEach(() => vi.restoreAllMocks());
beforeEach(async () => {
  await writeReview(fresh.store);
  await writeHost(fresh.store);
  await put('deputy');
});

describe('naming the head of a school', () => {
  it('is written with its audit, and what follows comes from the table', async () => {
    expect(await nameAs('name-head', SCHOOL, 'deputy')).toMatchObject({
      done: true,
      sentence: expect.stringContaining('deputy is the head of Hill View Primary School now.'),
    });
    expect(await headNow()).toBe('deputy');
    expect(await fresh.store.audit(SCHOOL)).toMatchObject([
      { who: 'central-team', what: 'named deputy as the head in place of head-1' },
    ]);
  });

  it.each([
    ['nobody', 'There is no person'],
    ['gone', 'gone has left'],
    ['stranger', 'stranger does not work at Hill View Primary School'],
    ['unreached', 'No mail reaches unreached'],
    ['colleague-900001-0123456789', 'confirm them as a contact first'],
  ])('is refused of %s in a sentence', async (person, sentence) => {
    await put('gone', { left: true });
    await put('stranger', { member: '900002' });
    await put('unreached', { mail: 'bounces' });
    await put('colleague-900001-0123456789');
    expect(await nameAs('name-head', SCHOOL, person)).toEqual({
      done: false,
      sentence: expect.stringContaining(sentence),
    });
    expect(await headNow()).toBe('head-1');
  });

  it('is refused of a school that is none, or has closed', async () => {
    expect(await nameAs('name-head', '999999', 'deputy')).toMatchObject({ done: false });
    await fresh.store.entities.member.patch({ member: SCHOOL }).set({ standing: 'closed' }).go();
    expect(await nameAs('name-head', SCHOOL, 'deputy')).toMatchObject({ done: false });
    expect(await headNow()).toBe('head-1');
  });

  it('of two people at once is done of one, and the other is told', async () => {
    await put('other');
    const [one, other] = await Promise.all([
      nameAs('name-head', SCHOOL, 'deputy'),
      nameAs('name-head', SCHOOL, 'other', '2026-06-02T09:00:01.000Z'),
    ]);
    const last = await headNow();
    expect([one?.done, other?.done]).toContain(true);
    expect(last).toBe(other?.done ? 'other' : 'deputy');
  });

  it('once more passes on what is still with somebody else', async () => {
    await ask(lunchQuestion(fresh.store), asked(), 'token-1', steering.deps());
    await fresh.store.entities.member.patch({ member: SCHOOL }).set({ head: 'deputy' }).go();
    expect(await nameAs('name-head', SCHOOL, 'deputy')).toMatchObject({ done: true });
    expect(await fresh.store.decision(ABOUT, 'agree-lunch.1.1')).toMatchObject({ person: 'deputy' });
  });

  it('may be of somebody who leads another school and answers for this one too; of a trust by its own word', async () => {
    await put('two-schools', { member: '900002', alsoOf: [SCHOOL] });
    expect(await nameAs('name-head', SCHOOL, 'two-schools')).toMatchObject({ done: true });
    await fresh.store.entities.member
      .put({ member: 'trust-12', kind: 'trust', name: 'Rivers Trust', standing: 'member' })
      .go();
    await put('chief', { member: 'trust-12' });
    expect(await nameAs('name-head', 'trust-12', 'chief')).toMatchObject({
      sentence: expect.stringContaining('chief is the chief executive of Rivers Trust now.'),
    });
    expect(await fresh.store.audit('trust-12')).toMatchObject([{ what: 'named chief as the chief executive' }]);
  });

  it('holds against a change in the same second', async () => {
    const { store } = fresh;
    for (const before of ['head-1', undefined]) {
      await (before === undefined
        ? store.entities.member.patch({ member: SCHOOL }).remove(['head']).go()
        : store.entities.member.patch({ member: SCHOOL }).set({ head: before }).go());
      vi.spyOn(store, 'member').mockImplementationOnce(async (id) => {
        const seen = await store.needMember(id);
        await store.entities.member.patch({ member: id }).set({ head: 'faster' }).go();
        return seen;
      });
      expect(await nameAs('name-head', SCHOOL, 'deputy')).toMatchObject({ done: false });
      expect(await headNow()).toBe('faster');
    }
    expect(await store.audit(SCHOOL)).toEqual([]);
  });

  it('offers those of the school who can be, and says beforehand what follows', async () => {
    await put('gone', { left: true });
    const member = await fresh.store.needMember(SCHOOL);
    const people = await fresh.store.peopleOfMember(SCHOOL);
    const form = nameHead.form({ member, people });
    expect(JSON.stringify(form?.fields)).toContain('deputy');
    expect(JSON.stringify(form?.fields)).not.toMatch(/head-1|gone/);
    expect(form?.buttons[0]?.confirmation).toContain('Alex Morgan is told so');
    expect(offersOn(ON_MEMBERS, { member: { ...member, standing: 'closed' as const }, people })).toEqual([]);
  });
});

describe('naming the manager of a hub', () => {
  it.each([{ left: true }, { mail: 'bounces' }])('is refused of somebody with %o', async (mark) => {
    await fresh.store.entities.hub.put({ hub: 'hub-1', name: 'Riverside', manager: 'head-1' }).go();
    await put('unfit', mark);
    expect(await nameAs('name-hub-manager', 'hub-1', 'unfit')).toMatchObject({ done: false });
    expect(await fresh.store.hub('hub-1')).toMatchObject({ manager: 'head-1' });
  });

  it('holds against a change in the same second', async () => {
    const { store } = fresh;
    for (const manager of ['head-1', undefined]) {
      await store.entities.hub.put({ hub: 'hub-1', name: 'Riverside', ...(manager && { manager }) }).go();
      vi.spyOn(store, 'hub').mockImplementationOnce(async (hub) => {
        const { data } = await store.entities.hub.get({ hub }).go();
        await store.entities.hub.patch({ hub }).set({ manager: 'faster' }).go();
        return data ?? undefined;
      });
      expect(await nameAs('name-hub-manager', 'hub-1', 'deputy')).toMatchObject({ done: false });
      expect(await store.hub('hub-1')).toMatchObject({ manager: 'faster' });
    }
    expect(await store.audit('hub-1')).toEqual([]);
  });

  it('once more passes on the reports that are still with somebody else', async () => {
    await fresh.store.entities.hub.put({ hub: 'hub-1', name: 'Riverside', manager: 'deputy' }).go();
    const looked = vi.spyOn(fresh.store, 'membersOfHub');
    expect(await nameAs('name-hub-manager', 'hub-1', 'deputy')).toMatchObject({
      done: true,
      sentence: expect.stringContaining('deputy manages Riverside already.'),
    });
    expect(looked).toHaveBeenCalledWith('hub-1');
    expect(await fresh.store.audit('hub-1')).toEqual([]);
  });

  it('says beforehand who is told', async () => {
    const hub = { hub: 'hub-1', name: 'Riverside', manager: 'head-1' };
    const manager = await fresh.store.needPerson('head-1');
    expect(nameHubManager.form({ hub, manager })?.buttons[0]?.confirmation).toContain('Alex Morgan is told so');
    expect(nameHubManager.form({ hub, manager: undefined })?.buttons[0]?.confirmation).not.toContain('is told so');
  });

  it('is written with its audit; of nobody it is refused', async () => {
    await fresh.store.entities.hub.put({ hub: 'hub-1', name: 'Riverside', manager: 'head-1' }).go();
    expect(await nameAs('name-hub-manager', 'hub-1', 'nobody')).toMatchObject({ done: false });
    expect(await nameAs('name-hub-manager', 'hub-2', 'deputy')).toMatchObject({ done: false });
    expect(await nameAs('name-hub-manager', 'hub-1', 'deputy')).toMatchObject({ done: true });
    expect(await fresh.store.hub('hub-1')).toMatchObject({ manager: 'deputy' });
    expect(await fresh.store.audit('hub-1')).toMatchObject([
      { what: 'named deputy as the hub manager in place of head-1' },
    ]);
  });
});
