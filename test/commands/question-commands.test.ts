import { beforeEach, describe, expect, it, vi } from 'vitest';
import { finishQuestionsOf, type QuestionTellers } from '../../lambdas/commands/on-question.ts';
import { recordWhoActed } from '../../lambdas/commands/record-who-acted.ts';
import { remind } from '../../lambdas/commands/remind.ts';
import { seenOf } from '../../lambdas/commands/seen.ts';
import { QUESTION_TELLERS } from '../../lambdas/commands/tellers.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { answer } from '../../lambdas/questions/answer.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import { scheduledStepsOf } from '../../lambdas/questions/schedule.ts';
import { ABOUT, asked, EXPIRES, lunchQuestion, secretOf, writeHost, writeReview } from '../questions/fixture.ts';
import { useSteering } from './fixture.ts';

const steering = useSteering();
const { fresh } = steering;
const ID = 'agree-lunch.1.1';
/** Thursday, three days after the asking. */
const AT = '2026-06-04T09:00:00.000Z';

const command = (input: Parameters<typeof steering.steer>[0], request?: string) =>
  steering.steer({ at: AT, decision: ID, ...input }, request);
const row = async () => {
  const found = await fresh.store.decision(ABOUT, ID);
  if (!found) throw new Error('The question was not asked.');
  return found;
};
const steeredEntries = async () =>
  (await fresh.store.audit(ABOUT))
    .filter(({ entry }) => entry.startsWith('steered.'))
    .map(({ entry, what }) => `${entry}: ${what}`);

async function answerBy(mailNumber: number, at: string) {
  const deps = steering.deps();
  const catalogue = () => lunchQuestion(fresh.store);
  const opened = await openLink(secretOf(deps.mails[mailNumber]?.content), deps, catalogue, AT);
  if (!opened) throw new Error('The link leads nowhere.');
  return answer(opened, { lunch: 'no' }, at, deps);
}

beforeEach(async () => {
  await writeReview(fresh.store);
  await writeHost(fresh.store);
  const { rows } = fresh.store;
  await fresh.store.write([
    ...['head-1', 'deputy-1'].map((person) =>
      rows.person.put({ person, name: person, email: `${person}@hillview.example`, member: '900001' }).commit(),
    ),
    rows.person.create({ person: 'stranger', name: 'S', email: 's@far.example', member: '900009' }).commit(),
    rows.person
      .create({ person: 'unreachable', name: 'U', email: 'u@hillview.example', member: '900001', mail: 'bounces' })
      .commit(),
    rows.person
      .create({ person: 'gone', name: 'G', email: 'g@hillview.example', member: '900001', left: true })
      .commit(),
  ]);
  await ask(lunchQuestion(fresh.store), asked(), 'token-1', steering.deps());
});

describe('reminding now', () => {
  it('sends one mail with a fresh link, and leaves the schedule as it is', async () => {
    const before = await row();
    expect(await command({ act: 'remind' })).toEqual({
      done: true,
      sentence: 'A reminder with a fresh link has gone to head-1.',
    });
    const { mails } = steering.deps();
    expect(mails.map(({ message }) => message)).toEqual([
      `${ID}.asked.2026-06-01T09:00:00.000Z`,
      `${ID}.reminded.${AT}`,
    ]);
    expect(mails[1]?.content.subject).toMatch(/^Reminder: /);
    expect(secretOf(mails[1]?.content)).not.toBe(secretOf(mails[0]?.content));
    const now = await row();
    expect(now).toMatchObject({
      mails: 2,
      remindedAt: AT,
      schedule: before.schedule,
      nextActionAt: before.nextActionAt,
    });
    expect(now.steering).toBeUndefined();
    expect(await steeredEntries()).toEqual([`steered.remind.${ID}: had the person reminded`]);
    expect(await answerBy(1, '2026-06-04T10:00:00.000Z')).toMatchObject({ kind: 'recorded' });
  });

  it('is refused a second time, by a list that was drawn before and by the hours since', async () => {
    const seen = seenOf(await row());
    expect(await command({ act: 'remind', seen })).toMatchObject({ done: true });
    const again = { act: 'remind', at: '2026-06-04T09:10:00.000Z' } as const;
    expect(await command({ ...again, seen })).toMatchObject({ sentence: expect.stringContaining('has changed since') });
    expect(await command({ ...again, seen: seenOf(await row()) })).toMatchObject({
      done: false,
      sentence: 'They were written to at 10:00, less than 4 hours ago. Give them time.',
    });
    expect(steering.deps().mails).toHaveLength(2);
  });

  it('is completed by another call when its mail could not go', async () => {
    steering.deps().failMails = true;
    await expect(steering.press('2026-06-04T09:00:00Z', { act: 'remind', decision: ID })).rejects.toThrow(
      'SES is away',
    );
    steering.deps().failMails = false;
    const press = (at: string) => steering.press(at, { act: 'remind', decision: ID });
    expect(await press('2026-06-04T09:00:10Z')).toMatchObject({
      done: false,
      sentence: expect.stringContaining('at this moment'),
    });
    expect(await press('2026-06-04T09:05:00Z')).toMatchObject({ done: true });
    expect(steering.deps().mails).toHaveLength(2);
    expect(await steeredEntries()).toHaveLength(1);
  });

  it('is completed by the next daily round when nobody calls again, once, and leaves nothing to look at', async () => {
    const agenda = async () => (await fresh.store.agenda('2027-12-31T00:00:00.000Z')).questions;
    const round = (at: string) =>
      dailyRound(
        { at },
        steering.round(async () => {}),
      );
    steering.deps().failMails = true;
    await expect(steering.press('2026-06-04T09:00:00Z', { act: 'remind', decision: ID })).rejects.toThrow();
    steering.deps().failMails = false;
    expect(await agenda()).toMatchObject([{ about: ABOUT, what: 'finish-questions' }]);
    await round('2026-06-05T06:30:00.000Z');
    expect(steering.deps().mails.at(-1)?.message).toBe(`${ID}.reminded.2026-06-04T09:00:00.000Z`);
    expect((await row()).steering).toBeUndefined();
    expect(await agenda()).toEqual([]);
    const { length } = steering.deps().mails;
    await round('2026-06-05T07:30:00.000Z');
    expect(steering.deps().mails).toHaveLength(length);
  });

  it('leaves to be carried out what is recorded while another call carries out what was before', async () => {
    const set = (at: string) =>
      fresh.store.entities.decision
        .patch({ about: ABOUT, decision: ID })
        .set({ steering: { act: 'remind', at, sentence: '', from: null } })
        .go();
    const [before, since] = ['2026-06-04T09:00:00.000Z', '2026-06-05T06:30:01.000Z'];
    await set(before);
    const told: string[] = [];
    const overtaken: QuestionTellers = {
      remind: {
        schema: remind.schema,
        tellOfQuestion: async ({ steering: { at } }) => {
          told.push(at);
          if (at === before) await set(since);
        },
      },
    };
    await finishQuestionsOf(ABOUT, steering.context(), overtaken);
    expect((await row()).steering).toMatchObject({ at: since });
    await finishQuestionsOf(ABOUT, steering.context(), overtaken);
    expect(told).toEqual([before, since]);
    expect((await row()).steering).toBeUndefined();
  });

  it.each([
    ['just asked', '2026-06-01T10:00:00.000Z', /^They were written to at 10:00/],
    ['over', '2026-06-15T16:00:00.000Z', /has just run out/],
  ])('is refused for a question that is %s', async (_what, at, sentence) => {
    expect(await command({ act: 'remind', at })).toEqual({ done: false, sentence: expect.stringMatching(sentence) });
  });

  it('is refused once it is answered, and for a question that nobody asked', async () => {
    await answerBy(0, '2026-06-03T10:00:00.000Z');
    expect(await command({ act: 'remind' })).toEqual({ done: false, sentence: 'This question has been answered.' });
    expect(await command({ act: 'remind', decision: 'agree-lunch.1.7' })).toMatchObject({
      sentence: expect.stringContaining("no question 'agree-lunch.1.7'"),
    });
  });
});

describe('reminding all of a list', () => {
  const OTHER = 'agree-lunch.1.2';
  const listed = async (...decisions: string[]) =>
    Promise.all(
      decisions.map(async (decision) => {
        const found = await fresh.store.decision(ABOUT, decision);
        return { about: ABOUT, decision, seen: found ? seenOf(found) : 'gone' };
      }),
    );
  const remindAll = (questions: object[], at = AT) => steering.steer({ act: 'remind-all', questions, at });

  beforeEach(async () => {
    await ask(
      lunchQuestion(fresh.store),
      asked({ round: 2, at: '2026-06-02T09:00:00.000Z' }),
      'token-2',
      steering.deps(),
    );
  });

  it('does with each what its own button does', async () => {
    expect(await remindAll(await listed(ID, OTHER))).toEqual({
      done: true,
      sentence: '2 reminders with fresh links have gone.',
    });
    expect(steering.deps().mails.map(({ message }) => message)).toEqual(
      expect.arrayContaining([`${ID}.reminded.${AT}`, `${OTHER}.reminded.${AT}`]),
    );
    expect((await steeredEntries()).toSorted()).toEqual([
      `steered.remind.${ID}: had the person reminded`,
      `steered.remind.${OTHER}: had the person reminded`,
    ]);
  });

  it('reminds of the questions of one review one after another, since all of them put one row into the agenda', async () => {
    const { store } = fresh;
    const write = store.write.bind(store);
    const atOnce = { now: 0, most: 0 };
    const spy = vi.spyOn(store, 'write').mockImplementation(async (items) => {
      atOnce.now += 1;
      atOnce.most = Math.max(atOnce.most, atOnce.now);
      return write(items).finally(() => {
        atOnce.now -= 1;
      });
    });
    expect(await remindAll(await listed(ID, OTHER))).toMatchObject({ done: true });
    spy.mockRestore();
    expect(atOnce.most).toBe(1);
  });

  it('is finished by the daily round for each of its questions, though one of them fails every morning', async () => {
    steering.deps().failMails = true;
    await expect(remindAll(await listed(ID))).rejects.toThrow('SES is away');
    await expect(remindAll(await listed(OTHER))).rejects.toThrow('SES is away');
    steering.deps().failMails = false;
    const told: string[] = [];
    const { remind } = QUESTION_TELLERS;
    if (!remind) throw new Error('Nobody tells of a reminder.');
    const tellers: QuestionTellers = {
      remind: {
        ...remind,
        tellOfQuestion: async ({ decision }) => {
          if (decision.decision === ID) throw new Error('It cannot be told');
          told.push(decision.decision);
        },
      },
    };
    await expect(finishQuestionsOf(ABOUT, steering.context(), tellers)).rejects.toThrow('It cannot be told');
    expect(told).toEqual([OTHER]);
    expect((await row()).steering).toBeDefined();
  });

  it('reminds of each in one call of a function, and notes on each entry who made it', async () => {
    const list = [...(await listed('agree-lunch.1.7')), ...(await listed(ID, OTHER))];
    const call = { act: 'remind-all', questions: list, at: AT } as const;
    expect((await steering.steer(call, 'request-1')).sentence).toMatch(/^2 reminders with fresh links have gone\./);
    const event = { detail: { requestID: 'request-1', userIdentity: { arn: 'arn:somebody' } } };
    expect(await recordWhoActed(fresh.store, event)).toBe('recorded');
    expect(await recordWhoActed(fresh.store, event)).toBe('known');
    const entries = (await fresh.store.audit(ABOUT)).filter(({ entry }) => entry.startsWith('steered.'));
    expect(entries.map(({ principal }) => principal)).toEqual(['arn:somebody', 'arn:somebody']);
  });

  it('reminds nobody of what has changed since the list was drawn, says so, and goes on with the others', async () => {
    const list = await listed(ID, OTHER, 'agree-lunch.1.7');
    await answerBy(0, '2026-06-03T10:00:00.000Z');
    const { done, sentence } = await remindAll(list);
    expect(done).toBe(true);
    expect(sentence).toMatch(
      /^One reminder with a fresh link has gone\. Not reminded, 1: .+ Not reminded, 1: .+no question/,
    );
  });

  it('mails nobody twice when the button is pressed twice', async () => {
    const list = await listed(ID, OTHER);
    await remindAll(list);
    const mails = steering.deps().mails.length;
    expect(await remindAll(list, '2026-06-04T09:00:05.000Z')).toMatchObject({ done: false });
    expect(steering.deps().mails).toHaveLength(mails);
  });

  it('says what is wrong with a list', async () => {
    expect(await remindAll([])).toMatchObject({
      done: false,
      sentence: expect.stringContaining('one question or more'),
    });
  });
});

describe('giving more time', () => {
  it('moves the day and the end by working days, the reminders with them, and says so', async () => {
    expect(await command({ act: 'extend', workingDays: 3, reason: 'The office is closed' })).toEqual({
      done: true,
      sentence: 'head-1 has until Wednesday 17 June 2026 now, and has been told.',
    });
    const now = await row();
    expect(now).toMatchObject({ dueAt: '2026-06-17T16:00:00.000Z', expiresAt: '2026-06-18T16:00:00.000Z', mails: 1 });
    // The reminder of the second working day is over; that of the fourth stays.
    expect(scheduledStepsOf(now)).toEqual([{ at: '2026-06-05T06:30:00.000Z', act: 'remind' }]);
    expect(now.nextActionAt).toBe('2026-06-05T06:30:00.000Z');
    expect(steering.told().map(({ person, subject }) => `${person}: ${subject.slice(0, 37)}`)).toEqual([
      'head-1: You have until Wednesday 17 June 2026',
    ]);
    expect(await answerBy(0, '2026-06-16T10:00:00.000Z')).toMatchObject({ kind: 'recorded' });
  });

  it('reminds on the last day when all other reminders are over', async () => {
    await command({ act: 'extend', at: '2026-06-12T09:00:00.000Z', workingDays: 2, reason: 'x' });
    expect(scheduledStepsOf(await row())).toEqual([{ at: '2026-06-16T06:30:00.000Z', act: 'remind' }]);
  });

  it('is waited for by the workflow, which looks at the row when its own wait ends', async () => {
    await command({ act: 'extend', workingDays: 3, reason: 'x' });
    const deps = steering.deps();
    expect(await ask(lunchQuestion(fresh.store), asked({ at: EXPIRES }), 'token-2', deps)).toBe('waiting');
    expect(deps.delivered).toEqual([]);
    expect(await ask(lunchQuestion(fresh.store), asked({ at: '2026-06-18T16:00:00.000Z' }), 'token-3', deps)).toBe(
      'settled',
    );
  });

  it('is given once by a button that is pressed twice', async () => {
    const seen = seenOf(await row());
    const both = await Promise.all([
      command({ act: 'extend', workingDays: 3, reason: 'x', seen }),
      command({ act: 'extend', workingDays: 3, reason: 'x', seen, at: '2026-06-04T09:00:01.000Z' }),
    ]);
    expect(both.map(({ done }) => done).sort()).toEqual([false, true]);
    expect((await row()).expiresAt).toBe('2026-06-18T16:00:00.000Z');
  });

  it('and an answer at the same moment are one of them', async () => {
    const [extended, answered] = await Promise.all([
      command({ act: 'extend', workingDays: 3, reason: 'x' }),
      answerBy(0, AT),
    ]);
    expect(answered).toMatchObject({ kind: 'recorded' });
    expect(await row()).toMatchObject({ status: 'answered' });
    expect(await steeredEntries()).toHaveLength(extended.done ? 1 : 0);
  });

  it.each([
    [{ workingDays: 0, reason: 'x' }, 'Nothing was done: workingDays must be 1 or more.'],
    [{ workingDays: 21, reason: 'x' }, 'Nothing was done: workingDays must be 20 or less.'],
    [{ workingDays: 'three', reason: 'x' }, 'Nothing was done: workingDays must be a whole number of working days.'],
    [{ workingDays: 3 }, 'Nothing was done: reason must say why, in a few words.'],
  ])('%j is refused in words', async (input, sentence) => {
    expect(await command({ act: 'extend', ...input })).toEqual({ done: false, sentence });
  });
});

describe('asking somebody else', () => {
  const pass = (person: string) => command({ act: 'ask-somebody-else', person, reason: 'The head is away' });

  it('gives the question to a colleague, and leaves the first person a link that only reads', async () => {
    expect(await pass('deputy-1')).toMatchObject({ done: true });
    expect(await row()).toMatchObject({ person: 'deputy-1', openFor: 'deputy-1', status: 'open' });
    expect(steering.told().map(({ person }) => person)).toEqual(['head-1']);
    expect(await answerBy(0, '2026-06-04T10:00:00.000Z')).toEqual({ kind: 'only-reads' });
    expect(await answerBy(1, '2026-06-04T10:00:00.000Z')).toMatchObject({ kind: 'recorded' });
    expect(await steeredEntries()).toEqual([`steered.ask-somebody-else.${ID}: asked somebody else to answer`]);
  });

  it('counts the mail as one to the colleague: of that day, and of these hours', async () => {
    expect(await pass('deputy-1')).toMatchObject({ done: true });
    expect(await row()).toMatchObject({ mails: 2, mailedOn: '2026-06-04', remindedAt: AT });
    expect(await fresh.store.mailedOn('deputy-1', '2026-06-04')).toEqual([`${ABOUT}/${ID}`]);
    expect(await command({ act: 'remind', at: '2026-06-04T10:00:00.000Z' })).toEqual({
      done: false,
      sentence: 'They were written to at 10:00, less than 4 hours ago. Give them time.',
    });
  });

  it('asks nobody once more in the morning for which the first mail was left', async () => {
    const { entities } = fresh.store;
    const later = '2026-06-05T06:30:00.000Z';
    await entities.decision
      .patch({ about: ABOUT, decision: ID })
      .set({ mails: 0, schedule: [{ at: later, act: 'first-mail' }, ...scheduledStepsOf(await row())] })
      .remove(['mailedOn'])
      .go();
    expect(await pass('deputy-1')).toMatchObject({ done: true });
    expect(await row()).toMatchObject({ mails: 1, mailedOn: '2026-06-04' });
    expect(scheduledStepsOf(await row()).map(({ act }) => act)).not.toContain('first-mail');
  });

  it.each([
    [
      'stranger',
      'stranger does not work at Hill View Primary School, and this is for Hill View Primary School itself to answer.',
    ],
    ['gone', 'gone has left.'],
    ['unreachable', 'No mail reaches unreachable. Import their right address first, or ask somebody else.'],
    ['head-1', 'head-1 is the one who is asked already.'],
    ['nobody', "There is no person 'nobody'. Import them first, or use the id of somebody who is known."],
  ])('is refused for %s', async (person, sentence) => {
    expect(await pass(person)).toEqual({ done: false, sentence });
    expect(steering.deps().mails).toHaveLength(1);
  });
});

describe('who acted', () => {
  const event = {
    detail: { requestID: 'request-1', userIdentity: { arn: 'arn:aws:sts::1:assumed-role/Central/alex' } },
  };

  it('is noted on the entry of the act that came with the request, once', async () => {
    await command({ act: 'extend', workingDays: 1, reason: 'x' }, 'request-1');
    expect(await recordWhoActed(fresh.store, event)).toBe('recorded');
    expect(await recordWhoActed(fresh.store, event)).toBe('known');
    const entries = (await fresh.store.audit(ABOUT)).filter(({ request }) => request === 'request-1');
    expect(entries.map(({ who, principal }) => ({ who, principal }))).toEqual([
      { who: 'central-team', principal: 'arn:aws:sts::1:assumed-role/Central/alex' },
    ]);
  });

  it('has nothing to be noted on for a call that was refused', async () => {
    await command({ act: 'extend', workingDays: 1 }, 'request-1');
    expect(await recordWhoActed(fresh.store, event)).toBe('nothing-done');
  });
});
