import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ask } from '../../lambdas/questions/ask.ts';
import type { BoundQuestion, Question } from '../../lambdas/questions/question.ts';
import { whatWaitsFor } from '../../lambdas/questions/what-waits.ts';
import { useStore } from '../support/store.ts';
import { ABOUT, asked, EXPIRES, type FakeDeps, fakeDeps, lunchQuestion, MONDAY_TEN, writeReview } from './fixture.ts';

const fresh = useStore();
const AT_NOON = '2026-06-01T11:00:00.000Z';
let deps: FakeDeps;
let question: Question;

beforeEach(async () => {
  deps = fakeDeps(fresh.store);
  question = lunchQuestion(fresh.store);
  await writeReview(fresh.store);
  await ask(question, asked(), undefined, deps);
});

const changed = (changes: Partial<BoundQuestion>, stage = question.stage): Question => ({
  ...question,
  ...(stage && { stage }),
  bind: async (one, at) => ({ ...(await question.bind(one, at)), ...changes }),
});
const askAgain = (other: Question = question, at = AT_NOON) => ask(other, asked({ round: 2, at }), undefined, deps);
const second = () => fresh.store.decision(ABOUT, 'agree-lunch.1.2');

describe('a second question to one person on one day', () => {
  it('waits for the next morning while the first has no answer', async () => {
    await askAgain();
    expect(deps.mails).toHaveLength(1);
    const row = await second();
    expect(row).toMatchObject({ status: 'open', mails: 0, nextActionAt: '2026-06-02T06:30:00.000Z' });
    expect(row?.schedule[0]).toEqual({ at: '2026-06-02T06:30:00.000Z', act: 'first-mail' });
  });

  it('has its promised time counted from the mail', async () => {
    await askAgain(changed({ leastWorkingDays: 10, dueAt: '2026-06-08T16:00:00.000Z' }));
    expect(await second()).toMatchObject({ expiresAt: '2026-06-16T16:00:00.000Z', dueAt: '2026-06-16T16:00:00.000Z' });
  });

  it('goes at once when the first was answered meanwhile', async () => {
    await fresh.store.entities.decision
      .patch({ about: ABOUT, decision: 'agree-lunch.1.1' })
      .set({ status: 'answered' })
      .remove(['openFor', 'nextActionAt'])
      .go();
    await askAgain();
    expect(deps.mails).toHaveLength(2);
  });

  it('waits when another is asked in the same second', async () => {
    const at = '2026-06-02T16:00:00.000Z';
    const some = [asked({ round: 3, at }), asked({ round: 4, at })];
    await Promise.all(some.map((one) => ask(question, one, undefined, deps)));
    expect(deps.mails).toHaveLength(2);
    const rows = await Promise.all(some.map(({ round }) => fresh.store.decision(ABOUT, `agree-lunch.1.${round}`)));
    expect(rows.map((row) => [row?.mails, row?.nextActionAt]).sort()).toEqual([
      [0, '2026-06-03T06:30:00.000Z'],
      [1, '2026-06-04T06:30:00.000Z'],
    ]);
  });

  it('waits when the index does not have the first yet', async () => {
    vi.spyOn(deps.store, 'openDecisionsOf').mockResolvedValue([]);
    await askAgain();
    expect(deps.mails).toHaveLength(1);
  });

  it('goes at once when the first waits for a colleague by now', async () => {
    await fresh.store.entities.decision
      .patch({ about: ABOUT, decision: 'agree-lunch.1.1' })
      .set({ person: 'deputy-1', openFor: 'deputy-1' })
      .composite({ nextActionAt: '2026-06-03T06:30:00.000Z' })
      .go();
    await askAgain();
    expect(deps.mails).toHaveLength(2);
  });

  it('waits as well when it had been withdrawn before', async () => {
    const at = '2026-06-02T16:00:00.000Z';
    await ask(question, asked({ round: 3 }), undefined, deps);
    await fresh.store.entities.decision
      .patch({ about: ABOUT, decision: 'agree-lunch.1.3' })
      .set({ status: 'superseded' })
      .remove(['openFor', 'nextActionAt'])
      .go();
    deps.mails.length = 0;
    await Promise.all([3, 4].map((round) => ask(question, asked({ round, at }), undefined, deps)));
    expect(deps.mails).toHaveLength(1);
  });

  it('goes at once when it is due within two working days', async () => {
    await askAgain(changed({ dueAt: '2026-06-03T16:00:00.000Z' }));
    expect(deps.mails).toHaveLength(2);
  });

  it('waits when it is due on the third', async () => {
    await askAgain(changed({ dueAt: '2026-06-04T16:00:00.000Z' }));
    expect(deps.mails).toHaveLength(1);
  });

  it('goes at once in the visit, and on its days', async () => {
    await askAgain(changed({}, 'visit'));
    expect(deps.mails).toHaveLength(2);
    await fresh.store.entities.review.patch({ about: ABOUT }).set({ day1: '2026-06-01' }).go();
    await ask(question, asked({ round: 3, at: AT_NOON }), undefined, deps);
    expect(deps.mails).toHaveLength(3);
  });

  it('goes at once on the next day, and to anybody else', async () => {
    const addressee = { person: 'head-2', name: 'Kim Reed', email: 'kim@oak.example', role: 'host' } as const;
    await askAgain(changed({ addressee }));
    expect(deps.mails).toHaveLength(2);
    await ask(question, asked({ round: 3, at: '2026-06-02T09:00:00.000Z' }), undefined, deps);
    expect(deps.mails).toHaveLength(3);
  });

  it('goes at once to the central team, which works through a mailbox together', async () => {
    const addressee = { person: 'central-team', name: 'colleagues', email: 'team@charity.example' };
    const central = changed({ addressee: { ...addressee, role: 'central-team' } });
    await askAgain(central, MONDAY_TEN);
    await ask(central, asked({ round: 3, at: AT_NOON }), undefined, deps);
    expect(deps.mails).toHaveLength(3);
  });
});

describe('a question that is asked on the day it is due', () => {
  const REMINDED = { default: [{ act: 'remind', after: 'due', workingDays: -1 }] };
  const TOLD = { act: 'tell-central-team', after: 'due', workingDays: 1 } as const;
  const late = async (changes: Partial<BoundQuestion>, expiresAt: string) => {
    const { reminderSettings } = await question.bind(asked(), deps);
    const reminders = { default: [...REMINDED.default, TOLD] } as typeof reminderSettings.reminders;
    const other = changed({
      reminders: 'attendance',
      reminderSettings: { ...reminderSettings, reminders },
      ...changes,
    });
    await ask(other, asked({ round: 2, at: AT_NOON, expiresAt }), undefined, deps);
    return (await second())?.schedule;
  };

  it('reminds its person after a working day, and has others told on the morning after that', async () => {
    expect(await late({ dueAt: '2026-06-01T16:00:00.000Z' }, EXPIRES)).toEqual([
      { at: '2026-06-02T06:30:00.000Z', act: 'remind' },
      { at: '2026-06-03T06:30:00.000Z', act: 'tell-central-team' },
    ]);
  });

  it('does both on the one morning that is left before it ends, the reminder first', async () => {
    expect(await late({ dueAt: '2026-06-01T16:00:00.000Z' }, '2026-06-02T16:00:00.000Z')).toEqual([
      { at: '2026-06-02T06:30:00.000Z', act: 'remind' },
      { at: '2026-06-02T06:30:00.000Z', act: 'tell-central-team' },
    ]);
  });

  it('counts from the first mail where that waits for the morning', async () => {
    // Due on the second day after the host's break: the day before is a morning for the reminder.
    const breaks = [{ from: '2026-06-04', to: '2026-06-12' }];
    expect(await late({ dueAt: '2026-06-16T16:00:00.000Z', breaks }, '2026-06-30T16:00:00.000Z')).toEqual([
      { at: '2026-06-02T06:30:00.000Z', act: 'first-mail' },
      { at: '2026-06-15T06:30:00.000Z', act: 'remind' },
      { at: '2026-06-17T06:30:00.000Z', act: 'tell-central-team' },
    ]);
  });
});

it('what can be answered on a later day alone is in no list before then, and in that of its day', async () => {
  const call = changed({ heardOn: '2026-06-04' });
  await askAgain(call);
  const withCatalogue = { ...deps, catalogue: () => call };
  const lists = async (at: string) =>
    (await whatWaitsFor('head-1', withCatalogue, at)).map(({ decision }) => decision.decision).sort();
  expect(await second()).toMatchObject({ mails: 0, nextActionAt: '2026-06-04T06:30:00.000Z' });
  // The first question was mailed, whatever day it is about.
  expect(await lists('2026-06-03T06:30:00.000Z')).toEqual(['agree-lunch.1.1']);
  expect(await lists('2026-06-04T06:30:00.000Z')).toEqual(['agree-lunch.1.1', 'agree-lunch.1.2']);
});
