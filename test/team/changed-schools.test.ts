/** Schools that close, convert, merge and change trust in the middle of a year: nobody goes to their own school, and none swap. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Member, Placement, Store } from '../../lambdas/store/store.ts';
import { whyNotAtThisHost } from '../../lambdas/team/name-for-seat.ts';
import { planTeam } from '../../lambdas/team/plan-team.ts';
import { Shortlist } from '../../lambdas/team/shortlists.ts';
import { readSeasonRows } from '../../lambdas/team/term-plan/read-season.ts';
import { seasonOfRows } from '../../lambdas/team/term-plan/season-of-rows.ts';
import { noContext } from '../../lambdas/team/term-plan/season-rows.ts';
import { useStore } from '../support/store.ts';
import { ABOUT, AT, HOST, reviewer, reviewRow, writeNetwork } from './network.ts';

const fresh = useStore();

const placement = (changes: Partial<Placement>): Placement => ({
  ...{ about: 'qar-2026-900099', turn: 1, seat: 'seat-1', person: 'person-1', personName: 'Reviewer 1' },
  ...{ kind: 'reviewer', status: 'accepted', organisation: '910001', host: '900099', year: '2026' },
  ...{ day1: '2026-11-10', invitedAt: AT },
  ...changes,
});

const ACADEMY = '900888';
const set = (store: Store, member: string, changes: Omit<Partial<Member>, 'termBreaks'>) =>
  store.entities.member.patch({ member }).set(changes).go();
const add = (store: Store, member: string, changes: Partial<Member>) =>
  store.entities.member
    .put({ member, kind: 'school', name: member, standing: 'member', easting: 500_000, ...changes })
    .go();

async function whyNot(store: Store, person = 'person-1'): Promise<string | undefined> {
  return whyNotAtThisHost(store, await store.needWholeReview(ABOUT), person);
}

/** Whether the plan of a whole term could have sent them, and what it knows of them. */
async function inPlan(store: Store) {
  const { teams } = seasonOfRows(await readSeasonRows(store, '2026', 'spring'), noContext);
  const [review] = teams.reviews;
  const person = teams.people.find((one) => one.person === 'person-1');
  if (!review || !person) throw new Error('The season lacks its review or its reviewer.');
  return { review, person, visits: teams.schools.find(({ school }) => school === review.host)?.visits };
}

describe('the host has become an academy', () => {
  const convert = async (store: Store) => {
    await set(store, HOST, { standing: 'closed', successor: ACADEMY });
    await add(store, ACADEMY, { predecessors: [HOST], hub: 'hub-new', trust: 'trust-9', phase: 'primary' });
  };

  test('its people, under either number, do not review it', async () => {
    const { store } = fresh;
    await writeNetwork(store, [reviewer(1, { member: HOST }), reviewer(2)]);
    await convert(store);
    expect(await whyNot(store)).toBe('works at the school itself');
    expect(await whyNot(store, 'person-2')).toBeUndefined();
    await store.entities.person.patch({ person: 'person-1' }).set({ member: ACADEMY }).go();
    expect(await whyNot(store)).toBe('works at the school itself');
    const { review, person } = await inPlan(store);
    expect(person.school).toBe(review.host);
  });

  test('it is of the trust and hub that it has now, and not of those it had', async () => {
    const { store } = fresh;
    await writeNetwork(store, [
      reviewer(1, { trust: 'trust-9' }),
      reviewer(2, { hub: 'hub-new' }),
      reviewer(3, { hub: 'hub-near' }),
    ]);
    await convert(store);
    expect(await whyNot(store)).toBe('works in the same trust');
    expect(await whyNot(store, 'person-2')).toBe('works in the same hub');
    expect(await whyNot(store, 'person-3')).toBeUndefined();
    expect((await inPlan(store)).review).toMatchObject({ host: ACADEMY, trust: 'trust-9', hub: 'hub-new' });
  });

  test('a review of the academy is not by the team of last year’s review of the school', async () => {
    const { store } = fresh;
    await writeNetwork(store, [reviewer(1), reviewer(2)], { host: ACADEMY });
    await add(store, HOST, { standing: 'closed', successor: ACADEMY });
    await set(store, ACADEMY, { predecessors: [HOST] });
    const last = `qar-2025-${HOST}`;
    await store.write([
      store.rows.review
        .put({ ...reviewRow(), about: last, year: '2025', week: '2026-01-12', stage: 'closed' })
        .commit(),
      store.rows.placement
        .put(placement({ about: last, host: HOST, year: '2025', day1: '2026-01-13', status: 'done' }))
        .commit(),
    ]);
    expect(await whyNot(store)).toBe('reviewed this host last year');
    expect(await whyNot(store, 'person-2')).toBeUndefined();
    expect((await inPlan(store)).person.hostsLastYear).toContain(ACADEMY);
  });

  test('the visit that its people paid under the old number makes a swap', async () => {
    const { store } = fresh;
    await writeNetwork(store, [reviewer(1), reviewer(2)]);
    await convert(store);
    await store.write([
      store.rows.placement.put(placement({ person: 'person-90', organisation: HOST, host: '910001' })).commit(),
    ]);
    expect(await whyNot(store)).toContain('would make a swap');
    expect(await whyNot(store, 'person-2')).toBeUndefined();
    expect((await inPlan(store)).visits).toEqual(['910001']);
  });

  test('so does one that they paid to a school that has become another since', async () => {
    const { store } = fresh;
    await writeNetwork(store, [reviewer(1)]);
    await store.write([
      store.rows.placement.put(placement({ person: 'person-90', organisation: HOST, host: '900700' })).commit(),
    ]);
    await add(store, '900700', { standing: 'closed', successor: '910001' });
    await set(store, '910001', { predecessors: ['900700'] });
    expect(await whyNot(store)).toContain('would make a swap');
  });
});

describe('a merger', () => {
  test('keeps apart all that were merged', async () => {
    const { store } = fresh;
    await writeNetwork(store, [reviewer(1), reviewer(2)]);
    await set(store, HOST, { standing: 'closed', successor: ACADEMY });
    await set(store, '910001', { standing: 'closed', successor: ACADEMY });
    await add(store, ACADEMY, { predecessors: [HOST, '910001'] });
    expect(await whyNot(store)).toBe('works at the school itself');
    expect(await whyNot(store, 'person-2')).toBeUndefined();
  });
});

describe('a change of trust', () => {
  test('of the host or of their school counts, whatever person and review repeat', async () => {
    const { store } = fresh;
    await writeNetwork(store, [reviewer(1, { trust: 'trust-5' }), reviewer(2, { trust: 'trust-6' })], {
      trust: 'trust-6',
    });
    await set(store, HOST, { trust: 'trust-5' });
    expect(await whyNot(store)).toBe('works in the same trust');
    expect(await whyNot(store, 'person-2')).toBeUndefined();
    await set(store, '910001', { trust: 'trust-6' });
    await set(store, '910002', { trust: 'trust-5' });
    expect(await whyNot(store)).toBeUndefined();
    expect(await whyNot(store, 'person-2')).toBe('works in the same trust');
    expect((await inPlan(store)).person.trust).toBe('trust-6');
  });
});

describe('a trust or hub that nobody has told us', () => {
  test('keeps people from being proposed, and leaves them to be named where it is the hub', async () => {
    const { store } = fresh;
    await writeNetwork(store, [reviewer(1), reviewer(2), reviewer(3)]);
    await set(store, '910001', { notKnown: ['trust'], hub: 'hub-far' });
    await store.entities.member
      .patch({ member: '910002' })
      .set({ notKnown: ['hub'] })
      .remove(['hub'])
      .go();
    await store.entities.person.patch({ person: 'person-2' }).remove(['hub']).go();
    expect(await whyNot(store)).toBeUndefined(); // the host belongs to no trust, so to none of theirs
    await set(store, HOST, { trust: 'trust-5' });
    expect(await whyNot(store)).toBe('may work in the same trust: that of their school or of the host is not known');
    expect(await whyNot(store, 'person-2')).toBe(
      'may work in the same hub: that of their school or of the host is not known',
    );
    expect(await whyNot(store, 'person-3')).toBeUndefined();
    const { review, person } = await inPlan(store);
    expect(person.perhapsOfTheSame).toEqual([review.host]);
    expect(person.relationships).not.toContain(review.host);
    await planTeam({ about: ABOUT, turn: 1, round: 1, at: AT }, { store });
    const { seats } = await store.needWholeReview(ABOUT);
    const listed = seats.flatMap(({ shortlist }) => Shortlist.parse(shortlist).candidates);
    expect(listed.map((one) => one.person)).toEqual(['person-3']);
  });
});

/** A step of a year's history, and the same told of whole schools rather than of numbers. */
const schools = ['900001', '910001', '910002', '910003'];
const step = fc.oneof(
  fc.record({ what: fc.constant('convert' as const), which: fc.nat(3) }),
  fc.record({ what: fc.constant('merge' as const), which: fc.nat(3), other: fc.nat(3) }),
  fc.record({ what: fc.constant('trust' as const), which: fc.nat(3), trust: fc.constantFrom('trust-1') }),
);

test('whatever happens in a year, the rules keep people from what is their own school or trust today', async () => {
  const { store } = fresh;
  await writeNetwork(store, [reviewer(1), reviewer(2), reviewer(3)]);
  let run = 0;
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
      run += 1;
      const group = new Map(schools.map((urn) => [urn, urn]));
      const trust = new Map<string, string>();
      for (const urn of schools) {
        await add(store, urn, {}); // in no hub, so that no rule but these keeps them apart
      }
      for (const [index, one] of steps.entries()) {
        const from = group.get(schools[one.which] ?? '') ?? '';
        if (one.what === 'trust') {
          await set(store, from, { trust: one.trust });
          trust.set(from, one.trust);
          continue;
        }
        const other = one.what === 'merge' ? (group.get(schools[one.other] ?? '') ?? from) : from;
        const closing = [...new Set([from, other])];
        const next = `9${String(run).padStart(3, '0')}${String(index).padStart(2, '0')}`;
        await add(store, next, { predecessors: closing });
        for (const urn of closing) await set(store, urn, { standing: 'closed', successor: next });
        for (const [urn, now] of group) if (closing.includes(now)) group.set(urn, next);
      }
      const host = group.get(HOST) ?? '';
      for (const number of [1, 2, 3]) {
        const mine = group.get(`91000${number}`) ?? '';
        const mayNot = mine === host || (trust.has(host) && trust.get(host) === trust.get(mine));
        if (mayNot) kept += 1;
        expect((await whyNot(store, `person-${number}`)) !== undefined).toBe(mayNot);
      }
    }),
    { numRuns: 15, seed: 7 },
  );
  expect(kept).toBeGreaterThan(5);
});
