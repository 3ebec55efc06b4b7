/** Somebody leaves: by a command, by their own button, on a day; and comes back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { leftOnAMorning } from '../../lambdas/commands/carry-out-leaving.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { carryOutLeaving } from '../../lambdas/store/agenda.ts';
import { acceptPlace } from '../../lambdas/team/accept-place.ts';
import { chooseCandidate } from '../../lambdas/team/choose-candidate.ts';
import { type Dying, dieAfterCommit } from '../support/dying.ts';
import { overtakeWrite } from '../support/overtaken.ts';
import { ABOUT, asked, DAY1, DAYS, HOST } from '../team/network.ts';
import { session as sessionOn } from '../training/fixture.ts';
import { useSteering } from './fixture.ts';
import { writeTeam } from './team-that-accepted.ts';

const steering = useSteering();
const { fresh } = steering;
/** Three weeks before the visit. */
const AT = '2026-12-21T10:00:00.000Z';
const NEXT_MORNING = '2026-12-22T07:30:00.000Z';
const MUCH_LATER = '2027-12-31T00:00:00.000Z';

let dying: Dying | undefined;
afterEach(() => {
  dying?.end();
  dying = undefined;
});
beforeEach(() => writeTeam(fresh.store));

const hasLeft = (about: string, at = AT) => steering.steer({ act: 'has-left', about, at });
const seat = async (name: string) => (await fresh.store.needWholeReview(ABOUT)).seats.find((row) => row.seat === name);
const inPool = async () => (await fresh.store.pool('reviewers')).map(({ person }) => person);
const morning = () =>
  dailyRound(
    { at: NEXT_MORNING },
    steering.round(async () => {}),
  );

describe('somebody who has left', () => {
  it('is out of the pool, and their place in a team is filled again without a fault of their school', async () => {
    expect(await hasLeft('person-1')).toEqual({
      done: true,
      sentence: `person-1 has left. The next candidate is asked for their place in ${ABOUT}.`,
    });
    expect(await inPool()).toEqual(['person-2', 'person-3', 'person-4']);
    expect(await fresh.store.person('person-1')).toMatchObject({
      ...{ left: true, leftOn: '2026-12-21', poolBefore: 'reviewers', reviewsDone: 3 },
    });
    expect(await seat('seat-1')).toMatchObject({ status: 'open', reason: 'Replaced: has left' });
    expect(await fresh.store.daysOf('person-1', DAYS[0], DAYS[2])).toEqual([]);
    const ledger = await fresh.store.ledger('910001', '2026');
    expect(ledger).toMatchObject({ accepted: 0 });
    expect(ledger).not.toHaveProperty('failed');
    expect(steering.started()).toHaveLength(1);
    expect(steering.told().map(({ kind }) => kind)).toEqual([`team-changes.${AT}`, `replaced.${AT}`]);
    const agenda = await fresh.store.agenda(MUCH_LATER);
    expect([agenda.leavings, agenda.moves]).toEqual([[], []]);
    expect(await hasLeft('person-1')).toEqual({ done: false, sentence: 'person-1 has left already.' });
    expect(await hasLeft('nobody')).toMatchObject({ done: false });
  });

  it('is asked nothing more: an invitation counts as unanswered, and the next one is chosen', async () => {
    await fresh.store.entities.seat.patch({ about: ABOUT, seat: 'seat-2' }).set({ status: 'open' }).go();
    const choice = await chooseCandidate({ about: ABOUT, turn: 1, seat: 'seat-2', at: AT }, { store: fresh.store });
    expect(choice).toMatchObject({ outcome: 'candidate', person: 'person-4' });
    const invitation = asked('invite', {
      ...{ subject: 'seat-2', person: 'person-4', at: AT, expiresAt: '2026-12-28T17:00:00.000Z' },
    });
    await ask(catalogue('invite'), invitation, 'token-1', steering.deps());
    expect(await hasLeft('person-4')).toMatchObject({ done: true });
    expect(steering.deps().delivered).toEqual([{ token: 'token-1', outcome: { outcome: 'expired' } }]);
    const { placements } = await fresh.store.needWholeReview(ABOUT);
    expect(placements.find(({ person }) => person === 'person-4')).toMatchObject({ status: 'expired' });
  });

  it('is out of the plans, gives up training, and leaves an empty office for somebody else', async () => {
    const { rows } = fresh.store;
    await fresh.store.write([
      rows.placement
        .put({
          ...{ about: ABOUT, turn: 1, seat: 'seat-9', person: 'person-3', personName: 'R', kind: 'reviewer' },
          ...{ status: 'planned', organisation: '910003', host: HOST, year: '2026', day1: DAY1, invitedAt: AT },
        })
        .commit(),
      rows.member.patch({ member: '910003' }).set({ head: 'person-3' }).commit(),
    ]);
    const session = 'training-qar-2027-02-04';
    await fresh.store.write([
      rows.trainingSession.put(sessionOn({ date: '2027-02-04', booked: 1 })).commit(),
      rows.trainingBooking
        .put({
          ...{ session, person: 'person-3', programme: 'QAR', date: '2027-02-04', about: 'training-x' },
          ...{ status: 'booked', bookedAt: AT },
        })
        .commit(),
    ]);
    const { sentence } = await hasLeft('person-3');
    expect(sentence).toContain(`They are out of the plans for ${ABOUT}.`);
    expect(sentence).toContain('1 place at a training session is free again.');
    expect(sentence).toContain('Nobody is head of School 910003 (910003) now');
    const { placements } = await fresh.store.needWholeReview(ABOUT);
    expect(placements.find(({ person }) => person === 'person-3')).toMatchObject({ status: 'withdrawn' });
    const { data } = await fresh.store.entities.trainingSession.get({ session }).go();
    expect(data).toMatchObject({ booked: 0 });
  });

  it('cannot take a place at the same moment', async () => {
    const { store } = fresh;
    const { review } = await store.needWholeReview(ABOUT);
    const person = await store.needPerson('person-3');
    await store.entities.seat.patch({ about: ABOUT, seat: 'seat-1' }).set({ status: 'open' }).remove(['person']).go();
    const place = { review, seat: 'seat-1', kind: 'reviewer' as const, person, otherSeats: [] };
    await store.entities.placement
      .put({
        ...{ about: ABOUT, turn: 1, seat: 'seat-1', person: 'person-3', personName: 'R', kind: 'reviewer' },
        ...{ status: 'invited', organisation: '910003', host: HOST, year: '2026', day1: DAY1, invitedAt: AT },
      })
      .go();
    await store.entities.person.patch({ person: 'person-3' }).set({ left: true }).go();
    expect(await store.write(acceptPlace(store, place, AT))).toEqual({ written: false, refused: [0] });
    await store.entities.person.patch({ person: 'person-3' }).remove(['left']).go();
    expect(await store.write(acceptPlace(store, place, AT))).toEqual({ written: true });
  });

  it('and is erased in the moment in which they take a place has it filled again, out of plans, told to nobody by name', async () => {
    const { store } = fresh;
    const { entities } = store;
    const { review } = await store.needWholeReview(ABOUT);
    const person = await store.needPerson('person-4');
    await entities.seat.patch({ about: ABOUT, seat: 'seat-2' }).set({ status: 'open' }).remove(['person']).go();
    await entities.placement
      .put({
        ...{ about: ABOUT, turn: 1, seat: 'seat-2', person: 'person-4', personName: 'R', kind: 'reviewer' },
        ...{ status: 'invited', organisation: '910004', host: HOST, year: '2026', day1: DAY1, invitedAt: AT },
      })
      .go();
    const place = { review, seat: 'seat-2', kind: 'reviewer' as const, person, otherSeats: [] };
    overtakeWrite(store, () => store.write(acceptPlace(store, place, AT)));
    await steering.steer({ act: 'erase-person', about: 'person-4', reason: 'Asked in writing', at: AT });
    expect(await seat('seat-2')).toMatchObject({ status: 'filled', person: 'person-4' });
    await morning();
    expect(await seat('seat-2')).toMatchObject({ status: 'open', reason: 'Replaced: has left' });
    expect(await store.daysOf('person-4', DAYS[0], DAYS[2])).toEqual([]);
    expect(steering.started().join()).toContain('seat-2-search');
    const mails = [...steering.told(), ...steering.deps().mails];
    expect(mails.filter((mail) => JSON.stringify(mail).includes('has-left'))).toEqual([]);
  });

  it('comes back into the pool with what they did before', async () => {
    await hasLeft('person-1');
    expect(await steering.steer({ act: 'is-back', about: 'person-1', at: NEXT_MORNING })).toMatchObject({ done: true });
    expect(await inPool()).toContain('person-1');
    const person = await fresh.store.needPerson('person-1');
    expect(person).toMatchObject({ pool: 'reviewers', reviewsDone: 3 });
    for (const mark of ['left', 'leftOn', 'poolBefore', 'stoppedOn']) expect(person).not.toHaveProperty(mark);
    expect(await steering.steer({ act: 'is-back', about: 'person-1', at: NEXT_MORNING })).toMatchObject({
      done: false,
    });
  });

  it('comes back too who had only stopped going on reviews', async () => {
    const stopped = { stoppedOn: '2026-12-01', poolBefore: 'reviewers' as const };
    await fresh.store.entities.person.patch({ person: 'person-1' }).set(stopped).remove(['pool']).go();
    expect(await steering.steer({ act: 'is-back', about: 'person-1', at: AT })).toMatchObject({ done: true });
    expect(await inPool()).toContain('person-1');
    expect(await fresh.store.needPerson('person-1')).not.toHaveProperty('stoppedOn');
  });

  it('on a day to come is taken out on that morning, and the central team hears of it once', async () => {
    const { store } = fresh;
    await store.entities.person.patch({ person: 'person-1' }).set({ leftOn: '2026-12-22' }).go();
    await store.write([carryOutLeaving(store, 'person-1', { day: '2026-12-22' })]);
    await leftOnAMorning('person-1', AT, steering.context());
    expect(await inPool()).toContain('person-1');
    await morning();
    expect(await store.person('person-1')).toMatchObject({ left: true, leftOn: '2026-12-22' });
    expect(await seat('seat-1')).toMatchObject({ status: 'open' });
    expect(steering.told().filter(({ person }) => person === 'central-team')).toEqual([
      { kind: 'has-left.2026-12-22', person: 'central-team', subject: 'Reviewer 1 has left: School 910001' },
    ]);
    expect((await store.agenda(MUCH_LATER)).leavings).toEqual([]);
  });
});

it('survives a command that dies after each of its writes: the next morning does what is left', async () => {
  for (let last = 1; ; last += 1) {
    await writeTeam(fresh.store);
    steering.sfn.resetHistory();
    steering.forget();
    const at = `2026-12-21T10:00:${String(last).padStart(2, '0')}.000Z`;
    dying = dieAfterCommit(last);
    await hasLeft('person-1', at).catch(() => undefined);
    const { isDead } = dying;
    dying.end();
    await morning();
    expect(await inPool(), `after write ${last}`).not.toContain('person-1');
    expect(await seat('seat-1'), `after write ${last}`).toMatchObject({ status: 'open' });
    expect((await fresh.store.needWholeReview(ABOUT)).review.steering).toBeUndefined();
    expect(new Set(steering.started()).size).toBe(1);
    expect(steering.told().map(({ kind }) => kind.split('.')[0])).toEqual(
      expect.arrayContaining(['team-changes', 'replaced']),
    );
    expect((await fresh.store.agenda(MUCH_LATER)).leavings).toEqual([]);
    if (!isDead) return expect(last).toBeGreaterThan(3);
  }
});
