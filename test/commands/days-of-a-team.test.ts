/** Whatever is done to a review at whatever stage: nobody holds days for it that are not its own, and none that may become others. */
import { beforeEach, describe, expect, it } from 'vitest';
import { visitDays } from '../../lambdas/calendar/working-days.ts';
import { ON_REVIEWS } from '../../lambdas/commands/registry.ts';
import { DatesNotAgreed, fixDates, TeamOnOtherDays } from '../../lambdas/scheduling/fix-dates.ts';
import { STAGES } from '../../lambdas/store/entities/reviews.ts';
import type { StageName } from '../../lambdas/store/store.ts';
import { ABOUT, writeReview } from '../questions/fixture.ts';
import { useSteering } from './fixture.ts';

const steering = useSteering();
const { fresh } = steering;
const AT = '2026-12-01T09:00:00.000Z';
const DAY1 = '2027-01-12';
const TEAM = ['p-1', 'p-2'];

beforeEach(() => writeReview(fresh.store));

/** A review with its days, one who accepted them, one who is asked; at its scheduling as earlier releases left it there. */
async function writeTeamAt(stage: StageName): Promise<void> {
  const { store } = fresh;
  const { rows } = store;
  const place = (seat: string, person: string, status: 'accepted' | 'invited') =>
    rows.placement
      .create({
        ...{ about: ABOUT, turn: 1, seat, person, personName: person, kind: 'reviewer', status, invitedAt: AT },
        ...{ organisation: '900002', host: '900001', year: '2026', day1: DAY1 },
      })
      .commit();
  const written = await store.write([
    rows.review
      .patch({ about: ABOUT })
      .set({ stage, day1: DAY1, clock: {}, status: stage === 'planned' ? 'planned' : 'under-way' })
      .composite({ startsOn: '2026-07-13' })
      .commit(),
    rows.member
      .create({ member: '900001', kind: 'school', name: 'Hill View', standing: 'member', head: 'head-1' })
      .commit(),
    ...['head-1', ...TEAM].map((person) =>
      rows.person.create({ person, name: person, email: `${person}@x.example` }).commit(),
    ),
    rows.seat.create({ about: ABOUT, seat: 'seat-1', kind: 'reviewer', status: 'filled', person: 'p-1' }).commit(),
    rows.seat.create({ about: ABOUT, seat: 'seat-2', kind: 'reviewer', status: 'open' }).commit(),
    place('seat-1', 'p-1', 'accepted'),
    place('seat-2', 'p-2', 'invited'),
    ...visitDays(DAY1).map((day) => rows.personDay.create({ person: 'p-1', day, about: ABOUT }).commit()),
    rows.weekLoad.create({ programme: 'QAR', week: '2027-01-11', reviews: [ABOUT], count: 1 }).commit(),
    rows.ledger.create({ member: '900002', year: '2026', accepted: 1 }).commit(),
  ]);
  expect(written).toEqual({ written: true });
}

const inputs = [
  ...['scheduling', 'team', 'preparation', 'visit', 'report', 'publication', 'feedback', undefined].flatMap((stage) =>
    [false, true].map((askAgain) => ({
      act: 'resume' as const,
      reason: 'x',
      askAgain,
      ...(stage !== undefined && { stage }),
    })),
  ),
  { act: 'postpone', reason: 'weather' },
  { act: 'pause', reason: 'x' },
  { act: 'cancel', reason: 'x' },
] as const;

/** All of a review that people hold: days, places that stand, the day on which those begin. */
async function held() {
  const { store } = fresh;
  const { review, placements, seats } = await store.needWholeReview(ABOUT);
  const standing = placements.filter(({ status }) => ['accepted', 'invited', 'planned'].includes(status));
  const days = (await Promise.all(TEAM.map((person) => store.daysOf(person, '2026-01-01', '2027-12-31')))).flat();
  return { review, seats, standing, days: days.map(({ day }) => day) };
}

it('a review whose first day has come goes on towards it no more, and on the page it is not offered', async () => {
  await writeTeamAt('team');
  const at = `${DAY1}T10:00:00.000Z`;
  const resumed = await steering.steer({ at, act: 'resume', reason: 'A lead was found', askAgain: false });
  expect(resumed).toMatchObject({ done: false, sentence: expect.stringContaining('Postpone it') });
  const { review } = await held();
  const choices = ON_REVIEWS.resume.form({ review, at } as never)?.fields[0];
  expect(JSON.stringify(choices)).not.toContain('preparation');
  expect(JSON.stringify(choices)).toContain('visit');
  expect(
    await steering.steer({ at, act: 'resume', stage: 'visit', reason: 'It took place', askAgain: false }),
  ).toMatchObject({ done: true });
});

it('all commands on reviews are tried', () => {
  expect(new Set(inputs.map(({ act }) => act))).toEqual(new Set(Object.keys(ON_REVIEWS)));
});

describe.each(STAGES.filter((stage) => stage !== 'closed'))('a review at its stage %s', (stage) => {
  it.each(inputs)('after %j nobody holds days that are not its own', async (input) => {
    await writeTeamAt(stage);
    const before = await held();
    const steered = await steering.steer({ at: AT, ...input });
    const { review, standing, days } = await held();
    if (!steered.done) {
      expect(steered.sentence).toMatch(/^.{30,}\.$/);
      expect({ stage: review.stage, day1: review.day1, days }).toEqual({ stage, day1: DAY1, days: before.days });
      return;
    }
    const own: readonly string[] = review.day1 === undefined ? [] : visitDays(review.day1);
    expect(days.filter((day) => !own.includes(day))).toEqual([]);
    expect(standing.filter(({ day1 }) => day1 !== review.day1)).toEqual([]);
    // At its scheduling the days may become others, and whoever is cancelled on is free.
    if (review.stage === 'scheduling' && review.status !== 'paused') expect([...days, ...standing]).toEqual([]);
    if (review.status === 'cancelled') expect([...days, ...standing]).toEqual([]);
    // Whoever had accepted and is free again has been told, and so has the head.
    const told = new Set(steering.told().map(({ person }) => person));
    expect(told).toEqual(new Set(days.length === 0 ? ['head-1', 'p-1'] : []));
  });
});

describe('taking a review back to its dates', () => {
  const ask = { act: 'resume', stage: 'scheduling', askAgain: true, reason: 'A private reason' } as const;

  it('gives up days, team, week and ledger, and tells who had accepted, without the reason', async () => {
    await writeTeamAt('preparation');
    expect(await steering.steer({ at: AT, ...ask })).toEqual({
      done: true,
      execution: `${ABOUT}-2`,
      sentence: `${ABOUT} goes on at the stage 'scheduling'. Its days are given up, and its team is free again and told.`,
    });
    const { review, seats, days } = await held();
    expect(review).toMatchObject({ stage: 'scheduling', turn: 2 });
    expect([review.day1, review.clock, review.dates, seats, days]).toEqual([undefined, undefined, undefined, [], []]);
    expect(await fresh.store.weekLoad('QAR', '2027-01-11')).toMatchObject({ count: 0 });
    expect(await fresh.store.ledger('900002', '2026')).toMatchObject({ accepted: 0 });
    const told = steering.told().map(({ kind, person }) => `${kind} to ${person}`);
    expect(told).toEqual([`new-days.${AT} to head-1`, `new-days.${AT} to p-1`]);
    expect(JSON.stringify(steering.told())).not.toContain('private');
  });

  it('is refused where the answers that were given would count, and once the visit has taken place', async () => {
    await writeTeamAt('preparation');
    expect(await steering.steer({ at: AT, ...ask, askAgain: false })).toEqual({
      done: false,
      sentence: `${ABOUT} has its dates: day 1 is Tuesday 12 January 2027. For other dates postpone it, or resume it at 'scheduling' and ask everything again; both free its team.`,
    });
    await fresh.store.entities.review
      .patch({ about: ABOUT })
      .set({ stage: 'report' })
      .composite({ startsOn: '2026-07-13' })
      .go();
    expect(await steering.steer({ at: AT, ...ask })).toEqual({
      done: false,
      sentence: `The visit of ${ABOUT} has taken place, so its dates stay. Resume it at another stage.`,
    });
  });
});

it.each([undefined, 'team', 'scheduling'])(
  'a review that sleeps is not resumed at %s: it begins by itself',
  async (stage) => {
    await writeTeamAt('planned');
    expect(
      await steering.steer({ at: AT, act: 'resume', reason: 'x', ...(stage && { stage, askAgain: true }) }),
    ).toEqual({
      done: false,
      sentence: `${ABOUT} sleeps, so there is nothing to resume: it goes on by itself on Monday 13 July 2026.`,
    });
    expect((await held()).review).toMatchObject({ stage: 'planned', day1: DAY1, turn: 1 });
  },
);

it('dates are not fixed over a team of other days, which an earlier release may have left', async () => {
  const { store } = fresh;
  await writeTeamAt('scheduling');
  const input = { about: ABOUT, turn: 1, at: AT };
  await expect(fixDates(input, steering.deps())).rejects.toThrow(DatesNotAgreed);
  await store.entities.review
    .patch({ about: ABOUT })
    .set({
      dates: { turn: 1, windows: [], away: [], offers: [], proposals: [], agreed: { day1: '2027-01-19', by: 'host' } },
    })
    .go();
  await expect(fixDates(input, steering.deps())).rejects.toThrow(TeamOnOtherDays);
  expect((await held()).review.day1).toBe(DAY1);
});
