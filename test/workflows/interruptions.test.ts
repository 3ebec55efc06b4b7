import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Interruption, interruptEverything, redriveWhatFails } from './support/interruptions.ts';
import { checkRecords } from './support/records.ts';
import { stepsOfRound } from './support/repeat.ts';
import { noScanner } from './support/scanner.ts';
import type { Scenario } from './support/scenario.ts';
import { playSeason, type Season } from './support/season.ts';

const ABOUT = 'qar-2026-900001';

/** A call that broke off is made again with the same command and instant, as the runbook says. */
async function postponeUntilDone(season: Season): Promise<void> {
  const at = new Date(season.stack.clock.now()).toISOString();
  for (let attempt = 1; attempt <= 40; attempt += 1) {
    const done = await season.steer(ABOUT, { act: 'postpone', reason: 'weather', at }).catch(() => undefined);
    if (done !== undefined) return void season.notes.set('attempts', attempt);
  }
}

const scenarios: readonly Scenario[] = [
  {
    host: '900001',
    what: 'a review that is postponed, and whose report takes two rounds',
    week: '2026-09-07',
    react: {
      'agree-report': ({ asked, role }) =>
        asked.round === 1 && role === 'host' ? { agreed: 'no', reason: 'One number is wrong' } : undefined,
      'amend-report': () => ({ context: 'The context with the right number.' }),
    },
    after: { 'confirm-team': postponeUntilDone },
    check() {},
  },
  {
    host: '900028',
    what: 'a member that declines',
    week: '2026-09-07',
    react: { 'sign-agreement': () => ({ decision: 'decline', reason: 'We merge' }) },
    check() {},
  },
];

describe('a year in which every function is broken off at every call it makes', () => {
  let season: Season | undefined;
  let interruptions: readonly Interruption[] = [];
  let failed: readonly string[] = [];
  const played = (): Season => {
    if (!season) throw new Error('The year was not played.');
    return season;
  };

  beforeAll(async () => {
    season = await playSeason(scenarios, '2027-05-28T18:00:00Z', (stack) => {
      interruptions = interruptEverything(stack, ['SteerReview']);
      failed = redriveWhatFails(stack);
      return {
        scanner: noScanner,
        repeats: { repeated: new Set(), differences: [] },
      };
    });
  });
  afterAll(async () => {
    await season?.stack.stop();
    season = undefined;
  });

  it('breaks off every function that there is, the often called ones at each of their calls', () => {
    const { stack } = played();
    const calls = Map.groupBy(interruptions, (one) => one.function);
    // Nobody asks for a PDF or looks at the dashboard in this year, the central team does nothing in the console, and no office passes on.
    const unused = ['PrintReport', 'ShowOverview', 'RecordWhoActed', 'PassOfficesOn'];
    // Rounds and trainings have a play of their own: matching-round-interrupted.test.ts.
    const elsewhere = [...stepsOfRound, 'CloseBookings', 'RecordTraining'];
    const ids = stack.functions.all.map(({ id }) => id).filter((id) => ![...unused, ...elsewhere].includes(id));
    expect(new Set(calls.keys())).toEqual(new Set(ids));
    for (const [name, all] of calls) {
      expect([name, all.map(({ call }) => call)]).toEqual([name, all.map((_, index) => index + 1)]);
    }
    for (const often of ['AskAPerson', 'TakeAnswer', 'MorningRound']) {
      expect(calls.get(often)?.length).toBeGreaterThan(5);
    }
  });

  it('ends as it would have ended: agreed, published, closed, followed up', async () => {
    const { review, decision, versions, placements, states } = await played().told(ABOUT);
    expect(review).toMatchObject({ turn: 2, stage: 'closed', status: 'published' });
    expect(versions).toHaveLength(2);
    expect(states.filter((state) => state === 'Open another round')).toHaveLength(1);
    expect(placements.map(({ turn, status }) => `${turn} ${status}`).sort()).toEqual([
      ...[1, 2, 3, 4].map(() => '1 withdrawn'),
      ...[1, 2, 3, 4].map(() => '2 done'),
    ]);
    expect(decision('report-progress.2.1')).toMatchObject({ status: 'answered' });
    expect(await played().store.membership('900028', '2026')).toMatchObject({ status: 'declined' });
  });

  it('needs nobody’s hand where the table or the mail service failed', () => {
    expect(failed.filter((machine) => machine !== 'morning-round')).toEqual([]);
    expect(failed.length).toBeLessThan(4);
    expect(played().notes.get('attempts')).toBeGreaterThan(5);
  });

  it('loses no question and no other mail out of sight, and repeats one only where it broke off between sending and noting it', async () => {
    const { messages, mails } = await played().told(ABOUT);
    // A mail that only follows from an answer is tried twice at once. One that is broken off both times stays among the
    // unsent ones, of which an alarm tells; a question never does.
    const cutOff = messages.filter(({ status }) => status !== 'delivered');
    expect(cutOff.filter(({ kind, unsent }) => unsent === undefined || /^(question|reminder)/.test(kind))).toEqual([]);
    expect(cutOff.length).toBeLessThan(4);
    const sent = Map.groupBy(mails, ({ tags }) => tags.message);
    const repeated = [...sent.values()].filter((all) => all.length > 1);
    expect(sent.size).toBe(messages.length - cutOff.length);
    expect(Math.max(...repeated.map((all) => all.length))).toBeLessThan(4);
    // A postponement mails a whole team at the same time, so that one break repeats each mail that was under way.
    const oneByOne = repeated.filter(([mail]) => !mail?.tags.message?.startsWith('postponed'));
    expect(oneByOne.length).toBeLessThan(5);
    expect(repeated.length - oneByOne.length).toBeLessThan(6);
  });

  checkRecords(played, scenarios);
});
