import { beforeEach, describe, expect, it } from 'vitest';
import { ask, QuestionSuperseded } from '../../lambdas/questions/ask.ts';
import { hashOfLink } from '../../lambdas/questions/links.ts';
import type { Question } from '../../lambdas/questions/question.ts';
import { useStore } from '../support/store.ts';
import { ABOUT, asked, EXPIRES, type FakeDeps, fakeDeps, lunchQuestion, secretOf, writeReview } from './fixture.ts';

const fresh = useStore();
const ID = 'agree-lunch.1.1';
let deps: FakeDeps;
let question: Question;

beforeEach(async () => {
  deps = fakeDeps(fresh.store);
  question = lunchQuestion(fresh.store);
  await writeReview(fresh.store);
});

describe('asking a person', () => {
  it('writes the question, keeps only the hash of its link, and sends the mail', async () => {
    expect(await ask(question, asked(), 'token-1', deps)).toBe('asked');
    const row = await fresh.store.decision(ABOUT, ID);
    expect(row).toMatchObject({ status: 'open', person: 'head-1', token: 'token-1', expiresAt: EXPIRES, mails: 1 });
    const secret = secretOf(deps.mails[0]?.content);
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await fresh.store.link(hashOfLink(secret) ?? '')).toMatchObject({ decision: ID, person: 'head-1' });
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  it('moves the review into the stage of the question', async () => {
    await ask(question, asked(), 'token-1', deps);
    const review = await fresh.store.review(ABOUT);
    expect(review?.stage).toBe('preparation');
    expect(review?.stages).toEqual({
      scheduling: { from: '2026-05-04', to: '2026-06-01' },
      preparation: { from: '2026-06-01' },
    });
  });

  it('leaves the mail to the morning round when it is asked at night', async () => {
    await ask(question, asked({ at: '2026-06-01T20:30:00.000Z' }), 'token-1', deps);
    expect(deps.mails).toEqual([]);
    const row = await fresh.store.decision(ABOUT, ID);
    expect(row).toMatchObject({ mails: 0, nextActionAt: '2026-06-02T06:30:00.000Z' });
    expect(row?.schedule[0]).toEqual({ at: '2026-06-02T06:30:00.000Z', act: 'first-mail' });
  });

  it('gives a fair time to whoever hears of it late', async () => {
    // Asked at 18:30 with an expiry at midnight: the first mail goes at 07:30, so the question is open until 17:30.
    const late = { at: '2026-06-01T17:30:00.000Z', expiresAt: '2026-06-01T23:00:00.000Z' };
    await ask(question, asked(late), 'token-1', deps);
    expect(await fresh.store.decision(ABOUT, ID)).toMatchObject({
      nextActionAt: '2026-06-02T06:30:00.000Z',
      expiresAt: '2026-06-02T16:30:00.000Z',
    });
  });

  it('grants the working days that the question promises, and names a due date within them', async () => {
    const bind: Question['bind'] = async (one, at) => ({ ...(await question.bind(one, at)), leastWorkingDays: 5 });
    const late = { at: '2026-06-12T09:00:00.000Z' }; // Friday; the workflow's expiry is Monday
    await ask({ ...question, bind }, asked(late), 'token-1', deps);
    expect(await fresh.store.decision(ABOUT, ID)).toMatchObject({
      dueAt: '2026-06-19T16:00:00.000Z',
      expiresAt: '2026-06-19T16:00:00.000Z',
    });
  });

  it('asks nobody twice: a second start only takes the new token', async () => {
    await ask(question, asked(), 'token-1', deps);
    expect(await ask(question, asked({ at: '2026-06-08T09:00:00.000Z' }), 'token-2', deps)).toBe('waiting');
    expect(deps.mails).toHaveLength(1);
    expect((await fresh.store.decision(ABOUT, ID))?.token).toBe('token-2');
  });

  it('sends the mail with a fresh link when an earlier attempt broke off before it went', async () => {
    deps.failMails = true;
    await expect(ask(question, asked(), 'token-1', deps)).rejects.toThrow('SES is away');
    deps.failMails = false;
    expect(await ask(question, asked(), 'token-2', deps)).toBe('waiting');
    expect(deps.mails).toHaveLength(1);
    expect(await fresh.store.link(hashOfLink(secretOf(deps.mails[0]?.content)) ?? '')).toBeDefined();
  });

  it('mails nobody anew when its workflow looks again at what a morning has mailed', async () => {
    await ask(question, asked({ at: '2026-06-01T20:30:00.000Z' }), 'token-1', deps);
    await fresh.store.entities.decision
      .patch({ about: ABOUT, decision: ID })
      .set({ mails: 1, mailedOn: '2026-06-02' }) // as the daily round leaves it
      .go();
    expect(await ask(question, asked({ at: '2026-06-02T20:30:00.000Z' }), 'token-2', deps)).toBe('waiting');
    expect(deps.mails).toEqual([]);
  });

  it('takes silence for an answer only once the time is over, and tells the workflow', async () => {
    await ask(question, asked(), 'token-1', deps);
    expect(await ask(question, asked({ at: EXPIRES }), 'token-2', deps)).toBe('settled');
    expect(deps.delivered).toEqual([{ token: 'token-2', outcome: { outcome: 'no-lunch' } }]);
    expect(await fresh.store.decision(ABOUT, ID)).toMatchObject({ status: 'expired' });
    expect((await fresh.store.agenda('2030-01-01T00:00:00.000Z')).decisions).toEqual([]);
    expect((await fresh.store.audit(ABOUT)).map((entry) => entry.what)).toEqual(['was asked', 'no answer']);
  });

  it('waits on when the central team gave more time than the workflow knows of', async () => {
    await ask(question, asked(), 'token-1', deps);
    await fresh.store.entities.decision
      .patch({ about: ABOUT, decision: ID })
      .set({ expiresAt: '2026-06-22T16:00:00.000Z' })
      .go();
    expect(await ask(question, asked({ at: EXPIRES }), 'token-2', deps)).toBe('waiting');
    expect(deps.delivered).toEqual([]);
  });

  it('delivers an answer that is there already instead of asking', async () => {
    await ask(question, asked(), 'token-1', deps);
    await fresh.store.entities.decision
      .patch({ about: ABOUT, decision: ID })
      .set({ status: 'answered', outcome: { outcome: 'lunch' } })
      .go();
    expect(await ask(question, asked({ at: '2026-06-03T09:00:00.000Z' }), 'token-2', deps)).toBe('settled');
    expect(deps.delivered).toEqual([{ token: 'token-2', outcome: { outcome: 'lunch' } }]);
    expect(deps.mails).toHaveLength(1);
  });

  it('asks again with a mail of its own after a pause withdrew the question', async () => {
    await ask(question, asked(), 'token-1', deps);
    await fresh.store.entities.decision
      .patch({ about: ABOUT, decision: ID })
      .set({ status: 'superseded' })
      .remove(['queue', 'nextActionAt', 'openFor'])
      .go();
    expect(await ask(question, asked({ at: '2026-06-08T09:00:00.000Z' }), 'token-2', deps)).toBe('asked');
    expect(deps.mails).toHaveLength(2);
    expect(await fresh.store.decision(ABOUT, ID)).toMatchObject({ status: 'open', token: 'token-2' });
  });

  it('does not ask what belongs to an earlier turn of the review', async () => {
    await fresh.store.entities.review.patch({ about: ABOUT }).set({ turn: 2 }).go();
    await expect(ask(question, asked(), 'token-1', deps)).rejects.toThrow(QuestionSuperseded);
    expect(deps.mails).toEqual([]);
  });
});
