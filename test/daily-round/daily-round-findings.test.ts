import { beforeEach, describe, expect, it } from 'vitest';
import { toldInMorning } from '../../lambdas/app/told-in-morning.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import type { DailyRoundDeps } from '../../lambdas/daily-round/daily-round-deps.ts';
import { beginSending, recordProgress } from '../../lambdas/mail/message-log.ts';
import type { DailyRoundFindings } from '../../lambdas/platform/daily-round-findings.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import type { Question } from '../../lambdas/questions/question.ts';
import { recordRenewal } from '../../lambdas/renewal/renewal-record.ts';
import { beginOn, followUpOn, lookAtYear } from '../../lambdas/store/agenda.ts';
import { ABOUT, asked, type FakeDeps, fakeDeps, lunchQuestion, writeReview } from '../questions/fixture.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const morningOf = (day: string): string => `2026-06-${day}T06:30:00.000Z`;
const nothing: DailyRoundFindings = {
  QuestionsPastExpiry: 0,
  WorkflowsStuck: 0,
  AnswersUndelivered: 0,
  QuestionsPutOff: 0,
  MailsNotSent: 0,
  RenewalsNotStarted: 0,
  YearsMissing: 0,
};
let deps: FakeDeps & DailyRoundDeps;
let question: Question;
let found: DailyRoundFindings[];

beforeEach(async () => {
  found = [];
  question = lunchQuestion(fresh.store);
  deps = Object.assign(fakeDeps(fresh.store), {
    catalogue: () => question,
    toldInMorning,
    startReview: async () => {},
    startFollowUp: async () => {},
    startAdmission: async () => {},
    endMembership: async () => {},
    finishMove: async () => {},
    finishQuestions: async () => {},
    carryOutLeaving: async () => {},
    startTermPlan: async () => {},
    tellFindings: (findings: DailyRoundFindings) => found.push(findings),
  });
  await writeReview(fresh.store);
});

/** What a round finds. */
async function findingsOf(day: string): Promise<DailyRoundFindings | undefined> {
  await dailyRound({ at: morningOf(day) }, deps);
  return found.at(-1);
}

const answerUntold = () =>
  fresh.store.entities.decision
    .patch({ about: ABOUT, decision: 'agree-lunch.1.1' })
    .set({ status: 'answered', outcome: { outcome: 'lunch' }, queue: 'open', openFor: 'head-1' })
    .set({ nextActionAt: '2026-06-02T10:00:00.000Z' })
    .go();

describe('the morning round tells', () => {
  it('zeros when nothing stands still, and nothing on a day without work', async () => {
    await ask(question, asked(), 'token-1', deps);
    expect(await findingsOf('03')).toEqual(nothing);
    await findingsOf('06'); // a Saturday
    expect(found).toHaveLength(1);
  });

  it('a question whose workflow had not noticed that its time was over', async () => {
    await ask(question, asked(), 'token-1', deps); // until Monday 15 June
    expect(await findingsOf('17')).toEqual({ ...nothing, QuestionsPastExpiry: 1 });
    expect(await findingsOf('18')).toEqual(nothing);
  });

  it('a question for whose answer no workflow waits any more', async () => {
    await ask(question, asked(), 'token-1', deps);
    deps.gone.add('token-1');
    expect(await findingsOf('17')).toEqual({ ...nothing, QuestionsPastExpiry: 1, WorkflowsStuck: 1 });
  });

  it('nothing of a question that no workflow ever waited for', async () => {
    await ask(question, asked(), undefined, deps);
    expect(await findingsOf('17')).toEqual(nothing);
  });

  it('an answer of which its workflow had not been told, but none that it had taken before', async () => {
    await ask(question, asked(), 'token-1', deps);
    await answerUntold();
    expect(await findingsOf('03')).toEqual({ ...nothing, AnswersUndelivered: 1 });
    await answerUntold();
    expect(await findingsOf('04')).toEqual(nothing);
  });

  it('a row that cannot be worked through', async () => {
    await ask(question, asked(), 'token-1', deps);
    question = { ...question, bind: () => Promise.reject(new Error('no head')) };
    expect(await findingsOf('03')).toEqual({ ...nothing, QuestionsPutOff: 1 });
  });

  it('a review that cannot be begun, and goes on with the others and with the mails', async () => {
    const { review } = fresh.store.entities;
    await review.patch({ about: ABOUT }).set({ stage: 'planned', status: 'planned', startsOn: '2026-06-03' }).go();
    await fresh.store.write([
      beginOn(fresh.store, ABOUT, '2026-06-03'),
      followUpOn(fresh.store, ABOUT, '2026-06-03'),
      beginOn(fresh.store, 'qar-2026-900009', '2026-06-03'),
    ]);
    await beginSending(fresh.store, {
      ...{ about: ABOUT, message: 'lunch', kind: 'lunch', person: 'head-1' },
      at: '2026-06-02T04:31:00.000Z',
    });
    let isAway = true;
    const started: string[] = [];
    Object.assign(deps, {
      startReview: async ({ about }: { about: string }) => {
        if (isAway) throw new Error('no such machine');
        started.push(about);
      },
    });
    expect(await findingsOf('03')).toEqual({ ...nothing, QuestionsPutOff: 1, MailsNotSent: 1 });
    const { reviews, followUps } = await fresh.store.agenda(morningOf('03'));
    expect([reviews.map(({ about }) => about), followUps]).toEqual([[ABOUT], []]);
    isAway = false;
    await findingsOf('04');
    expect(started).toEqual([ABOUT]);
  });

  it('a mail that nobody is sending any more, until it has gone', async () => {
    const mail = { about: ABOUT, message: 'lunch', kind: 'lunch', person: 'head-1' };
    await beginSending(fresh.store, { ...mail, at: '2026-06-03T04:31:00.000Z' });
    expect(await findingsOf('03')).toEqual(nothing); // it may still be tried
    expect(await findingsOf('04')).toEqual({ ...nothing, MailsNotSent: 1 });
    await recordProgress(fresh.store, { about: ABOUT, message: 'lunch', status: 'sent' });
    expect(await findingsOf('05')).toEqual(nothing);
  });

  // Weekly: the year is wanted for eight months, in which the morning list and each weekly digest name it too. An alarm that
  // mails on some 160 mornings is one that nobody reads on the next; once a week it is read, and no week is lost by it.
  it('a year that nobody has made, once a week from eight months before its renewal until it is in force', async () => {
    const row = { starts: '2026-09-01', ends: '2027-07-31', termBreaks: [] };
    const { entities } = fresh.store;
    await entities.partnershipYear.put({ year: '2025', ...row, renewalOpens: '2025-02-03', ends: '2026-06-30' }).go();
    await fresh.store.write([lookAtYear(fresh.store, '2025')]);
    expect((await findingsOf('03'))?.YearsMissing).toBe(0); // a Wednesday
    expect((await findingsOf('04'))?.YearsMissing).toBe(0);
    expect((await findingsOf('08'))?.YearsMissing).toBe(1); // the first working day of the next week
    expect((await findingsOf('09'))?.YearsMissing).toBe(0);
    expect((await findingsOf('12'))?.YearsMissing).toBe(0);
    expect((await findingsOf('15'))?.YearsMissing).toBe(1);
    await fresh.store.write([
      fresh.store.rows.partnershipYear.create({ year: '2026', ...row, renewalOpens: '2026-02-09' }).commit(),
      lookAtYear(fresh.store, '2026'),
    ]);
    // 2026's own successor is wanted from 9 June on, four months after its renewal.
    expect((await findingsOf('16'))?.YearsMissing).toBe(0);
    expect((await findingsOf('22'))?.YearsMissing).toBe(1);
    await entities.partnershipYear.patch({ year: '2026' }).set({ wantedMonthsAhead: 7 }).go();
    expect((await findingsOf('29'))?.YearsMissing).toBe(0);
  });

  it('a renewal that did not begin on its day, from the next working day on and for two weeks', async () => {
    await fresh.store.entities.partnershipYear
      .put({ year: '2026', starts: '2026-09-01', ends: '2027-07-31', renewalOpens: '2026-06-03', termBreaks: [] })
      .go();
    const days = ['03', '04', '17', '18'];
    const missing: (number | undefined)[] = [];
    for (const day of days) missing.push((await findingsOf(day))?.RenewalsNotStarted);
    expect(missing).toEqual([0, 1, 1, 0]);
    await recordRenewal(fresh.store, '2026', '2026-06-04T08:00:00Z');
    expect(await findingsOf('05')).toEqual(nothing);
  });
});
