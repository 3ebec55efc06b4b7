import { beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../../lambdas/questions/ask.ts';
import type { BoundQuestion, Question } from '../../lambdas/questions/question.ts';
import { addresseeOf } from '../../lambdas/questions/review-context.ts';
import { useStore } from '../support/store.ts';
import { ABOUT, asked, EXPIRES, type FakeDeps, fakeDeps, lunchQuestion, writeReview } from './fixture.ts';

const fresh = useStore();
let deps: FakeDeps;
const row = () => fresh.store.decision(ABOUT, 'agree-lunch.1.1');

const put = (person: string, changes: object = {}) =>
  fresh.store.entities.person
    .put({ person, name: `Name of ${person}`, email: `${person}@oak.example`, member: '900001', ...changes })
    .go();

beforeEach(async () => {
  deps = fakeDeps(fresh.store);
  await writeReview(fresh.store);
  await fresh.store.entities.member
    .put({ member: '900001', kind: 'school', name: 'Oak', standing: 'member', head: 'head-1' })
    .go();
  await put('head-1', { mail: 'bounces', mailSince: '2026-05-01T09:00:00.000Z' });
});

/** The lunch question to whoever the row names, or else the head; as the stages' own questions are bound. */
const question = (changes: Partial<BoundQuestion> = {}): Question => {
  const plain = lunchQuestion(fresh.store);
  return {
    ...plain,
    async bind(one, at) {
      const known = await fresh.store.decision(one.about, 'agree-lunch.1.1');
      const person = await fresh.store.needPerson(known?.person ?? 'head-1');
      return { ...(await plain.bind(one, at)), addressee: addresseeOf(person, 'host', 'hub-1'), ...changes };
    },
  };
};

describe('a question to somebody whom no mail reaches', () => {
  it('goes to a contact of the school before its reviewers, and says why', async () => {
    await put('a-reviewer', { pool: 'reviewers' });
    await put('gone', { left: true });
    await put('deputy');
    await put('no-address', { email: 'not an address' });
    expect(await ask(question(), asked(), 'token-1', deps)).toBe('asked');
    expect(await row()).toMatchObject({ status: 'open', person: 'deputy', openFor: 'deputy', mails: 1 });
    expect(deps.mails.map(({ to }) => to)).toEqual(['deputy@oak.example']);
    expect(deps.mails[0]?.content.whyYou).toContain('our mail does not reach Name of head-1');
    const [entry] = await fresh.store.audit(ABOUT);
    expect(entry).toMatchObject({ who: 'deputy', reason: 'In place of head-1, whom no mail reaches' });
    expect(deps.notices).toEqual([]);
  });

  it('who has left, goes to a contact of the school, and to nobody’s address where there is none', async () => {
    await put('head-1', { left: true });
    await ask(question(), asked(), 'token-1', deps);
    expect(deps.mails).toEqual([]);
    expect(await row()).toMatchObject({ status: 'open', person: 'head-1', mails: 0 });
    expect(deps.notices).toMatchObject([
      {
        firstLine:
          'A question about Hill View Primary School reaches nobody: the head has left, and nobody else can answer it.',
      },
    ]);

    await put('deputy');
    await ask(question(), asked({ round: 2 }), 'token-2', deps);
    expect(deps.mails.map(({ to }) => to)).toEqual(['deputy@oak.example']);
    expect(deps.mails[0]?.content.whyYou).toContain('because Name of head-1 has left, and you');
    expect((await fresh.store.audit(ABOUT)).at(-1)).toMatchObject({ reason: 'In place of head-1, who has left' });
  });

  it('goes to a reviewer of the school when there is no other contact', async () => {
    await put('b-reviewer', { pool: 'reviewers' });
    await put('a-reviewer', { pool: 'reviewers', mail: 'complained' });
    await ask(question(), asked(), 'token-1', deps);
    expect(await row()).toMatchObject({ person: 'b-reviewer' });
  });

  it('goes to a head who leads another school too, and works there', async () => {
    await fresh.store.entities.member.patch({ member: '900001' }).set({ head: 'head-of-two' }).go();
    await put('head-of-two', { member: '900002', alsoOf: ['900001'] });
    await put('a-deputy');
    expect(await ask(question(), asked(), 'token-1', deps)).toBe('asked');
    expect(await row()).toMatchObject({ person: 'head-of-two', organisation: '900001' });
  });

  it('stays open when there is nobody else, and the central team is told', async () => {
    expect(await ask(question(), asked(), 'token-1', deps)).toBe('asked');
    const open = await row();
    expect(open).toMatchObject({ status: 'open', person: 'head-1', mails: 0, expiresAt: EXPIRES });
    const schedule = (open?.schedule ?? []) as { act: string }[];
    expect(schedule.filter(({ act }) => ['first-mail', 'remind'].includes(act))).toEqual([]);
    expect(deps.mails).toEqual([]);
    expect(deps.notices).toMatchObject([{ to: { person: 'central-team' } }]);
    expect(JSON.stringify(deps.notices)).toContain('Name of head-1, head');
  });

  it('goes to nobody else when it asks about the person', async () => {
    await put('deputy');
    await ask(question(), asked({ subject: 'head-1' }), 'token-1', deps);
    expect(await fresh.store.decision(ABOUT, 'agree-lunch.1.1.head-1')).toMatchObject({ person: 'head-1', mails: 0 });
    expect(deps.notices).toHaveLength(1);
  });

  it('is silence at once where the next person is asked then', async () => {
    const invitation = question({ unreachableIsSilence: true });
    expect(await ask(invitation, asked(), 'token-1', deps)).toBe('settled');
    expect(await row()).toMatchObject({ status: 'expired' });
    expect(deps.delivered).toEqual([{ token: 'token-1', outcome: { outcome: 'no-lunch' } }]);
  });

  it('is silence on the second attempt when the first broke off', async () => {
    const reached = question();
    await ask(reached, asked(), 'token-1', deps);
    expect(await ask(question({ unreachableIsSilence: true }), asked(), 'token-2', deps)).toBe('settled');
    expect(deps.delivered).toEqual([{ token: 'token-2', outcome: { outcome: 'no-lunch' } }]);
  });
});

describe('a question to a hub manager whom no mail reaches', () => {
  it('goes to the senior partner', async () => {
    await fresh.store.entities.hub
      .put({ hub: 'hub-1', name: 'North', manager: 'manager', seniorPartner: 'partner' })
      .go();
    await put('manager', { mail: 'bounces' });
    await put('partner', { member: undefined });
    const addressee = addresseeOf(await fresh.store.needPerson('manager'), 'hub-manager', 'hub-1');
    await ask(question({ addressee }), asked(), 'token-1', deps);
    expect(await row()).toMatchObject({ person: 'partner', role: 'hub-manager' });
  });
});
