import { StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, it } from 'vitest';
import { finishMoveOf } from '../../lambdas/commands/on-review.ts';
import { seenOf } from '../../lambdas/commands/seen.ts';
import { TELLERS } from '../../lambdas/commands/tellers.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { ABOUT, asked, lunchQuestion, writeReview } from '../questions/fixture.ts';
import { useSteering } from './fixture.ts';

const steering = useSteering();
const { fresh, sfn } = steering;
const AT = '2026-10-05T09:00:00.000Z';
const steer = (input: Parameters<typeof steering.steer>[0]) => steering.steer({ at: AT, ...input });
const told = () => steering.told().map(({ kind, person }) => `${kind} to ${person}`);

/** A review whose dates are fixed, with one reviewer who accepted. */
async function writeTeam(): Promise<void> {
  const { store } = fresh;
  const { rows } = store;
  const written = await store.write([
    rows.review
      .patch({ about: ABOUT })
      .set({ stage: 'team', day1: '2027-01-12', clock: {} })
      .composite({ startsOn: '2026-07-13' })
      .commit(),
    rows.member
      .create({ member: '900001', kind: 'school', name: 'Hill View', standing: 'member', head: 'head-1' })
      .commit(),
    ...['head-1', 'p-1'].map((person) =>
      rows.person.create({ person, name: person, email: `${person}@x.example` }).commit(),
    ),
    rows.seat.create({ about: ABOUT, seat: 'seat-1', kind: 'reviewer', status: 'filled', person: 'p-1' }).commit(),
    rows.placement
      .create({
        ...{ about: ABOUT, turn: 1, seat: 'seat-1', person: 'p-1', personName: 'p-1', kind: 'reviewer' as const },
        ...{
          status: 'accepted' as const,
          organisation: '900002',
          host: '900001',
          year: '2026',
          day1: '2027-01-12',
          invitedAt: AT,
        },
      })
      .commit(),
    ...['2027-01-12', '2027-01-13', '2027-01-14'].map((day) =>
      rows.personDay.create({ person: 'p-1', day, about: ABOUT }).commit(),
    ),
    rows.weekLoad.create({ programme: 'QAR', week: '2027-01-11', reviews: [ABOUT], count: 1 }).commit(),
    rows.ledger.create({ member: '900002', year: '2026', accepted: 1 }).commit(),
  ]);
  expect(written).toEqual({ written: true });
}

beforeEach(() => writeReview(fresh.store));

describe('postponing', () => {
  it('gives the team its days back, withdraws open questions and starts again with the dates', async () => {
    await writeTeam();
    await ask({ ...lunchQuestion(fresh.store), stage: 'team' }, asked(), 'token-1', steering.deps());
    expect(await steer({ act: 'postpone', reason: 'inspection' })).toEqual({
      done: true,
      execution: `${ABOUT}-2`,
      sentence: `${ABOUT} is postponed. The team is free again, and the head is asked for new dates.`,
    });

    const whole = await fresh.store.needWholeReview(ABOUT);
    expect(whole.review).toMatchObject({ stage: 'scheduling', turn: 2, status: 'under-way' });
    expect(whole.review.day1).toBeUndefined();
    expect(whole.review.steering).toBeUndefined();
    expect(whole.seats).toEqual([]);
    expect(whole.placements.map((row) => row.status)).toEqual(['withdrawn']);
    expect(whole.decisions.map((row) => row.status)).toEqual(['superseded']);
    expect(await fresh.store.daysOf('p-1', '2027-01-01', '2027-02-01')).toEqual([]);
    expect(await fresh.store.weekLoad('QAR', '2027-01-11')).toMatchObject({ count: 0 });
    expect(await fresh.store.ledger('900002', '2026')).toMatchObject({ accepted: 0 });
    expect(told()).toEqual([`postponed.${AT} to head-1`, `postponed.${AT} to p-1`]);
    expect(sfn.commandCalls(StopExecutionCommand)[0]?.args[0].input.executionArn).toBe(
      `arn:aws:states:eu-west-2:000000000000:execution:review:${ABOUT}`,
    );
  });

  it('is completed by sending it again when it broke off after it was recorded', async () => {
    await writeTeam();
    sfn.on(StopExecutionCommand).rejectsOnce(new Error('away')).resolves({});
    await expect(steer({ act: 'postpone', reason: 'weather' })).rejects.toThrow('away');
    expect(await steer({ act: 'postpone', reason: 'weather' })).toMatchObject({ done: true, execution: `${ABOUT}-2` });
    expect((await fresh.store.needReview(ABOUT)).turn).toBe(2);
  });

  it('is done once, however often the same act is sent', async () => {
    await writeTeam();
    await steer({ act: 'postpone', reason: 'weather' });
    expect(await steer({ act: 'postpone', reason: 'weather' })).toMatchObject({ done: false });
    expect((await fresh.store.needReview(ABOUT)).turn).toBe(2);
  });

  it('is refused once the visit has taken place', async () => {
    await fresh.store.entities.review
      .patch({ about: ABOUT })
      .set({ stage: 'report' })
      .composite({ startsOn: '2026-07-13' })
      .go();
    expect(await steer({ act: 'postpone', reason: 'illness' })).toMatchObject({
      done: false,
      sentence: expect.stringContaining('has taken place'),
    });
    expect(sfn.commandCalls(StartExecutionCommand)).toEqual([]);
  });
});

describe('pausing and resuming', () => {
  it('stops the workflow, and goes on where it stood without asking again what was answered', async () => {
    expect(await steer({ act: 'pause', reason: 'the head is ill' })).toEqual({
      done: true,
      sentence: expect.any(String),
    });
    expect(await fresh.store.needReview(ABOUT)).toMatchObject({ status: 'paused', stage: 'scheduling', turn: 1 });
    const resumed = await steer({ act: 'resume', reason: 'back', at: '2026-10-06T09:00:00.000Z' });
    expect(resumed).toMatchObject({ done: true, execution: `${ABOUT}-2` });
    expect(await fresh.store.needReview(ABOUT)).toMatchObject({ status: 'under-way', turn: 1 });
  });

  it.each([
    ['expired', 'settle-dates', 'paused'],
    ['answered', 'settle-dates', 'paused'],
    ['expired', 'settle-team', 'paused'],
    ['expired', 'quality-read', 'no-draft'],
    ['expired', 'settle-report', 'silence'],
  ] as const)('asks again what has paused it: the %s question %s', async (status, question, outcome) => {
    const asking = {
      about: ABOUT,
      turn: 1,
      round: 1,
      person: 'central-team',
      role: 'central-team',
      mails: 1,
      schedule: [],
    };
    const times = {
      askedAt: '2026-04-24T16:00:00.000Z',
      dueAt: '2026-05-11T16:00:00.000Z',
      expiresAt: '2026-05-24T16:00:00.000Z',
    };
    const { decision } = fresh.store.entities;
    const row = { ...asking, ...times, hostName: 'Hill View', nextActionAt: times.expiresAt };
    await decision
      .put({ ...row, question, decision: `${question}.1.1`, status, outcome: { outcome }, token: 'spent' })
      .go();
    await decision
      .put({
        ...row,
        question: 'choose-dates',
        decision: 'choose-dates.1.1',
        status: 'answered',
        outcome: { outcome: 'chosen' },
      })
      .go();
    await fresh.store.entities.review.patch({ about: ABOUT }).set({ status: 'paused' }).go();
    expect(await steer({ act: 'resume', reason: 'spoken with the head' })).toMatchObject({ done: true });
    expect(await fresh.store.decision(ABOUT, `${question}.1.1`)).toMatchObject({ status: 'superseded' });
    expect(await fresh.store.decision(ABOUT, `${question}.1.1`)).not.toHaveProperty('token');
    expect(await fresh.store.decision(ABOUT, 'choose-dates.1.1')).toMatchObject({ status: 'answered' });
  });

  it('refuses a stage that needs dates while there are none', async () => {
    const resumed = await steer({ act: 'resume', reason: 'x', stage: 'visit' });
    expect(resumed).toMatchObject({ done: false, sentence: expect.stringContaining('no dates yet') });
  });
});

describe('cancelling', () => {
  it('ends the review for good', async () => {
    await writeTeam();
    expect(await steer({ act: 'cancel', reason: 'the school closes' })).toEqual({
      done: true,
      sentence: expect.any(String),
    });
    expect(await fresh.store.needReview(ABOUT)).toMatchObject({ status: 'cancelled' });
    expect(await steer({ act: 'resume', reason: 'x', at: '2026-10-06T09:00:00.000Z' })).toMatchObject({
      done: false,
      sentence: expect.stringContaining('was cancelled'),
    });
  });

  it('says so when there is no such review', async () => {
    const unknown = await steer({ act: 'cancel', about: 'qar-2026-1', reason: 'x' });
    expect(unknown).toMatchObject({ done: false, sentence: expect.stringContaining("no review 'qar-2026-1'") });
  });
});

describe('a list that was drawn before', () => {
  it('does nothing once the review has moved, and what it says while it has not', async () => {
    const seen = seenOf(await fresh.store.needReview(ABOUT));
    expect(await steer({ act: 'pause', reason: 'x', seen })).toMatchObject({ done: true });
    const later = { at: '2026-10-05T09:05:00.000Z', seen };
    expect(await steer({ act: 'resume', reason: 'x', ...later })).toEqual({
      done: false,
      sentence: expect.stringContaining('has changed since this list was drawn'),
    });
    expect(await fresh.store.needReview(ABOUT)).toMatchObject({ status: 'paused' });
  });
});

describe('an act that is recorded and not finished', () => {
  it('is left to the call that carries it out, and completed by a later one when that broke off', async () => {
    await writeTeam();
    sfn.on(StopExecutionCommand).rejectsOnce(new Error('away')).resolves({});
    await expect(steering.press('2026-10-05T09:00:00Z', { act: 'postpone', reason: 'weather' })).rejects.toThrow(
      'away',
    );
    expect(await steering.press('2026-10-05T09:00:20Z', { act: 'postpone', reason: 'weather' })).toEqual({
      done: false,
      sentence: 'This is being carried out at this moment. Look at it again in a minute.',
    });
    expect(sfn.commandCalls(StartExecutionCommand)).toEqual([]);
    expect(await steering.press('2026-10-05T09:10:00Z', { act: 'postpone', reason: 'weather' })).toMatchObject({
      done: true,
      execution: `${ABOUT}-2`,
    });
    expect((await fresh.store.needReview(ABOUT)).turn).toBe(2);
    expect(told()).toHaveLength(2);
  });

  it.each(['postpone', 'resume', 'cancel'] as const)(
    'is carried out by the next daily round where nobody presses again: %s',
    async (act) => {
      await writeTeam();
      if (act === 'resume') await steer({ act: 'pause', reason: 'the head is away', at: '2026-10-02T09:00:00.000Z' });
      sfn.resetHistory();
      const first = act === 'resume' ? sfn.on(StartExecutionCommand) : sfn.on(StopExecutionCommand);
      first.rejectsOnce(new Error('away')).resolves({});
      await expect(steer({ act, reason: 'weather' })).rejects.toThrow('away');
      expect((await fresh.store.needReview(ABOUT)).steering).toMatchObject({ act });
      const tried = sfn.commandCalls(StartExecutionCommand).length;
      const context = steering.context();
      await dailyRound(
        { at: '2026-10-06T06:30:00.000Z' },
        steering.round((about) => finishMoveOf(about, context, TELLERS)),
      );
      expect((await fresh.store.needReview(ABOUT)).steering).toBeUndefined();
      const started = sfn.commandCalls(StartExecutionCommand).slice(tried);
      expect(started.map(({ args: [{ input }] }) => input.name)).toEqual(act === 'cancel' ? [] : [`${ABOUT}-2`]);
      expect((await fresh.store.agenda('2027-12-31T00:00:00.000Z')).moves).toEqual([]);
    },
  );

  it('is not forgotten where whoever finishes what was recorded before it is slow', async () => {
    await writeTeam();
    sfn.on(StopExecutionCommand).rejectsOnce(new Error('away')).resolves({});
    await expect(steer({ act: 'postpone', reason: 'weather', at: '2026-10-05T09:00:00.000Z' })).rejects.toThrow();
    const slow = {
      ...TELLERS,
      postpone: {
        tellOfReview: async () => {
          // Meanwhile another call finishes it, and the next command breaks off.
          await finishMoveOf(ABOUT, steering.context(), TELLERS);
          sfn.resetHistory();
          sfn.on(StopExecutionCommand).rejectsOnce(new Error('away')).resolves({});
          await expect(steer({ act: 'cancel', reason: 'weather', at: '2026-10-06T09:00:00.000Z' })).rejects.toThrow();
        },
      },
    };
    await finishMoveOf(ABOUT, steering.context(), slow);
    expect((await fresh.store.needReview(ABOUT)).steering).toMatchObject({ act: 'cancel' });
    expect((await fresh.store.agenda('2027-12-31T00:00:00.000Z')).moves).toHaveLength(1);
    await finishMoveOf(ABOUT, steering.context(), TELLERS);
    expect((await fresh.store.needReview(ABOUT)).steering).toBeUndefined();
    expect((await fresh.store.agenda('2027-12-31T00:00:00.000Z')).moves).toEqual([]);
  });

  it('leaves nothing in the agenda where it was finished at once', async () => {
    await writeTeam();
    await steer({ act: 'postpone', reason: 'weather' });
    expect((await fresh.store.agenda('2027-12-31T00:00:00.000Z')).moves).toEqual([]);
  });
});
