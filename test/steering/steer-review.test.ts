import { SFNClient, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../../lambdas/decisions/ask.ts';
import { type SteerReviewInput, steerReview } from '../../lambdas/steering/steer-review.ts';
import { ABOUT, asked, type FakeDesk, fakeDesk, lunchQuestion, writeReview } from '../decisions/fixture.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const MACHINE = 'arn:aws:states:eu-west-2:000000000000:stateMachine:review';
const AT = '2026-10-05T09:00:00.000Z';
const sfn = mockClient(SFNClient);
let desk: FakeDesk;
let told: string[];

const steer = (input: Omit<SteerReviewInput, 'about' | 'at' | 'by'> & { at?: string }) =>
  steerReview({ about: ABOUT, at: AT, by: 'console-user', ...input } as SteerReviewInput, {
    store: fresh.store,
    centralTeam: desk.centralTeam,
    mailer: {
      ...desk.mailer,
      send: async (_about, notice) => {
        told.push(`${notice.kind} to ${notice.to.person}`);
      },
    },
    sfn: sfn as unknown as SFNClient,
    reviewMachineArn: MACHINE,
  });

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

beforeEach(async () => {
  sfn.reset();
  sfn.on(StartExecutionCommand).resolves({});
  sfn.on(StopExecutionCommand).resolves({});
  desk = fakeDesk(fresh.store);
  told = [];
  await writeReview(fresh.store);
});

describe('postponing', () => {
  it('gives the team its days back, withdraws open questions and starts again with the dates', async () => {
    await writeTeam();
    await ask({ ...lunchQuestion(fresh.store), stage: 'team' }, asked(), 'token-1', desk);
    expect(await steer({ act: 'postpone', reason: 'inspection' })).toEqual({ done: true, execution: `${ABOUT}-2` });

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
    expect(told).toEqual([`postponed.${AT} to head-1`, `postponed.${AT} to p-1`]);
    expect(sfn.commandCalls(StopExecutionCommand)[0]?.args[0].input.executionArn).toBe(
      `arn:aws:states:eu-west-2:000000000000:execution:review:${ABOUT}`,
    );
  });

  it('is completed by sending it again when it broke off after it was recorded', async () => {
    await writeTeam();
    sfn.on(StopExecutionCommand).rejectsOnce(new Error('away')).resolves({});
    await expect(steer({ act: 'postpone', reason: 'weather' })).rejects.toThrow('away');
    expect(await steer({ act: 'postpone', reason: 'weather' })).toEqual({ done: true, execution: `${ABOUT}-2` });
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
    expect(await steer({ act: 'pause', reason: 'the head is ill' })).toEqual({ done: true, execution: null });
    expect(await fresh.store.needReview(ABOUT)).toMatchObject({ status: 'paused', stage: 'scheduling', turn: 1 });
    const resumed = await steer({
      act: 'resume',
      reason: 'back',
      at: '2026-10-06T09:00:00.000Z',
      askAgain: false,
    } as never);
    expect(resumed).toEqual({ done: true, execution: `${ABOUT}-2` });
    expect(await fresh.store.needReview(ABOUT)).toMatchObject({ status: 'under-way', turn: 1 });
  });

  it('refuses a stage that needs dates while there are none', async () => {
    const resumed = await steer({ act: 'resume', reason: 'x', stage: 'visit', askAgain: false } as never);
    expect(resumed).toMatchObject({ done: false, sentence: expect.stringContaining('no dates yet') });
  });
});

describe('cancelling', () => {
  it('ends the review for good', async () => {
    await writeTeam();
    expect(await steer({ act: 'cancel', reason: 'the school closes' })).toEqual({ done: true, execution: null });
    expect(await fresh.store.needReview(ABOUT)).toMatchObject({ status: 'cancelled' });
    expect(
      await steer({ act: 'resume', reason: 'x', at: '2026-10-06T09:00:00.000Z', askAgain: false } as never),
    ).toMatchObject({
      done: false,
      sentence: expect.stringContaining('was cancelled'),
    });
  });

  it('says so when there is no such review', async () => {
    const unknown = await steerReview(
      { act: 'cancel', about: 'qar-2026-1', at: AT, by: 'x', reason: 'x' },
      { ...desk, sfn: sfn as unknown as SFNClient, reviewMachineArn: MACHINE },
    );
    expect(unknown).toMatchObject({ done: false, sentence: expect.stringContaining("no review 'qar-2026-1'") });
  });
});
