import { beforeEach, describe, expect, test } from 'vitest';
import { tpr } from '../../lambdas/programmes/tpr/programme.ts';
import { MembershipNotSigned, planReviews } from '../../lambdas/subscription/plan-reviews.ts';
import { NoWeekLeft } from '../../lambdas/subscription/planned-review.ts';
import { settingsOf2026 } from '../settings/settings-of-2026.ts';
import { useStore } from '../support/store.ts';
import { ABOUT, changeMember, LATER, OPENS, SCHOOL, type TestDeps, TRUST, testDeps, writeWorld } from './fixture.ts';

const fresh = useStore();
let deps: TestDeps;

const sign = (member: string, uses: string[]) =>
  fresh.store.entities.membership
    .put({ member, year: '2026', kind: 'renewal', status: 'signed', uses, openedAt: OPENS })
    .go();
const plan = (member: string = SCHOOL, at: string = LATER) => planReviews({ member, year: '2026', at }, deps);

beforeEach(async () => {
  await writeWorld(fresh.store);
  deps = testDeps(fresh.store);
});

test('plans the review, the placements owed, the standing and the thanks', async () => {
  await sign(SCHOOL, ['qar']);
  await changeMember(fresh.store, { standing: 'interested', trust: TRUST });

  expect(await plan()).toEqual({ reviews: ['qar-2026-900001'] });

  const review = await fresh.store.needReview('qar-2026-900001');
  const { breaks } = settingsOf2026();
  expect(review).toMatchObject({
    programme: 'QAR',
    settingsVersion: '001',
    host: SCHOOL,
    hostKind: 'school',
    hostName: 'Hill View Primary School',
    hub: 'hub-1',
    trust: TRUST,
    phase: 'primary',
    stage: 'planned',
    status: 'planned',
    turn: 1,
    executions: 0,
    termBreaks: breaks,
  });
  expect(review.startsOn < review.week).toBe(true);
  expect((await fresh.store.ledger(SCHOOL, '2026'))?.owed).toBe(3);
  expect((await fresh.store.member(SCHOOL))?.standing).toBe('member');
  expect((await fresh.store.audit(ABOUT)).map(({ what }) => what)).toEqual(['planned the reviews of the year']);
  expect((await fresh.store.agenda(`${review.startsOn}T06:30:00.000Z`)).reviews).toMatchObject([
    { about: review.about },
  ]);
});

test('a school that has closed since it signed stays closed', async () => {
  await sign(SCHOOL, ['qar']);
  await changeMember(fresh.store, { standing: 'closed' });

  await plan();
  expect((await fresh.store.member(SCHOOL))?.standing).toBe('closed');
});

test('a school at which the review of the one that it followed goes on has that one, and no second in the year', async () => {
  await sign(SCHOOL, ['qar']);
  const { member, review } = fresh.store.entities;
  await member.put({ member: '900009', kind: 'school', name: 'Vale', standing: 'closed', successor: SCHOOL }).go();
  await changeMember(fresh.store, { predecessors: ['900009'] });
  await review
    .put({
      ...({
        about: 'qar-2026-900009',
        programme: 'QAR',
        year: '2026',
        settingsVersion: '001',
        host: '900009',
      } as const),
      ...({ goesOnAt: SCHOOL, hostKind: 'school', hostName: 'Hill View Primary School', stage: 'team' } as const),
      ...({ week: '2027-01-11', day1: '2027-01-12', startsOn: '2026-07-13', turn: 1, executions: 1 } as const),
      status: 'under-way',
    })
    .go();
  expect(await plan()).toEqual({ reviews: ['qar-2026-900009'] });
  expect(await fresh.store.review('qar-2026-900001')).toBeUndefined();
  expect((await fresh.store.ledger(SCHOOL, '2026'))?.owed).toBe(3);
  await review.patch({ about: 'qar-2026-900009' }).set({ status: 'cancelled' }).go();
  expect(await plan()).toEqual({ reviews: ['qar-2026-900001'] });
});

test('the thanks say in words when dates are asked for and when the visit may be', async () => {
  await sign(SCHOOL, ['both']);
  await fresh.store.entities.review
    .put({
      about: 'qar-2025-900001',
      programme: 'QAR',
      year: '2025',
      settingsVersion: '001',
      host: SCHOOL,
      hostKind: 'school',
      hostName: 'Hill View Primary School',
      stage: 'closed',
      status: 'published',
      week: '2026-01-12',
      day1: '2026-01-13',
      startsOn: '2025-07-14',
      turn: 1,
      executions: 1,
    })
    .go();
  await plan();

  expect(await fresh.store.review('qar-2026-900001')).toMatchObject({ week: '2027-01-11', startsOn: '2026-07-13' });
  expect(deps.delivered).toEqual(['head@hillview.example']);
  expect(deps.notices[0]?.facts).toEqual([
    { label: 'Partnership year', value: 'Tuesday 1 September 2026 to Saturday 31 July 2027' },
    { label: 'We ask you for dates', value: 'on Monday 13 July 2026' },
    { label: 'Your review, as we hope', value: 'in the week of Monday 11 January 2027' },
  ]);
});

test('a school that followed another hopes for its week, and takes over what it left', async () => {
  await sign(SCHOOL, ['qar']);
  await changeMember(fresh.store, { predecessors: ['900070'] });
  const { member, review, ledger } = fresh.store.entities;
  await member.put({ member: '900070', kind: 'school', name: 'Hill View', standing: 'closed', successor: SCHOOL }).go();
  await ledger.put({ member: '900070', year: '2025', owed: 3, accepted: 1 }).go();
  await review
    .put({
      ...{ about: 'qar-2025-900070', programme: 'QAR', year: '2025', settingsVersion: '001', host: '900070' },
      ...{ hostKind: 'school', hostName: 'Hill View', stage: 'closed', status: 'published', week: '2026-03-16' },
      ...{ day1: '2026-03-17', startsOn: '2025-09-15', turn: 1, executions: 1 },
    })
    .go();
  await plan();
  expect((await fresh.store.needReview('qar-2026-900001')).week).toBe('2027-03-15');
  expect(await fresh.store.ledger(SCHOOL, '2026')).toMatchObject({ owed: 3, carried: 2 });
});

test('doing it again changes and sends nothing', async () => {
  await sign(SCHOOL, ['qar']);
  await plan();
  const before = await fresh.store.review('qar-2026-900001');
  await fresh.store.entities.ledger.patch({ member: SCHOOL, year: '2026' }).set({ owed: 5 }).go();

  expect(await plan(SCHOOL, '2026-02-06T09:00:00.000Z')).toEqual({ reviews: ['qar-2026-900001'] });
  expect(await fresh.store.review('qar-2026-900001')).toEqual(before);
  expect((await fresh.store.ledger(SCHOOL, '2026'))?.owed).toBe(5);
  expect(await fresh.store.audit(ABOUT)).toHaveLength(1);
  expect(deps.delivered).toHaveLength(1);
});

test('a crash between the rows and the mail is made good by the next attempt', async () => {
  await sign(SCHOOL, ['qar']);
  deps.failing = 1;

  await expect(plan()).rejects.toThrow('could not be sent');
  await plan();

  expect(deps.delivered).toEqual(['head@hillview.example']);
  expect(await fresh.store.reviewsOfHost(SCHOOL)).toHaveLength(1);
});

test('two attempts at the same moment plan one review', async () => {
  await sign(SCHOOL, ['qar']);
  const results = await Promise.allSettled([plan(), plan()]);

  expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
  expect(await fresh.store.reviewsOfHost(SCHOOL)).toHaveLength(1);
  expect(await plan()).toEqual({ reviews: ['qar-2026-900001'] });
});

test('a use without a review plans none, and still owes placements', async () => {
  await sign(SCHOOL, ['growing-the-top']);

  expect(await plan()).toEqual({ reviews: [] });
  expect((await fresh.store.ledger(SCHOOL, '2026'))?.owed).toBe(3);
  expect(deps.notices[0]?.paragraphs[0]).toMatch(/No review is planned/);
  await plan();
  expect(await fresh.store.audit(ABOUT)).toHaveLength(1);
});

test('a trust has its Trust Peer Review', async () => {
  await sign(TRUST, ['tpr']);

  expect(await plan(TRUST)).toEqual({ reviews: ['tpr-2026-trust-12'] });
  expect(await fresh.store.review('tpr-2026-trust-12')).toMatchObject({ hostKind: 'trust', programme: 'TPR' });
  expect(deps.notices[0]?.paragraphs[0]).toMatch(/^Your trust has a Trust Peer Review/);
});

describe('a member that two programmes review', () => {
  beforeEach(() => {
    // A test is about more programmes of schools than there are.
    Object.assign(tpr, { host: 'school' });
    return () => Object.assign(tpr, { host: 'trust' });
  });

  test('has a review of each, in weeks of their own, and one mail of thanks about both', async () => {
    await sign(SCHOOL, ['qar', 'tpr']);
    expect(await plan()).toEqual({ reviews: ['qar-2026-900001', 'tpr-2026-900001'] });
    const [qar, tpr] = await Promise.all(
      ['qar-2026-900001', 'tpr-2026-900001'].map((about) => fresh.store.needReview(about)),
    );
    expect([qar?.programme, tpr?.programme]).toEqual(['QAR', 'TPR']);
    expect(qar?.week).not.toBe(tpr?.week);
    expect(deps.delivered).toHaveLength(1);
    const text = JSON.stringify(deps.notices);
    expect(text).toContain(
      'a Quality Assurance Review (QAR) and a Trust Peer Review (TPR) in this year. The weeks below are',
    );
    expect(text).toContain('Trust Peer Review, as we hope');
    expect(await plan()).toEqual({ reviews: ['qar-2026-900001', 'tpr-2026-900001'] });
    expect(await fresh.store.reviewsOfHost(SCHOOL)).toHaveLength(2);
  });

  test('has a review of the one alone whose settings have it for what the membership is used for', async () => {
    await sign(SCHOOL, ['tpr']);
    expect(await plan()).toEqual({ reviews: ['tpr-2026-900001'] });
  });
});

test('the member’s own breaks go before the year’s', async () => {
  const own = [{ from: '2027-01-11', to: '2027-01-15', reason: 'Our own week' }];
  await changeMember(fresh.store, { termBreaks: own });
  await sign(SCHOOL, ['qar']);
  await plan();

  expect((await fresh.store.review('qar-2026-900001'))?.termBreaks).toEqual(own);
});

describe('a week that is full of reviews', () => {
  const fill = (week: string, count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        fresh.store.entities.review
          .put({
            about: `tpr-2026-trust-x${week}${index}`,
            programme: 'TPR',
            year: '2026',
            settingsVersion: '001',
            host: `trust-x${index}`,
            hostKind: 'trust',
            hostName: 'Another Trust',
            stage: 'planned',
            status: 'planned',
            week,
            startsOn: '2026-05-04',
            turn: 1,
            executions: 0,
          })
          .go(),
      ),
    );

  test('passes the host on to the next with room', async () => {
    await sign(TRUST, ['tpr']);
    await plan(TRUST);
    const { week } = await fresh.store.needReview('tpr-2026-trust-12');
    await fresh.store.entities.review.delete({ about: 'tpr-2026-trust-12' }).go();
    await fill(week, 3);

    await plan(TRUST);

    const moved = (await fresh.store.needReview('tpr-2026-trust-12')).week;
    expect(moved).not.toBe(week);
    expect(Math.abs(Date.parse(moved) - Date.parse(week)) / 86_400_000).toBeLessThanOrEqual(21);
  });
});

test('somebody who joins late is asked for dates at once', async () => {
  await sign(SCHOOL, ['qar']);
  await plan(SCHOOL, '2026-12-07T10:00:00.000Z');

  const review = await fresh.store.needReview('qar-2026-900001');
  expect(review.startsOn).toBe('2026-12-07');
  expect(review.week >= '2027-03-08').toBe(true);
});

test('whoever joins too late for a visit in the year has it in the first weeks after, and reads so', async () => {
  await sign(SCHOOL, ['qar']);
  await plan(SCHOOL, '2027-05-10T10:00:00.000Z');

  expect(await fresh.store.review('qar-2026-900001')).toMatchObject({ year: '2026', week: '2027-09-06' });
  const paragraphs = JSON.stringify(deps.notices);
  expect(paragraphs).toContain(
    'No week is left for it in 2026 to 2027, so it is in the first weeks after it, and counts for 2026 to 2027 all the same.',
  );
});

test('nothing is planned before the agreement is signed, or when no week is left in the year and after it', async () => {
  await expect(plan()).rejects.toThrow(MembershipNotSigned);
  await sign(SCHOOL, ['qar']);
  await expect(plan(SCHOOL, '2027-09-01T10:00:00.000Z')).rejects.toThrow(NoWeekLeft);
});

describe('what is left over from the year before', () => {
  const yearBefore = (changes: object) =>
    fresh.store.entities.ledger.put({ member: SCHOOL, year: '2025', owed: 3, ...changes }).go();
  const account = async () => {
    const { owed, carried } = (await fresh.store.ledger(SCHOOL, '2026')) ?? {};
    return { owed, carried };
  };

  test('is in the new year’s ledger and in the thanks', async () => {
    await sign(SCHOOL, ['qar']);
    await yearBefore({ accepted: 2 });
    await plan();

    expect(await account()).toEqual({ owed: 3, carried: 1 });
    expect(deps.notices[0]?.paragraphs.join(' ')).toContain(
      'about 4 places in the year, with 1 place from last year still to give.',
    );
  });

  test('is nothing after a whole year away: neither what was owed before it, nor what had been given beyond', async () => {
    await sign(SCHOOL, ['qar']);
    for (const [year, accepted] of [
      ['2023', 9],
      ['2024', 0],
    ] as const) {
      await fresh.store.entities.ledger.put({ member: SCHOOL, year, owed: 3, accepted }).go();
    }
    await plan();

    expect(await account()).toEqual({ owed: 3, carried: 0 });
    expect(deps.notices[0]?.paragraphs.join(' ')).toContain('about 3 places in the year.');
  });

  test('is not taken from here once it was reckoned', async () => {
    await sign(SCHOOL, ['qar']);
    await yearBefore({ accepted: 2 });
    await fresh.store.entities.ledger.put({ member: SCHOOL, year: '2026', owed: 4, carried: 2, accepted: 1 }).go();
    await plan();

    expect(await fresh.store.ledger(SCHOOL, '2026')).toMatchObject({ owed: 4, carried: 2, accepted: 1 });
    expect(deps.notices[0]?.paragraphs.join(' ')).toContain(
      'about 6 places in the year, with 2 places from last year still to give',
    );
  });
});
