/** A review of a school that has closed, and what schools and trusts belong to, as the central team says. */
import { beforeEach, describe, expect, it } from 'vitest';
import { notKnownOf } from '../../lambdas/members/belonging.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { chooseDates as question } from '../../lambdas/scheduling/questions/choose-dates.tsx';
import { look } from '../central-team/network.ts';
import { ABOUT, HOST, lead, reviewer, writeNetwork } from '../team/network.ts';
import { useSteering } from './fixture.ts';

const steering = useSteering();
const { fresh } = steering;
const AT = '2026-10-20T09:00:00.000Z';
const ACADEMY = '900888';
const steer = (input: Parameters<typeof steering.steer>[0]) => steering.steer({ at: AT, about: ABOUT, ...input });
const goOn = (at = AT) => steer({ act: 'go-on-at-successor', at });

const closeHost = () =>
  fresh.store.entities.member.patch({ member: HOST }).set({ standing: 'closed', closedOn: '2026-08-31' }).go();
const openAcademy = async (head = 'head-2') => {
  const { member, person } = fresh.store.entities;
  await member.patch({ member: HOST }).set({ successor: ACADEMY }).go();
  await member
    .put({
      ...{ member: ACADEMY, kind: 'school', name: 'Hill View Academy', standing: 'member', easting: 500_000 },
      ...{ trust: 'trust-9', predecessors: [HOST], head },
    })
    .go();
  await person.put({ person: 'head-2', name: 'Sam Reed', email: 'sam@academy.example', member: ACADEMY }).go();
};

describe('a review of a school that has closed', () => {
  beforeEach(async () => {
    await writeNetwork(fresh.store, [reviewer(1), lead(1)], { stage: 'team' });
  });

  it('goes on at the one that followed: name, trust, hub and head are the successor’s, days and turn stay', async () => {
    await ask(question, askedDates(), 'token-1', steering.deps());
    await closeHost();
    await openAcademy();
    expect(await goOn()).toMatchObject({ done: true, sentence: expect.stringContaining('Hill View Academy') });
    const review = await fresh.store.needReview(ABOUT);
    expect(review).toMatchObject({ host: HOST, goesOnAt: ACADEMY, hostName: 'Hill View Academy', trust: 'trust-9' });
    expect(review).toMatchObject({ turn: 1, executions: 2, day1: '2027-01-12', stage: 'team' });
    expect(review.hub).toBeUndefined();
    expect(review.steering).toBeUndefined();
    expect((await fresh.store.decision(ABOUT, 'choose-dates.1.1'))?.status).toBe('superseded');
    expect(steering.stopped()).toEqual([`review ${ABOUT}`]);
    expect(steering.started()).toEqual([`review ${ABOUT}-2 {"about":"${ABOUT}"}`]);
    expect(steering.told().map(({ kind, person }) => [kind, person])).toEqual([[`goes-on.${AT}`, 'head-2']]);
    // Reviews of two years may go on there in one morning.
    expect(steering.sent()[0]?.firstLine).toContain('A review of 2026 to 2027 was under way');

    // What the workflow then asks goes to the new head.
    await ask(question, { ...askedDates(), at: '2026-10-20T09:05:00.000Z' }, 'token-2', steering.deps());
    expect(await fresh.store.decision(ABOUT, 'choose-dates.1.1')).toMatchObject({
      status: 'open',
      person: 'head-2',
      organisation: ACADEMY,
    });
    // The same button again finds nothing to do.
    expect(await goOn('2026-10-21T09:00:00.000Z')).toMatchObject({ done: false });
    expect(steering.started()).toHaveLength(1);
  });

  it('stands on the morning list until it is decided, and goes from it when the school is open again', async () => {
    const morning = async () => (await look(fresh.store, { view: 'today' })).buttons.map(({ label }) => label);
    expect(await morning()).not.toContain('Cancel for good');
    await closeHost();
    expect(await morning()).toContain('Cancel for good');
    await openAcademy();
    expect(await morning()).toEqual(expect.arrayContaining(['Go on at Hill View Academy', 'Cancel for good']));
    await fresh.store.entities.member.patch({ member: HOST }).set({ standing: 'member' }).go();
    expect(await morning()).not.toContain('Go on at Hill View Academy');
    await closeHost();
    await goOn();
    expect(await morning()).not.toContain('Go on at Hill View Academy');
  });

  it.each([
    ['open', async () => openAcademy(), 'is open for us'],
    ['followed by nobody', closeHost, 'No open school of ours followed'],
    [
      'followed by a school without a known head',
      async () => [await openAcademy('nobody'), await closeHost()],
      'Nobody is known as the head',
    ],
    [
      'followed by a school whose head has left',
      async () => {
        await openAcademy();
        await closeHost();
        await fresh.store.entities.person.patch({ person: 'head-2' }).set({ left: true }).go();
      },
      'Nobody is known as the head',
    ],
  ] as const)('is refused in a sentence where the school is %s', async (_, prepare, sentence) => {
    await prepare();
    expect(await goOn()).toEqual({ done: false, sentence: expect.stringContaining(sentence) });
    expect((await fresh.store.needReview(ABOUT)).goesOnAt).toBeUndefined();
  });

  it('is refused where the successor has a review of its own in the year', async () => {
    await openAcademy();
    await closeHost();
    await fresh.store.entities.review
      .put({ ...(await fresh.store.needReview(ABOUT)), about: `qar-2026-${ACADEMY}`, host: ACADEMY })
      .go();
    expect(await goOn()).toMatchObject({ done: false, sentence: expect.stringContaining(`qar-2026-${ACADEMY}`) });
  });

  it('is refused where another school that was merged into the successor has its review there already', async () => {
    const { member, review } = fresh.store.entities;
    await openAcademy();
    await closeHost();
    const MERGED = '900777';
    await member.put({ member: MERGED, kind: 'school', name: 'Vale', standing: 'closed', successor: ACADEMY }).go();
    await member
      .patch({ member: ACADEMY })
      .set({ predecessors: [MERGED, HOST] })
      .go();
    const of = { ...(await fresh.store.needReview(ABOUT)), about: `qar-2026-${MERGED}`, host: MERGED };
    await review.put({ ...of, goesOnAt: ACADEMY }).go();
    expect(await goOn()).toEqual({
      done: false,
      sentence: `Hill View Academy (${ACADEMY}) has a review in that year already, qar-2026-${MERGED}. Cancel one of the two.`,
    });
    await review.put(of).go();
    expect(await goOn()).toMatchObject({ done: true });
  });

  it('is one of two, where both schools that were merged had one and both are let go on at the same moment', async () => {
    const { member, review } = fresh.store.entities;
    await openAcademy();
    await closeHost();
    const MERGED = '900777';
    await member.put({ member: MERGED, kind: 'school', name: 'Vale', standing: 'closed', successor: ACADEMY }).go();
    await member
      .patch({ member: ACADEMY })
      .set({ predecessors: [MERGED, HOST] })
      .go();
    const other = `qar-2026-${MERGED}`;
    await review.put({ ...(await fresh.store.needReview(ABOUT)), about: other, host: MERGED }).go();
    const both = await Promise.all([goOn(), steer({ act: 'go-on-at-successor', about: other })]);
    expect(both.filter(({ done }) => done)).toHaveLength(1);
    const went = await Promise.all([ABOUT, other].map((about) => fresh.store.needReview(about)));
    expect(went.filter(({ goesOnAt }) => goesOnAt === ACADEMY)).toHaveLength(1);
    expect(steering.started()).toHaveLength(1);
    // Whoever was refused reads why, and what can be done.
    const left = went.find(({ goesOnAt }) => goesOnAt === undefined)?.about ?? '';
    expect(await steer({ act: 'go-on-at-successor', about: left, at: '2026-10-20T09:10:00.000Z' })).toMatchObject({
      done: false,
      sentence: expect.stringContaining('Cancel one of the two'),
    });
  });
});

const askedDates = () => ({
  ...{ question: 'choose-dates', about: ABOUT, turn: 1, round: 1, at: AT },
  expiresAt: '2026-11-10T17:00:00.000Z',
});

describe('what a school belongs to', () => {
  const say = (about: string, input: object) => steer({ act: 'say-trust-and-hub', ...input, about });

  beforeEach(async () => {
    await writeNetwork(fresh.store, [
      reviewer(1, { trust: 'trust-5', hub: undefined }),
      reviewer(2, { trust: 'trust-5' }),
    ]);
    const { member, hub } = fresh.store.entities;
    await hub.put({ hub: 'hub-04', name: 'Kestrel Hub' }).go();
    await member.put({ member: 'trust-5', kind: 'trust', name: 'Rowan Trust', standing: 'member' }).go();
  });

  it('is said of a newcomer, and its reviews follow in the same moment', async () => {
    const { member } = fresh.store.entities;
    await member
      .patch({ member: HOST })
      .set({ notKnown: ['trust', 'hub'] })
      .remove(['hub'])
      .go();
    expect((await look(fresh.store, { view: 'today' })).text).toContain('its trust and hub are not known');
    expect(await say(HOST, { hub: 'hub-04', trust: 'none' })).toEqual({
      done: true,
      sentence: 'Hill View Primary School (900001) belongs to no trust and belongs to hub-04 now.',
    });
    const row = await fresh.store.needMember(HOST);
    expect([row.hub, row.trust, notKnownOf(row)]).toEqual(['hub-04', undefined, []]);
    expect((await fresh.store.needReview(ABOUT)).hub).toBe('hub-04');
    expect((await look(fresh.store, { view: 'today' })).text).not.toContain('not known');
    expect((await fresh.store.audit(`member-${HOST}`)).map(({ what }) => what)).toEqual([
      'said that it belongs to no trust and belongs to hub-04',
    ]);
  });

  it('a trust brings all its academies into a hub, and one that leaves it stays a member', async () => {
    expect(await say('trust-5', { hub: 'hub-04' })).toMatchObject({
      done: true,
      sentence: 'Rowan Trust (trust-5) belongs to hub-04 now, and so do its 2 schools.',
    });
    for (const id of ['trust-5', '910001', '910002']) expect((await fresh.store.needMember(id)).hub).toBe('hub-04');
    expect(await say('910001', { trust: 'none' })).toMatchObject({ done: true });
    expect(await fresh.store.needMember('910001')).toMatchObject({ standing: 'member', hub: 'hub-04' });
    expect((await fresh.store.needMember('910001')).trust).toBeUndefined();
    expect((await fresh.store.membersOfTrust('trust-5')).map(({ member }) => member)).toEqual(['910002']);
  });

  it.each([
    [HOST, {}, 'say the trust or the hub'],
    [HOST, { hub: 'hub-99' }, "there is no hub 'hub-99'"],
    [HOST, { trust: 'Rowan' }, 'a trust looks like trust-2044'],
    ['trust-5', { trust: 'trust-6' }, 'belongs to no other'],
    ['900999', { hub: 'none' }, 'no member'],
  ])('of %s with %j is refused in a sentence', async (about, input, sentence) => {
    expect(await say(about, input)).toEqual({ done: false, sentence: expect.stringContaining(sentence) });
  });
});
