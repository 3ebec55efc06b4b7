import { beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../lambdas/store/store.ts';
import { chooseCandidate } from '../../lambdas/team/choose-candidate.ts';
import { planTeam } from '../../lambdas/team/plan-team.ts';
import { confirmTeam } from '../../lambdas/team/questions/confirm-team.tsx';
import { invite } from '../../lambdas/team/questions/invite.tsx';
import { useStore } from '../support/store.ts';
import { askAndAnswer, askAndOpen, htmlOf, interviewDeps } from './interview.tsx';
import { ABOUT, AT, asked, DAYS, lead, reviewer, writeNetwork } from './network.ts';

const fresh = useStore();
const at = '2026-11-18T09:00:00.000Z';
const ask = (round = 1) => asked('confirm-team', { at, round, expiresAt: '2026-11-25T17:00:00.000Z' });

async function fill(store: Store): Promise<void> {
  const deps = interviewDeps(store);
  const { seats } = await planTeam({ about: ABOUT, turn: 1, round: 1, at: AT }, deps);
  for (const seat of ['lead', ...seats]) {
    const { person, round } = await chooseCandidate({ about: ABOUT, turn: 1, seat, at: AT }, deps);
    await askAndAnswer(invite, asked('invite', { subject: seat, person, round }), { answer: 'accept' }, deps);
  }
}

const everybody = [
  { person: 'head-1', role: 'host', seat: 'host' },
  { person: 'lead-1', role: 'lead', seat: 'lead' },
  { person: 'person-1', role: 'reviewer', seat: 'seat-1' },
  { person: 'person-2', role: 'reviewer', seat: 'seat-2' },
  { person: 'person-3', role: 'reviewer', seat: 'seat-3' },
];

describe('the host sees its team', () => {
  beforeEach(async () => {
    await writeNetwork(fresh.store, [lead(1), ...[1, 2, 3, 4].map((number) => reviewer(number))]);
    await fill(fresh.store);
  });

  test('with roles, names, schools and phases', async () => {
    const deps = interviewDeps(fresh.store);
    const { bound } = await askAndOpen(confirmTeam, ask(), deps);

    expect(deps.mails[0]?.facts).toContainEqual({
      label: 'Reviewer',
      value: 'Reviewer 1, Deputy head, School 910001 (primary)',
    });
    const html = htmlOf(bound);
    expect(html).toContain('Lead 1, independent');
    expect(html).toContain('School 910002');
    expect(htmlOf(bound, { errors: { 'reason-seat-2': 'Enter why you object' } })).toContain('Enter why you object');
  });

  test.each([
    [{}, { answer: 'Select whether you confirm the team' }],
    [{ answer: 'object' }, { 'object-lead': 'Select whom you object to' }],
    [{ answer: 'object', 'object-seat-2': 'yes' }, { 'reason-seat-2': 'Enter why you object' }],
  ])('what is wrong with %j is said in words', async (fields, errors) => {
    const { bound } = await askAndOpen(confirmTeam, ask(), interviewDeps(fresh.store));
    expect(bound.read(fields, { person: 'head-1', role: 'host', at })).toEqual({ ok: false, errors });
  });

  test('confirming, and silence, tell the workflow who takes part', async () => {
    const deps = interviewDeps(fresh.store);
    const { bound } = await askAndOpen(confirmTeam, ask(), deps);
    expect(bound.silence(at).outcome).toEqual({ outcome: 'confirmed', people: everybody });

    await askAndAnswer(confirmTeam, ask(2), { answer: 'confirm' }, deps);
    expect(deps.outcomes).toEqual([{ outcome: 'confirmed', people: everybody }]);
  });

  test('an objection opens the seat, frees the days and tells the person without the reason', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);

    await askAndAnswer(
      confirmTeam,
      ask(),
      { answer: 'object', 'object-seat-2': 'yes', 'reason-seat-2': 'Applied for a post here' },
      deps,
    );

    expect(deps.outcomes).toEqual([{ outcome: 'objected', people: everybody.filter(({ seat }) => seat !== 'seat-2') }]);
    const { seats, placements } = await store.needWholeReview(ABOUT);
    const seat = seats.find((row) => row.seat === 'seat-2');
    expect(seat).toMatchObject({ status: 'open', reason: 'The host objected: Applied for a post here' });
    expect(seat?.person).toBeUndefined();
    expect(placements.find(({ person }) => person === 'person-2')?.status).toBe('withdrawn');
    expect(await store.daysOf('person-2', DAYS[0], DAYS[2])).toEqual([]);
    expect((await store.ledger('910002', '2026'))?.accepted).toBe(0);
    expect(deps.notices.map(({ to, kind }) => [to.person, kind])).toEqual([['person-2', 'not-needed.1.1.seat-2']]);
    expect(JSON.stringify(deps.notices)).not.toContain('Applied for a post');
  });

  test('whoever was objected to is not asked again, and the other seats stay as they are', async () => {
    const { store } = fresh;
    const fields = { answer: 'object', 'object-seat-2': 'yes', 'reason-seat-2': 'A relative' };
    await askAndAnswer(confirmTeam, ask(), fields, interviewDeps(store));

    const { seats } = await planTeam({ about: ABOUT, turn: 1, round: 2, at }, { store });
    const choice = await chooseCandidate({ about: ABOUT, turn: 1, seat: 'seat-2', at }, { store });

    expect(seats).toEqual(['seat-2']);
    expect(choice).toMatchObject({ outcome: 'candidate', person: 'person-4', round: 2 });
  });

  test.each([
    ['which is asked next', { leadsTo: 'settle-team' }, []],
    ['which hears of it by a mail where the machine is of release 0.1.0, and asks it nothing', {}, ['central-team']],
  ])('the third objection takes nobody out: it is left to the central team, %s', async (_, machine, told) => {
    const { store } = fresh;
    const deps = interviewDeps(store);

    await askAndAnswer(
      confirmTeam,
      { ...ask(3), ...machine },
      { answer: 'object', 'object-lead': 'yes', 'reason-lead': 'We disagree' },
      deps,
    );

    expect(deps.outcomes).toEqual([{ outcome: 'objected', people: everybody }]);
    expect((await store.needWholeReview(ABOUT)).seats.every(({ status }) => status === 'filled')).toBe(true);
    expect(deps.notices.map(({ to }) => to.person)).toEqual(told);
  });
});
