import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { dailyRound, RoundNotFinished } from '../../lambdas/daily-round/daily-round.ts';
import type { DailyRoundDeps } from '../../lambdas/daily-round/daily-round-deps.ts';
import { answer } from '../../lambdas/questions/answer.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import type { Question } from '../../lambdas/questions/question.ts';
import { beginOn } from '../../lambdas/store/agenda.ts';
import { ABOUT, asked, lunchQuestion, secretOf, writeHost, writeReview } from '../questions/fixture.ts';
import { useStore } from '../support/store.ts';
import { type Round, roundOver } from './daily-round-deps.ts';

const fresh = useStore();
const ID = 'agree-lunch.1.1';
const morningOf = (day: string): string => `2026-06-${day}T06:30:00.000Z`;
let deps: Round['deps'];
let question: Question;
let started: Round['started'];

beforeEach(async () => {
  question = lunchQuestion(fresh.store);
  ({ deps, started } = roundOver(question, fresh.store));
  await writeReview(fresh.store);
  await writeHost(fresh.store);
});

const round = (day: string) => dailyRound({ at: morningOf(day) }, deps);
const row = () => fresh.store.decision(ABOUT, ID);

describe('the morning round', () => {
  it('reminds on the days the settings say, each time with a link of its own', async () => {
    await ask(question, asked(), 'token-1', deps); // Monday 1 June; reminded after 2 and 4 working days
    const subjects: string[][] = [];
    for (const day of ['02', '03', '04', '05', '08']) {
      const before = deps.mails.length;
      expect(await round(day)).toEqual({ more: false });
      subjects.push(deps.mails.slice(before).map((mail) => mail.content.subject));
    }
    const reminder = 'Reminder: Please say whether there is lunch: QAR at Hill View Primary School';
    expect(subjects).toEqual([[], [reminder], [], [reminder], []]);
    const secrets = deps.mails.map((mail) => secretOf(mail.content));
    expect(new Set(secrets).size).toBe(3);
    for (const secret of secrets) {
      const opened = await openLink(secret, deps, () => question, '2026-06-08T10:00:00.000Z');
      expect(opened).toMatchObject({ decides: true });
    }
    expect(await row()).toMatchObject({ mails: 3, mailedOn: '2026-06-05' });
  });

  it('sends the first mail of a question that was asked at night', async () => {
    await ask(question, asked({ at: '2026-06-01T20:30:00.000Z' }), 'token-1', deps);
    await round('02');
    expect(deps.mails.map((mail) => mail.content.subject)).toEqual([
      'Please say whether there is lunch: QAR at Hill View Primary School',
    ]);
  });

  it('sends one mail that lists everything when several things wait for one person', async () => {
    await ask(question, asked(), 'token-1', deps);
    await ask(question, asked({ round: 2 }), 'token-2', deps);
    deps.mails.length = 0;
    await round('03');
    expect(deps.mails).toHaveLength(1);
    expect(deps.mails[0]?.content.subject).toBe('2 things wait for your answer: Hill View Primary School');
    expect(deps.mails[0]?.content.items).toHaveLength(2);
  });

  it('says no more once there is an answer', async () => {
    await ask(question, asked(), 'token-1', deps);
    const at = '2026-06-02T10:00:00.000Z';
    const opened = await openLink(secretOf(deps.mails[0]?.content), deps, () => question, at);
    if (opened) await answer(opened, { lunch: 'no' }, at, deps);
    deps.mails.length = 0;
    for (const day of ['03', '05', '16']) await round(day);
    expect(deps.mails).toEqual([]);
  });

  it('does the same morning twice without a second mail', async () => {
    await ask(question, asked(), 'token-1', deps);
    deps.mails.length = 0;
    await round('03');
    await round('03');
    expect(deps.mails).toHaveLength(1);
  });

  it('asks the table once when nothing is due, and not at all on a day without work', async () => {
    await round('08');
    const send = vi.spyOn(DynamoDBDocumentClient.prototype, 'send');
    const asked: Record<string, readonly string[]> = {};
    for (const day of ['09', '10', '11', '12', '13', '15']) {
      send.mockClear();
      await round(day);
      asked[day] = send.mock.calls.map(([command]) => command.constructor.name);
    }
    const once = ['QueryCommand'];
    expect(asked).toEqual({
      ...{ '09': once, '10': once, '11': once, '12': once },
      '13': [], // a Saturday
      '15': once,
    });
  });

  it('goes on page by page while it has time, and with the next call', async () => {
    for (let one = 1; one <= 90; one += 1) await ask(question, asked({ round: one }), `token-${one}`, deps);
    deps.mails.length = 0;
    const input = { at: morningOf('03') };
    await expect(dailyRound(input, deps, () => false)).rejects.toThrow(RoundNotFinished);
    const left = async () => (await fresh.store.agenda(input.at)).decisions.length;
    expect(await left()).toBe(50);
    const agenda = vi.spyOn(fresh.store, 'agenda');
    expect(await dailyRound(input, deps, () => true)).toEqual({ more: false });
    expect(agenda).toHaveBeenCalledTimes(1);
    expect(await left()).toBe(0);
  });

  it('writes to nobody who has answered while it was busy with the page before', async () => {
    for (let one = 1; one <= 41; one += 1) await ask(question, asked({ round: one }), `token-${one}`, deps);
    const [last] = (await fresh.store.agenda(morningOf('03'))).decisions.slice(-1);
    if (!last) throw new Error('Nothing is due.');
    const { about, decision } = last;
    deps.mails.length = 0;
    const { mailer } = deps;
    const meanwhile: DailyRoundDeps['mailer'] = {
      ...mailer,
      async sendContent(...mail) {
        await fresh.store.entities.decision
          .patch({ about, decision })
          .set({ status: 'answered' })
          .remove(['queue', 'nextActionAt', 'openFor'])
          .go();
        await mailer.sendContent(...mail);
      },
    };
    await dailyRound({ at: morningOf('03') }, Object.assign(deps, { mailer: meanwhile }));
    expect(deps.mails).toHaveLength(1); // the second page has nobody left
    expect(await fresh.store.decision(about, decision)).toMatchObject({ status: 'answered', mails: 1 });
    expect(deps.delivered).toEqual([]);
  });

  it('writes to four people at a time, since most of a mail is waiting', async () => {
    const binding = { now: 0, most: 0 };
    const ofOnePersonEach: Question = {
      ...question,
      bind: async (one, at) => {
        binding.now += 1;
        binding.most = Math.max(binding.most, binding.now);
        const bound = await question.bind(one, at);
        await new Promise((resolve) => setTimeout(resolve, 1));
        binding.now -= 1;
        return { ...bound, addressee: { ...bound.addressee, role: 'reviewer', person: `head-${one.round}` } };
      },
    };
    const people = Array.from({ length: 9 }, (_, index) => `head-${index + 1}`);
    const { deps: many } = roundOver(ofOnePersonEach, fresh.store);
    for (const round of people.keys()) await ask(ofOnePersonEach, asked({ round: round + 1 }), `token-${round}`, many);
    const { mailer } = many;
    let [underWay, most]: [number, number] = [0, 0];
    const written: string[] = [];
    const slow: DailyRoundDeps['mailer'] = {
      ...mailer,
      async sendContent(about, mail, at) {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise((resolve) => setTimeout(resolve, 20));
        await mailer.sendContent(about, mail, at);
        written.push(mail.to.person);
        underWay -= 1;
      },
    };
    await dailyRound({ at: morningOf('03') }, Object.assign(many, { mailer: slow }));
    expect(written.toSorted()).toEqual(people);
    expect(most).toBe(4);
    // All of one review, so one after another.
    expect(binding.most).toBe(1);
    const rows = await fresh.store.decisionsAbout(ABOUT);
    expect(rows.map(({ mails }) => mails)).toEqual(people.map(() => 2));
  });

  it('does nothing on a bank holiday', async () => {
    await ask(question, asked({ at: '2026-05-22T09:00:00.000Z' }), 'token-1', deps);
    deps.mails.length = 0;
    // Monday 25 May 2026 is the spring bank holiday.
    await dailyRound({ at: '2026-05-25T06:30:00.000Z' }, deps);
    expect(deps.mails).toEqual([]);
  });

  it('delivers an answer that no workflow took', async () => {
    await ask(question, asked(), 'token-1', deps);
    await fresh.store.entities.decision
      .patch({ about: ABOUT, decision: ID })
      .set({ status: 'answered', outcome: { outcome: 'lunch' }, nextActionAt: '2026-06-02T10:00:00.000Z' })
      .composite({ queue: 'open', openFor: 'head-1' })
      .go();
    await round('03');
    expect(deps.delivered).toEqual([{ token: 'token-1', outcome: { outcome: 'lunch' } }]);
    expect((await fresh.store.agenda('2030-01-01T00:00:00.000Z')).decisions).toEqual([]);
  });

  it('settles what has expired without its workflow noticing, and tells the central team', async () => {
    await ask(question, asked(), 'token-1', deps);
    deps.mails.length = 0;
    await round('17'); // the workflow had a day and a half
    expect(await row()).toMatchObject({ status: 'expired' });
    expect(deps.delivered).toEqual([{ token: 'token-1', outcome: { outcome: 'no-lunch' } }]);
    expect(deps.mails.map(({ to, content }) => [to, content.subject])).toEqual([
      ['team@charity.example', 'No answer yet: Hill View Primary School'],
    ]);
  });

  it('puts off a row that cannot be worked through, and goes on with the others', async () => {
    await ask(question, asked(), 'token-1', deps);
    await ask(question, asked({ round: 2 }), 'token-2', deps);
    deps.mails.length = 0;
    let bound = 0;
    const flaky: Question = {
      ...question,
      bind: async (one, at) => {
        bound += 1;
        if (one.round === 1) throw new Error('no head');
        return question.bind(one, at);
      },
    };
    const broken = Object.assign(deps, { catalogue: () => flaky, store: fresh.store });
    await fresh.store.entities.decision
      .patch({ about: ABOUT, decision: ID })
      .set({ openFor: 'somebody-else' })
      .composite({ nextActionAt: '2026-06-03T06:30:00.000Z' })
      .go();
    await dailyRound({ at: morningOf('03') }, broken);
    expect(bound).toBe(2);
    expect(deps.mails).toHaveLength(1);
    expect((await row())?.nextActionAt).toBe('2026-06-03T23:00:00.000Z');
  });

  it('starts the reviews whose time has come, and not those that are paused', async () => {
    const { review } = fresh.store.entities;
    const set = (status: 'planned' | 'paused') =>
      review.patch({ about: ABOUT }).set({ stage: 'planned', startsOn: '2026-06-04', status }).go();
    await set('planned');
    await round('03');
    expect(started).toEqual([]);
    await round('04');
    expect(started).toEqual([ABOUT]);
    await set('paused');
    await round('05');
    expect(started).toEqual([ABOUT]);
  });

  it('starts every review whose time has come on one morning, however many pages they are', async () => {
    const { rows, entities } = fresh.store;
    const { data: known } = await entities.review.get({ about: ABOUT }).go();
    if (!known) throw new Error('There is no review.');
    const abouts = Array.from({ length: 95 }, (_, index) => `qar-2026-${800_001 + index}`);
    for (const about of abouts) {
      const review = { ...known, about, host: about.slice(-6), stage: 'planned' as const, status: 'planned' as const };
      await fresh.store.write([
        rows.review.put({ ...review, startsOn: '2026-06-04' }).commit(),
        beginOn(fresh.store, about, '2026-06-04'),
      ]);
    }
    await round('04');
    expect(started.toSorted()).toEqual(abouts);
  });
});
