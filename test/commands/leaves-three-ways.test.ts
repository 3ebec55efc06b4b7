/**
 * A reviewer says by their own button that they go on no more reviews, their head's file says that they have left, and the central team gives
 * their place to somebody else: in every order, and at one moment.
 */
import { beforeEach, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { finishMoveOf } from '../../lambdas/commands/on-review.ts';
import { TELLERS } from '../../lambdas/commands/tellers.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { importMembers } from '../../lambdas/members/import-members.ts';
import { takeStopReviewing } from '../../lambdas/portal/take-stop-reviewing.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import { secretOf } from '../questions/fixture.ts';
import { overtakeWrite } from '../support/overtaken.ts';
import { ABOUT, asked, DAYS } from '../team/network.ts';
import { useSteering } from './fixture.ts';
import { writeTeam } from './team-that-accepted.ts';

const steering = useSteering();
const { fresh } = steering;
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
const AT = '2027-01-05T10:00:00.000Z';
const MORNINGS = ['2027-01-06T07:30:00.000Z', '2027-01-07T07:30:00.000Z'];
const GONE = 'person-1';

let secret = '';
beforeEach(async () => {
  await writeTeam(fresh.store);
  const deps = steering.deps();
  const question = asked('confirm-attendance', {
    subject: GONE,
    person: GONE,
    at: AT,
    expiresAt: '2027-01-11T17:00:00.000Z',
  });
  await ask(catalogue('confirm-attendance'), question, 'token', deps);
  secret = secretOf(deps.mails.at(-1)?.content);
});

const ways = {
  async button() {
    const link = await openLink(secret, steering.context(), catalogue, AT);
    if (!link) throw new Error('The link opens nothing.');
    await takeStopReviewing(link, { step: 'surely-stop-reviewing' }, AT, steering.context(), site);
  },
  async file() {
    const { name, email, member = '' } = await fresh.store.needPerson(GONE);
    const { refused } = await importMembers(fresh.store, {
      people: [{ id: GONE, name, email, member, pool: 'reviewers', left: 'yes' }],
    });
    expect(refused).toEqual([]);
  },
  async place() {
    const given = {
      act: 'replace-reviewer',
      seat: 'seat-1',
      person: 'person-3',
      reason: 'Ill',
      at: '2027-01-05T10:00:01.000Z',
    } as const;
    const first = await steering.steer(given);
    // Whoever reads that the review is being changed presses again; the seat may be somebody else’s by then, or open.
    if (!first.done) await steering.steer({ ...given, at: '2027-01-05T10:05:00.000Z' });
  },
};
type Way = keyof typeof ways;

/** Rounds until nothing is left, as the product does on the next mornings. */
async function mornings(): Promise<void> {
  const round = steering.round((about) => finishMoveOf(about, steering.context(), TELLERS));
  for (const at of MORNINGS) await dailyRound({ at }, round);
}

async function expectGoneOnce(): Promise<void> {
  const { review, seats, placements } = await fresh.store.needWholeReview(ABOUT);
  expect(await fresh.store.person(GONE)).toMatchObject({ left: true, poolBefore: 'reviewers' });
  expect(await fresh.store.person(GONE)).not.toHaveProperty('pool');
  expect(seats.find(({ seat }) => seat === 'seat-1')).toMatchObject({ status: 'open' });
  expect(seats.filter(({ person }) => person === GONE)).toEqual([]);
  const theirs = placements.filter(({ person }) => person === GONE);
  expect(theirs.map(({ status }) => status)).toEqual(['withdrawn']);
  expect(await fresh.store.daysOf(GONE, DAYS[0], DAYS[2])).toEqual([]);
  expect(await fresh.store.ledger('910001', '2026')).toMatchObject({ accepted: 0 });
  expect((await fresh.store.ledger('910001', '2026'))?.failed ?? 0).toBeLessThanOrEqual(1);
  expect(review.steering).toBeUndefined();
  // The seat is looked for by one search, whoever of the three began it.
  expect(new Set(steering.started().filter((one) => one.includes('search')))).toEqual(
    new Set([`placement ${ABOUT}-seat-1-search-1 ${JSON.stringify({ about: ABOUT, turn: 1, seat: 'seat-1' })}`]),
  );
  // The others stay where they are.
  for (const [seat, person] of [
    ['lead', 'lead-1'],
    ['seat-2', 'person-2'],
  ] as const) {
    expect(seats.find((one) => one.seat === seat)).toMatchObject({ status: 'filled', person });
  }
  const told = steering.told().map(({ person, kind }) => `${person} ${kind}`);
  expect(told.filter((one) => one.includes('team-changes.')).map((one) => one.split(' ')[0])).toEqual(['head-1']);
  expect(told.filter((one) => one.startsWith(`${GONE} replaced.`)).length).toBeLessThanOrEqual(1);
  expect(new Set(told).size).toBe(told.length);
  const question = await fresh.store.decision(ABOUT, `confirm-attendance.1.1.${GONE}`);
  expect(question).not.toMatchObject({ status: 'open' });
}

const orders: readonly (readonly [Way, Way, Way])[] = [
  ['button', 'file', 'place'],
  ['button', 'place', 'file'],
  ['file', 'button', 'place'],
  ['file', 'place', 'button'],
  ['place', 'button', 'file'],
  ['place', 'file', 'button'],
];

it.each(orders)('first by %s, then by %s, then by %s', async (...order) => {
  for (const way of order) await ways[way]();
  await mornings();
  await expectGoneOnce();
});

it.each(orders)('by %s, which has read its rows when %s comes, and then by %s', async (one, other, last) => {
  overtakeWrite(fresh.store, () => ways[other]());
  await ways[one]();
  await ways[last]();
  await mornings();
  await expectGoneOnce();
});
