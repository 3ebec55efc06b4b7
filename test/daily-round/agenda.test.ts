import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { weeklyDigest } from '../../lambdas/central-team/weekly-digest.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { lookAtYears } from '../../lambdas/daily-round/look-at-years.ts';
import { beginSending } from '../../lambdas/mail/message-log.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import type { Question } from '../../lambdas/questions/question.ts';
import { beginOn, followUpOn, lookAtYear } from '../../lambdas/store/agenda.ts';
import type { Table } from '../../lambdas/store/table.ts';
import { membershipsDecidedSince } from '../../lambdas/store/week-reads.ts';
import { ABOUT, asked, lunchQuestion, writeReview } from '../questions/fixture.ts';
import { useStore } from '../support/store.ts';
import { type Round, roundOver } from './daily-round-deps.ts';

const fresh = useStore();
const DECISION = { pk: `$peer-review#about_${ABOUT}`, sk: '$review#decision_1#decision_agree-lunch.1.1' };
const MESSAGE = { pk: `$peer-review#about_${ABOUT}`, sk: '$message_1#message_lunch' };
let deps: Round['deps'];
let question: Question;
let started: Round['started'];
let found: Round['found'];

beforeEach(async () => {
  question = lunchQuestion(fresh.store);
  ({ deps, started, found } = roundOver(question, fresh.store));
  await writeReview(fresh.store);
});

const round = (day: string) => dailyRound({ at: `2026-06-${day}T06:30:00.000Z` }, deps);
/** Goes out half an hour before the round of its day. */
const digest = (day: string) => {
  const mailer = { async sendContent() {}, async send() {} };
  const centralTeam = { name: 'team', email: 'team@charity.example' };
  const at = `2026-06-${day}T06:00:00.000Z`;
  return weeklyDigest({ at }, { store: fresh.store, mailer, centralTeam, portalOrigin: 'https://reviews.example.org' });
};
const subjects = () => deps.mails.map(({ content }) => content.subject);
const reminder = 'Reminder: Please say whether there is lunch: QAR at Hill View Primary School';

/** Leaves a row as a release that had no agenda wrote it. */
async function asBefore(Key: { pk: string; sk: string }): Promise<void> {
  const { client, table } = Reflect.get(fresh.store, 'table') as Table;
  await client.send(new UpdateCommand({ TableName: table, Key, UpdateExpression: 'REMOVE gsi3pk, gsi3sk' }));
}

/** The question has its place in July; what is to be done in June, an earlier release knows by the other index. */
async function standsForJuly(): Promise<void> {
  const { client, table } = Reflect.get(fresh.store, 'table') as Table;
  await client.send(
    new UpdateCommand({
      TableName: table,
      Key: DECISION,
      UpdateExpression: 'SET gsi3sk = :later',
      ExpressionAttributeValues: { ':later': '$agenda#nextactionat_2026-07-01t00:00:00.000z#decision_1' },
    }),
  );
}

const sleepsUntil = (startsOn: string) =>
  fresh.store.entities.review.patch({ about: ABOUT }).set({ stage: 'planned', status: 'planned', startsOn }).go();

const beginMail = (at: string) =>
  beginSending(fresh.store, { about: ABOUT, message: 'lunch', kind: 'lunch', person: 'head-1', at });

describe('the agenda', () => {
  it('gets on its first morning what an earlier release wrote, and all of it is done on that morning', async () => {
    await ask(question, asked(), 'token-1', deps); // Monday 1 June, reminded on Wednesday
    await beginMail('2026-06-02T09:00:00.000Z');
    for (const row of [DECISION, MESSAGE]) await asBefore(row);
    await sleepsUntil('2026-06-03');
    await fresh.store.entities.partnershipYear
      .put({ year: '2026', starts: '2026-09-01', ends: '2027-07-31', renewalOpens: '2026-06-01', termBreaks: [] })
      .go();
    deps.mails.length = 0;
    expect((await fresh.store.agenda('2026-06-03T06:30:00.000Z')).decisions).toEqual([]);
    await round('03');
    expect(subjects()).toEqual([reminder]);
    expect(started).toEqual([ABOUT]);
    expect(found).toMatchObject([{ MailsNotSent: 1, RenewalsNotStarted: 1 }]);
    expect(await fresh.store.agenda('2026-06-01T00:00:00.000Z')).toMatchObject({ isComplete: true, decisions: [] });
  });

  it('has the follow-up of a review that was closed, once and on its day', async () => {
    const { review } = fresh.store.entities;
    await review.patch({ about: ABOUT }).set({ stage: 'closed', startsOn: '2026-05-01' }).go();
    await fresh.store.write([followUpOn(fresh.store, ABOUT, '2026-06-03')]);
    await round('02');
    expect(started).toEqual([]);
    await round('03');
    await round('04');
    expect(started).toEqual([`follow-up of ${ABOUT}`]);
  });

  it('starts no follow-up of a review that was called off', async () => {
    const { review } = fresh.store.entities;
    const end = { stage: 'closed', status: 'cancelled', startsOn: '2026-05-01' } as const;
    await review.patch({ about: ABOUT }).set(end).go();
    await fresh.store.write([followUpOn(fresh.store, ABOUT, '2026-06-03')]);
    await round('03');
    expect(started).toEqual([]);
    expect((await fresh.store.agenda('2026-06-30T06:30:00.000Z')).followUps).toEqual([]);
  });

  it('comes with the memberships that the next digest is to tell of', async () => {
    const { entities } = fresh.store;
    await entities.partnershipYear
      .put({ year: '2026', starts: '2026-09-01', ends: '2027-07-31', renewalOpens: '2026-02-02', termBreaks: [] })
      .go();
    const openedAt = '2026-02-02T09:00:00.000Z';
    const ends = [
      ['100183', '2026-06-02T10:00:00.000Z'],
      ['100035', '2026-04-02T10:00:00.000Z'],
    ] as const;
    for (const [member, decidedAt] of ends) {
      const row = { member, year: '2026', kind: 'renewal', status: 'signed', openedAt, decidedAt } as const;
      await entities.membership.put(row).go();
      const { client, table } = Reflect.get(fresh.store, 'table') as Table;
      const Key = { pk: `$peer-review#member_${member}`, sk: '$membership_1#year_2026' };
      const UpdateExpression = 'REMOVE gsi2pk, gsi2sk, decided';
      await client.send(new UpdateCommand({ TableName: table, Key, UpdateExpression }));
    }
    const told = async () =>
      (await membershipsDecidedSince(fresh.store, '2026-05-26T00:00:00.000Z')).map(({ member }) => member);
    expect(await told()).toEqual([]);
    await round('03');
    expect(await told()).toEqual(['100183']);
  });

  it('gets within a week a question that an earlier release asked while it was brought back', async () => {
    await round('02');
    await ask(question, asked(), 'token-1', deps);
    await asBefore(DECISION);
    deps.mails.length = 0;
    for (const day of ['03', '04', '05']) await round(day);
    expect(subjects()).toEqual([]);
    await digest('08'); // finds it
    await round('08');
    expect(subjects()).toEqual([reminder]);
  });

  it('gets within a week a question that such a release moved in its own index alone', async () => {
    await round('02');
    await ask(question, asked(), 'token-1', deps);
    await standsForJuly();
    deps.mails.length = 0;
    await round('04');
    expect(subjects()).toEqual([]);
    await digest('08'); // finds it
    await round('08');
    expect(subjects()).toEqual([reminder]);
  });

  it('leaves to the round of the day what has come due since the last one', async () => {
    await round('05');
    await ask(question, asked({ expiresAt: '2026-06-30T16:00:00.000Z' }), 'token-1', deps);
    const { decision } = fresh.store.entities;
    const key = { about: ABOUT, decision: 'agree-lunch.1.1' };
    await decision.patch(key).set({ nextActionAt: '2026-06-05T09:00:00.000Z' }).go();
    await asBefore(DECISION);
    deps.mails.length = 0;
    await digest('08');
    await round('08');
    expect(subjects()).toEqual([]);
    await digest('15');
    await round('15');
    expect(subjects()).toEqual([reminder]);
  });

  it('gets such a question on the next morning when its mark was deleted', async () => {
    await ask(question, asked(), 'token-1', deps);
    await standsForJuly();
    deps.mails.length = 0;
    await round('03');
    expect(subjects()).toEqual([reminder]);
  });

  it('gets within two months a review and a mail of such a release', async () => {
    await round('02');
    await sleepsUntil('2026-06-04');
    await beginMail('2026-06-03T09:00:00.000Z');
    await asBefore(MESSAGE);
    const july = (day: string) => dailyRound({ at: `2026-07-${day}T06:30:00.000Z` }, deps);
    await round('30');
    expect(started).toEqual([]);
    for (const day of ['01', '02']) await july(day); // reviews on the first two working days, then mails
    expect(started).toEqual([ABOUT]);
    await july('03');
    expect(found.slice(-2)).toMatchObject([{ MailsNotSent: 0 }, { MailsNotSent: 0 }]);
    await july('06');
    expect(found.at(-1)).toMatchObject({ MailsNotSent: 1 });
  });

  const fixedAsBefore = (opens: string, changes: { turn?: number } = {}) =>
    fresh.store.entities.review
      .patch({ about: ABOUT })
      .set({
        day1: '2027-01-12',
        datesFixedAt: '2026-06-03T10:00:00.000Z',
        clock: { teamComplete: { opens } },
        dates: { turn: 1, agreed: { day1: '2027-01-12', by: 'host' } },
        ...changes,
      })
      .go();
  const roundsOf = async (...days: string[]) => {
    for (const day of days) await dailyRound({ at: `2026-${day}T06:30:00.000Z` }, deps);
  };

  it('gets a review whose dates such a release fixed and which no execution went on with', async () => {
    await round('02');
    await fixedAsBefore('2026-07-09T08:00:00.000Z');
    await roundsOf('07-02', '07-07', '07-09');
    expect(started).toEqual([]); // an execution of that release may still wait for the 9th
    await roundsOf('07-10');
    expect(started).toEqual([ABOUT]);
    expect(await fresh.store.review(ABOUT)).toMatchObject({
      ...{ stage: 'planned', startsOn: '2026-07-10', day1: '2027-01-12' },
      stages: { scheduling: { to: '2026-07-10' }, planned: { from: '2026-07-10' } },
    });
  });

  it('leaves a review alone with which an execution of such a release went on', async () => {
    await round('02');
    await fixedAsBefore('2026-07-09T08:00:00.000Z');
    await roundsOf('07-02');
    const { review } = fresh.store.entities;
    await review.patch({ about: ABOUT }).set({ stage: 'team' }).composite({ startsOn: '2026-07-13' }).go();
    await roundsOf('07-09', '07-10', '07-13');
    expect(started).toEqual([]);
    expect((await fresh.store.agenda('2027-01-01T00:00:00.000Z')).reviews).toEqual([]);
  });

  it('leaves a review alone that asks for other dates than it has', async () => {
    await round('02');
    await fixedAsBefore('2026-06-09T08:00:00.000Z', { turn: 2 });
    await roundsOf('07-02', '07-07', '07-09');
    expect(started).toEqual([]);
  });

  it('gets the follow-up of a review that such a release closed, once', async () => {
    const { review } = fresh.store.entities;
    await round('02');
    const progressCheck = { opens: '2026-07-10T08:00:00.000Z', expires: '2026-08-07T16:00:00.000Z' };
    await review
      .patch({ about: ABOUT })
      .set({ stage: 'closed', startsOn: '2025-09-01', clock: { progressCheck } })
      .go();
    await roundsOf('07-07', '07-08', '07-09');
    expect(started).toEqual([]);
    await roundsOf('07-10', '07-13', '08-04', '08-05', '08-06', '08-07', '08-10', '08-11');
    expect(started).toEqual([`follow-up of ${ABOUT}`]);
  });

  it('keeps a wake-up that was written while the round looked at what it was for', async () => {
    await round('02');
    const { review } = fresh.store.entities;
    await fresh.store.write([beginOn(fresh.store, ABOUT, '2026-06-03')]);
    const read = fresh.store.review.bind(fresh.store);
    const meanwhile = vi.spyOn(fresh.store, 'review').mockImplementationOnce(async (about) => {
      const before = await read(about); // at its scheduling: nothing to begin
      await sleepsUntil('2026-06-03');
      await fresh.store.write([beginOn(fresh.store, ABOUT, '2026-06-03')]); // for the same instant
      return before;
    });
    await round('03');
    expect(started).toEqual([]);
    await round('04');
    expect(started).toEqual([ABOUT]);

    await fresh.store.write([followUpOn(fresh.store, ABOUT, '2026-06-05')]);
    meanwhile.mockImplementationOnce(read).mockImplementationOnce(async (about) => {
      const before = await read(about);
      await review.patch({ about }).set({ stage: 'closed', startsOn: '2026-05-01' }).go();
      await fresh.store.write([followUpOn(fresh.store, ABOUT, '2026-06-05')]);
      return before;
    });
    await round('05');
    await round('08');
    expect(started).toContain(`follow-up of ${ABOUT}`);
  });

  it('keeps a year whose dates were written while the round looked at it, and moves the others on', async () => {
    const { partnershipYear } = fresh.store.entities;
    const write = async (year: string) => {
      const dates = { starts: `${year}-09-01`, ends: `${year}-12-31`, renewalOpens: '2026-09-01', termBreaks: [] };
      await partnershipYear.put({ year, ...dates }).go();
      await fresh.store.write([lookAtYear(fresh.store, year)]);
    };
    for (const year of ['2026', '2027']) await write(year);
    const due = async () =>
      (await fresh.store.agenda('2026-06-03T06:30:00.000Z')).years.map(({ about }) => about).sort();
    const { years } = await fresh.store.agenda('2026-06-03T06:30:00.000Z');
    const seen = await lookAtYears(fresh.store, years, '2026-06-03');
    await write('2026');
    await seen.done();
    expect(await due()).toEqual(['2026']);
  });

  it('looks at a year again that such a release has moved, and leaves the others where they are', async () => {
    const { partnershipYear } = fresh.store.entities;
    const dates = { ends: '2027-07-31', renewalOpens: '2026-02-02', termBreaks: [] };
    await partnershipYear.put({ year: '2026', starts: '2026-09-01', ...dates }).go();
    await partnershipYear.put({ year: '2027', starts: '2027-09-01', ...dates, renewalOpens: '2027-02-01' }).go();
    const rounds = async (...days: readonly string[]): Promise<readonly number[]> => {
      const requests: number[] = [];
      for (const day of days) {
        const calls = vi.spyOn(DynamoDBDocumentClient.prototype, 'send');
        await dailyRound({ at: `2026-${day}T06:30:00.000Z` }, deps);
        requests.push(calls.mock.calls.length);
        calls.mockRestore();
      }
      return requests;
    };
    await rounds('06-02', '06-03');
    // Reviews on the first two days, mails on Friday, years on Monday, follow-ups on Tuesday.
    expect(await rounds('07-01', '07-02', '07-03', '07-06', '07-07', '07-08')).toEqual([2, 2, 2, 2, 2, 1]);
    await partnershipYear.patch({ year: '2026' }).set({ renewalOpens: '2026-09-01' }).go();
    await rounds('09-01', '09-02');
    expect(found.at(-1)).toMatchObject({ RenewalsNotStarted: 0 });
    await rounds('09-04', '09-07'); // the years are looked for on the 4th, and those that are amiss are due at the next round
    expect(found.at(-1)).toMatchObject({ RenewalsNotStarted: 1 });
  });

  it('forgets a question that such a release closed without taking it out', async () => {
    await round('02');
    await ask(question, asked(), 'token-1', deps);
    const { client, table } = Reflect.get(fresh.store, 'table') as Table;
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: DECISION,
        UpdateExpression: 'SET #status = :answered REMOVE queue, nextActionAt, openFor, gsi1pk, gsi1sk, gsi2pk, gsi2sk',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':answered': 'answered' },
      }),
    );
    const inAgenda = async () => (await fresh.store.agenda('2026-06-04T06:30:00.000Z')).decisions.length;
    expect(await inAgenda()).toBe(1);
    await round('04');
    expect(await inAgenda()).toBe(0);
    expect(deps.delivered).toEqual([]);
  });

  it('wakes a review that was put off meanwhile on its new day', async () => {
    await round('02');
    await fresh.store.write([beginOn(fresh.store, ABOUT, '2026-06-03')]);
    await sleepsUntil('2026-06-05');
    await round('03');
    await round('04');
    expect(started).toEqual([]);
    await round('05');
    expect(started).toEqual([ABOUT]);
  });
});
