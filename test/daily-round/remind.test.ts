/** The morning's mail to a person, beside others who write to them in the same moment, and after a call that broke off. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import type { Question } from '../../lambdas/questions/question.ts';
import { ABOUT, asked, lunchQuestion, writeHost, writeReview } from '../questions/fixture.ts';
import { useStore } from '../support/store.ts';
import { type Round, roundOver } from './daily-round-deps.ts';

const fresh = useStore();
const [FIRST, SECOND] = ['agree-lunch.1.1', 'agree-lunch.1.2'];
/** Two working days after the question was asked: a reminder is due. */
const MORNING = '2026-06-03T06:30:00.000Z';
let deps: Round['deps'];
let question: Question;

beforeEach(async () => {
  question = lunchQuestion(fresh.store);
  ({ deps } = roundOver(question, fresh.store));
  await writeReview(fresh.store);
  await writeHost(fresh.store);
  // The agenda is complete from here on, so that what a round writes first is the mail.
  await dailyRound({ at: '2026-06-01T06:30:00.000Z' }, deps);
  await ask(question, asked(), 'token-1', deps);
});

const round = () => dailyRound({ at: MORNING }, deps);
const row = (decision: string) => fresh.store.decision(ABOUT, decision);
const subjects = () => deps.mails.map(({ content }) => content.subject);

/** Lets somebody else write a reminder of a question between the round's reading and its writing. */
function remindMeanwhile(decision: string): void {
  const write = deps.store.write.bind(deps.store);
  vi.spyOn(deps.store, 'write').mockImplementationOnce(async (items) => {
    await fresh.store.entities.decision
      .patch({ about: ABOUT, decision })
      .set({ mails: 2, mailedOn: '2026-06-03', remindedAt: MORNING })
      .go();
    return write(items);
  });
}

describe('the mail of a morning', () => {
  it('is not written when the central team reminds in the same moment', async () => {
    deps.mails.length = 0;
    remindMeanwhile(FIRST);
    await round();
    expect(deps.mails).toEqual([]);
    expect(await row(FIRST)).toMatchObject({ mails: 2, schedule: expect.not.arrayContaining([{ at: MORNING }]) });
  });

  it('is not written when the central team has reminded on that day before', async () => {
    await fresh.store.entities.decision
      .patch({ about: ABOUT, decision: FIRST })
      .set({ mails: 2, mailedOn: '2026-06-03', remindedAt: '2026-06-03T06:00:00.000Z' })
      .go();
    deps.mails.length = 0;
    await round();
    expect(deps.mails).toEqual([]);
  });

  it('still goes about another question of which nobody reminds', async () => {
    await ask(question, asked({ round: 2 }), 'token-2', deps);
    deps.mails.length = 0;
    remindMeanwhile(FIRST);
    await round();
    expect(deps.mails).toHaveLength(1);
    // The second question of a day waits for the morning: this is its first mail.
    expect([(await row(FIRST))?.mails, (await row(SECOND))?.mails]).toEqual([2, 1]);
  });

  it('goes once when the call that began it ended before it went', async () => {
    deps.mails.length = 0;
    deps.failMails = true;
    await expect(round()).rejects.toThrow();
    expect(await row(FIRST)).toMatchObject({ mails: 2, mailedOn: '2026-06-03', remindedAt: MORNING });
    deps.failMails = false;
    await round();
    expect(subjects()).toEqual(['Reminder: Please say whether there is lunch: QAR at Hill View Primary School']);
    expect(await row(FIRST)).toMatchObject({ mails: 2 });
  });

  it('is counted on each question that an earlier page listed, though the central team reminds of one in the same moment', async () => {
    await ask(question, asked({ round: 2 }), 'token-2', deps);
    const begun = { about: 'person-head-1', message: 'round.2026-06-03.head-1', kind: 'reminder', person: 'head-1' };
    await fresh.store.entities.message.put({ ...begun, status: 'sent', at: MORNING }).go();
    deps.mails.length = 0;
    remindMeanwhile(FIRST);
    await round();
    expect([(await row(FIRST))?.mails, (await row(SECOND))?.mails]).toEqual([2, 1]);
    expect(await row(SECOND)).toMatchObject({ mailedOn: '2026-06-03', remindedAt: MORNING });
  });

  it('has the next question of the day wait for what an earlier page listed', async () => {
    await ask(question, asked({ round: 2 }), 'token-2', deps);
    const begun = { about: 'person-head-1', message: 'round.2026-06-03.head-1', kind: 'reminder', person: 'head-1' };
    await fresh.store.entities.message.put({ ...begun, status: 'sent', at: MORNING }).go();
    await round();
    deps.mails.length = 0;
    await ask(question, asked({ round: 3, at: '2026-06-03T12:00:00.000Z' }), 'token-3', deps);
    expect(deps.mails).toEqual([]);
    expect(await row('agree-lunch.1.3')).toMatchObject({ mails: 0 });
  });
});
