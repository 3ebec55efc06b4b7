import { describe, expect, test } from 'vitest';
import type { Placement, Store } from '../../lambdas/store/store.ts';
import { chooseCandidate } from '../../lambdas/team/choose-candidate.ts';
import { planTeam } from '../../lambdas/team/plan-team.ts';
import { Shortlist } from '../../lambdas/team/shortlists.ts';
import { useStore } from '../support/store.ts';
import { ABOUT, AT, DAY1, HOST, lead, reviewer, reviewRow, writeNetwork } from './network.ts';

const fresh = useStore();
const input = { about: ABOUT, turn: 1, round: 1, at: AT };

const listOf = async (store: Store, seat: string): Promise<string[]> => {
  const whole = await store.needWholeReview(ABOUT);
  const row = whole.seats.find((one) => one.seat === seat);
  return Shortlist.parse(row?.shortlist).candidates.map(({ person }) => person);
};

const allListed = async (store: Store): Promise<string[]> =>
  (await Promise.all(['seat-1', 'seat-2', 'seat-3'].map((seat) => listOf(store, seat)))).flat();

const placement = (changes: Partial<Placement>): Placement => ({
  about: 'qar-2026-900099',
  turn: 1,
  seat: 'seat-1',
  person: 'person-1',
  personName: 'Reviewer 1',
  kind: 'reviewer',
  status: 'accepted',
  organisation: '910001',
  host: '900099',
  year: '2026',
  day1: '2026-11-10',
  invitedAt: AT,
  ...changes,
});

describe('planning a team', () => {
  test('makes the seats of the host’s phase and size, and a ranked list for each', async () => {
    const { store } = fresh;
    await writeNetwork(store, [lead(1), lead(2), ...[1, 2, 3, 4, 5, 6].map((number) => reviewer(number))]);

    const { seats } = await planTeam(input, { store });

    expect(seats).toEqual(['seat-1', 'seat-2', 'seat-3']);
    expect((await store.needReview(ABOUT)).size).toBe(3);
    expect(await listOf(store, 'lead')).toEqual(['lead-1', 'lead-2']);
    expect(await listOf(store, 'seat-1')).toEqual(['person-1', 'person-4']);
    expect(await listOf(store, 'seat-2')).toEqual(['person-2', 'person-5']);
  });

  test('done twice it is as if done once', async () => {
    const { store } = fresh;
    await writeNetwork(store, [lead(1), ...[1, 2, 3, 4].map((number) => reviewer(number))]);
    await planTeam(input, { store });
    const once = await store.needWholeReview(ABOUT);

    await planTeam(input, { store });

    expect(await store.needWholeReview(ABOUT)).toEqual(once);
  });

  test('leaves out who may not go: of the hub, last year’s team, a swap, too far', async () => {
    const { store } = fresh;
    await writeNetwork(store, [
      reviewer(1, { hub: 'hub-near' }),
      reviewer(2),
      reviewer(3),
      reviewer(4, { easting: 700_000 }),
      reviewer(5, { training: [] }),
      reviewer(6),
    ]);
    await store.write([
      store.rows.review.put(reviewRow({ about: `qar-2025-${HOST}`, year: '2025', day1: '2026-01-13' })).commit(),
      store.rows.placement
        .put(placement({ about: `qar-2025-${HOST}`, person: 'person-2', host: HOST, year: '2025' }))
        .commit(),
      // The host's own deputy goes to the school of person-3 this year.
      store.rows.placement
        .put(placement({ about: 'qar-2026-910003', person: 'deputy-1', organisation: HOST, host: '910003' }))
        .commit(),
    ]);

    await planTeam(input, { store });

    expect(await allListed(store)).toEqual(['person-6']);
  });

  test('asks schools that owe placements first', async () => {
    const { store } = fresh;
    await writeNetwork(store, [reviewer(1), reviewer(2)]);
    await store.write([
      store.rows.ledger.put({ member: '910001', year: '2026', owed: 3, accepted: 5 }).commit(),
      store.rows.ledger.put({ member: '910002', year: '2026', owed: 3, accepted: 0 }).commit(),
    ]);

    await planTeam(input, { store });

    expect(await allListed(store)).toEqual(['person-2', 'person-1']);
  });

  test('asks lead reviewers with fewer reviews first', async () => {
    const { store } = fresh;
    await writeNetwork(store, [lead(1), lead(2)]);
    await store.write([
      store.rows.placement
        .put(placement({ person: 'lead-1', kind: 'lead', seat: 'lead', organisation: 'independent' }))
        .commit(),
    ]);

    await planTeam(input, { store });

    expect(await listOf(store, 'lead')).toEqual(['lead-2', 'lead-1']);
  });

  test('keeps a seat that is filled and asks the team of before a postponement first', async () => {
    const { store } = fresh;
    await writeNetwork(
      store,
      [1, 2, 3, 4].map((number) => reviewer(number)),
      { turn: 2 },
    );
    await store.write([
      store.rows.placement
        .put(
          placement({ about: ABOUT, person: 'person-4', status: 'withdrawn', answeredAt: AT, host: HOST, day1: DAY1 }),
        )
        .commit(),
      store.rows.seat
        .put({ about: ABOUT, seat: 'seat-2', kind: 'reviewer', status: 'filled', person: 'person-2' })
        .commit(),
      store.rows.placement
        .put(
          placement({
            about: ABOUT,
            turn: 2,
            seat: 'seat-2',
            person: 'person-2',
            organisation: '910002',
            host: HOST,
            day1: DAY1,
          }),
        )
        .commit(),
    ]);

    const { seats } = await planTeam({ ...input, turn: 2 }, { store });

    expect(seats).toEqual(['seat-1', 'seat-3']);
    expect(await listOf(store, 'seat-1')).toEqual(['person-4', 'person-3']);
    expect(await listOf(store, 'seat-3')).toEqual(['person-1']);
  });
});

describe('choosing a candidate', () => {
  const choose = (store: Store, seat: string, at = AT) =>
    chooseCandidate({ about: ABOUT, turn: 1, seat, at }, { store });

  test('takes the best, writes the invitation, and is the same when run again', async () => {
    const { store } = fresh;
    await writeNetwork(
      store,
      [1, 2, 3].map((number) => reviewer(number)),
    );
    await planTeam(input, { store });

    const choice = await choose(store, 'seat-1');

    expect(choice).toEqual({
      outcome: 'candidate',
      person: 'person-1',
      round: 1,
      expiresAt: '2026-11-03T17:00:00.000Z',
    });
    expect(await choose(store, 'seat-1')).toEqual(choice);
    const { placements } = await store.needWholeReview(ABOUT);
    expect(placements.map(({ person, status, organisation }) => [person, status, organisation])).toEqual([
      ['person-1', 'invited', '910001'],
    ]);
    expect((await store.ledger('910001', '2026'))?.offered).toBe(1);
  });

  test('passes over who is taken on one of the days, is asked for them elsewhere, or has enough', async () => {
    const { store } = fresh;
    await writeNetwork(
      store,
      [1, 2, 3, 4].map((number) => reviewer(number, { maxReviewsAYear: 1 })),
    );
    await store.write([
      store.rows.seat
        .put({
          about: ABOUT,
          seat: 'seat-1',
          kind: 'reviewer',
          status: 'open',
          shortlist: { turn: 1, candidates: [1, 2, 3, 4].map((number) => ({ person: `person-${number}`, points: 1 })) },
        })
        .commit(),
      store.rows.personDay.put({ person: 'person-1', day: '2027-01-14', about: 'qar-2026-900099' }).commit(),
      store.rows.placement.put(placement({ person: 'person-2', status: 'invited', day1: '2027-01-11' })).commit(),
      store.rows.placement.put(placement({ person: 'person-3', day1: '2026-11-10' })).commit(),
    ]);

    expect((await choose(store, 'seat-1')).person).toBe('person-4');
  });

  test('says nobody when nobody is left, for the central team to be asked in a round of its own', async () => {
    const { store } = fresh;
    await writeNetwork(store, []);
    await planTeam(input, { store });

    expect(await choose(store, 'seat-1')).toEqual({
      outcome: 'nobody',
      person: '',
      round: 1,
      expiresAt: '2026-11-10T17:00:00.000Z',
    });
  });

  test('a filled seat needs nobody, and neither does the seat of a turn that is over', async () => {
    const { store } = fresh;
    await writeNetwork(store, [reviewer(1)]);
    await planTeam(input, { store });
    expect(await chooseCandidate({ about: ABOUT, turn: 0, seat: 'seat-1', at: AT }, { store })).toMatchObject({
      outcome: 'filled',
      person: '',
    });
  });

  test('an exhausted seat takes from the lists of seats that are settled', async () => {
    const { store } = fresh;
    await writeNetwork(store, [reviewer(1), reviewer(2)]);
    await store.write([
      store.rows.seat
        .put({ about: ABOUT, seat: 'seat-1', kind: 'reviewer', status: 'open', shortlist: { turn: 1, candidates: [] } })
        .commit(),
      store.rows.seat
        .put({
          about: ABOUT,
          seat: 'seat-2',
          kind: 'reviewer',
          status: 'unfilled',
          shortlist: { turn: 1, candidates: [{ person: 'person-2', points: 1 }] },
        })
        .commit(),
    ]);

    expect((await choose(store, 'seat-1')).person).toBe('person-2');
  });

  test('seats that look for somebody at the same time never take the same person or school', async () => {
    const { store } = fresh;
    const pairs = [1, 2, 3, 4, 5, 6].map((number) => reviewer(number, { member: `91000${Math.ceil(number / 2)}` }));
    await writeNetwork(store, pairs);
    await planTeam(input, { store });

    const chosen = await Promise.all(['seat-1', 'seat-2', 'seat-3'].map((seat) => choose(store, seat)));

    const schools = chosen.map(({ person }) => pairs.find((row) => row.person === person)?.member);
    expect(new Set(schools).size).toBe(3);
  });
});
