/** Memberships that end before their year does, and that are opened again. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { start } from '../../lambdas/commands/executions.ts';
import { offersOn } from '../../lambdas/commands/offered.ts';
import { ON_MEMBERSHIPS } from '../../lambdas/commands/registry.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { lastReviewOf } from '../../lambdas/documents/last-review.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { admissionToBegin } from '../../lambdas/subscription/late-admission.ts';
import { letMembershipLapse } from '../../lambdas/subscription/let-membership-lapse.ts';
import { subscriptionName } from '../../lambdas/subscription/membership-name.ts';
import { openSubscription } from '../../lambdas/subscription/open-subscription.ts';
import { planReviews } from '../../lambdas/subscription/plan-reviews.ts';
import { signAgreement } from '../../lambdas/subscription/questions/sign-agreement.tsx';
import { machines, useSteering } from '../commands/fixture.ts';
import { dieAfterCommit } from '../support/dying.ts';
import { waitingMails } from '../support/waiting-mails.ts';
import { ABOUT, askedOf, changeMember, OPENS, SCHOOL, TRUST, writeWorld } from './fixture.ts';

const steering = useSteering();
const { fresh } = steering;
const ENDS = '2026-11-13T10:00:00.000Z';
const LATER = '2027-01-11T10:00:00.000Z';
const REVIEW = `qar-2026-${SCHOOL}`;

const step = (turn?: number, at = OPENS) => ({ member: SCHOOL, year: '2026', at, ...(turn && { turn }) });
const membership = async () => fresh.store.membership(SCHOOL, '2026');
const review = () => fresh.store.needReview(REVIEW);
const person = async (id: string) => fresh.store.needPerson(id);
const open = (turn?: number, at?: string) => openSubscription(step(turn, at), { store: fresh.store });
const plan = (turn?: number, at?: string) => planReviews(step(turn, at), steering.context());

const end = (more: object = {}) =>
  steering.steer({
    ...{ act: 'end-membership', about: ABOUT, at: ENDS, from: '2026-11-13', reason: 'The school leaves' },
    ...{ reviews: 'cancel', reviewers: 'stay' },
    ...more,
  });
const reopen = (at = LATER, more: object = {}) =>
  steering.steer({ act: 'reopen-membership', about: ABOUT, at, ...more });

const sign = (at: string, more: object = {}) =>
  fresh.store.entities.membership
    .patch({ member: SCHOOL, year: '2026' })
    .set({
      ...{ status: 'signed', uses: ['qar'], decidedAt: at },
      agreement: { version: '1', person: 'head-1', role: 'Headteacher', signedAt: at },
      ...more,
    })
    .go();

beforeEach(async () => {
  await writeWorld(fresh.store);
  await changeMember(fresh.store, { trust: TRUST });
  await open();
});

describe('a member that has signed', () => {
  beforeEach(async () => {
    await sign(OPENS);
    await plan();
  });

  it('ends: its review is off, it owes nothing, head and trust read one sentence', async () => {
    expect(await end()).toMatchObject({ done: true, sentence: expect.stringContaining(`Called off: ${REVIEW}.`) });

    expect(await membership()).toMatchObject({ status: 'ended', endedOn: '2026-11-13' });
    expect((await membership())?.ending).toBeUndefined();
    expect(await review()).toMatchObject({ status: 'cancelled', stage: 'closed' });
    expect((await fresh.store.member(SCHOOL))?.standing).toBe('lapsed');
    expect((await fresh.store.ledger(SCHOOL, '2026'))?.owed).toBe(0);
    expect(
      steering
        .told()
        .filter(({ kind }) => kind === 'membership-ended-early')
        .map((one) => one.person),
    ).toEqual(['head-1', 'chief-1']);
    expect(steering.stopped()).toContain(`subscription subscription-2026-${SCHOOL}`);
    expect(await fresh.store.agenda('2027-06-01T00:00:00.000Z')).toMatchObject({ endings: [], moves: [] });
    expect((await fresh.store.audit(ABOUT)).at(-1)).toMatchObject({
      who: 'central-team',
      what: 'ended the membership from 2026-11-13 on; reviews: cancel; reviewers: stay',
      reason: 'The school leaves',
    });
  });

  it('ends once: whoever ends it again, or by a day that is none of its year, reads why not', async () => {
    expect(await end({ from: '2027-09-01' })).toMatchObject({
      done: false,
      sentence: expect.stringContaining('Write a day from the one to the other.'),
    });
    expect(await end({ from: 'soon' })).toMatchObject({ sentence: expect.stringContaining('must be a day such as') });
    await end();
    steering.forget();
    expect(await end({ at: LATER })).toMatchObject({
      done: false,
      sentence: expect.stringContaining('has ended already, on 13 November 2026'),
    });
    expect(steering.told()).toEqual([]);
  });

  it('keeps a review that goes on, as the year was paid, and owes for it', async () => {
    const { owed } = (await fresh.store.ledger(SCHOOL, '2026')) ?? {};
    expect(await end({ reviews: 'go-on' })).toMatchObject({
      sentence: expect.stringContaining(`Going on: ${REVIEW}.`),
    });
    expect(await review()).toMatchObject({ status: 'planned' });
    expect((await fresh.store.ledger(SCHOOL, '2026'))?.owed).toBe(owed);
  });

  it('keeps a review whose visit has begun, whatever was chosen: the report is the school’s', async () => {
    await fresh.store.entities.review
      .patch({ about: REVIEW })
      .set({ stage: 'visit', status: 'under-way', day1: '2026-11-12', startsOn: '2026-06-01' })
      .go();
    await end();
    expect(await review()).toMatchObject({ status: 'under-way' });
  });

  it('takes its people out of the pool by choice, and brings back none who stopped by themselves', async () => {
    const put = (id: string, more: object = {}) =>
      fresh.store.entities.person
        .put({ person: id, name: id, email: `${id}@hillview.example`, member: SCHOOL, pool: 'reviewers', ...more })
        .go();
    await put('sam');
    await put('jo', { stoppedOn: '2026-10-01' });
    await fresh.store.entities.person.patch({ person: 'jo' }).remove(['pool']).set({ poolBefore: 'reviewers' }).go();

    expect(await end({ reviewers: 'leave' })).toMatchObject({
      sentence: expect.stringContaining('asked no more: sam.'),
    });
    expect(await person('sam')).toMatchObject({ stoppedOn: '2026-11-13', poolBefore: 'reviewers' });
    expect((await fresh.store.agenda('2027-06-01T00:00:00.000Z')).leavings).toEqual([]);

    await reopen();
    expect(await person('sam')).toMatchObject({ pool: 'reviewers' });
    expect((await person('sam')).stoppedOn).toBeUndefined();
    expect(await person('jo')).toMatchObject({ stoppedOn: '2026-10-01' });
  });

  it('ends on a day to come by the daily round, unless that is taken back', async () => {
    expect(await end({ from: '2026-12-01' })).toMatchObject({
      done: true,
      sentence: expect.stringContaining('Until then nothing changes'),
    });
    expect(await membership()).toMatchObject({ status: 'signed' });
    expect(await end({ from: '2026-12-02' })).toMatchObject({ done: false });
    const round = steering.round(async () => {});
    await dailyRound({ at: '2026-11-30T07:30:00.000Z' }, round);
    expect(await membership()).toMatchObject({ status: 'signed' });

    await dailyRound({ at: '2026-12-01T07:30:00.000Z' }, round);
    expect(await membership()).toMatchObject({ status: 'ended', endedOn: '2026-12-01' });
    expect(await review()).toMatchObject({ status: 'cancelled' });
  });

  it('goes on where the ending is taken back before its day', async () => {
    await end({ from: '2026-12-01' });
    expect(await reopen('2026-11-20T10:00:00.000Z')).toMatchObject({
      done: true,
      sentence: expect.stringContaining('goes on'),
    });
    await dailyRound(
      { at: '2026-12-01T07:30:00.000Z' },
      steering.round(async () => {}),
    );
    expect(await membership()).toMatchObject({ status: 'signed' });
    expect((await membership())?.turn).toBeUndefined();
    expect(steering.started()).toEqual([]);
  });

  it('is reopened under the next turn, signs again, and has its review again with the points of last year', async () => {
    await fresh.store.entities.review
      .put({
        ...{ about: `qar-2025-${SCHOOL}`, programme: 'QAR', year: '2025', settingsVersion: '001', host: SCHOOL },
        ...{ hostKind: 'school', hostName: 'Hill View', stage: 'closed', status: 'published', week: '2026-01-12' },
        ...{ startsOn: '2025-07-01', day1: '2026-01-13', turn: 1, executions: 1 },
      })
      .go();
    await end();
    steering.forget();
    expect(await reopen()).toMatchObject({ done: true, sentence: expect.stringContaining('is open again') });

    expect(await membership()).toMatchObject({ status: 'invited', turn: 2, openedAt: LATER });
    expect((await membership())?.agreement).toBeUndefined();
    expect(steering.started()).toEqual([
      `subscription subscription-2026-${SCHOOL}-2 {"member":"${SCHOOL}","year":"2026","turn":2}`,
    ]);
    expect(await open(2, LATER)).toMatchObject({ status: 'invited', turn: 2 });
    expect(await open()).toMatchObject({ status: 'ended', turn: 1 });

    await sign(LATER);
    expect(await plan(2, LATER)).toEqual({ reviews: [REVIEW] });
    const again = await review();
    expect(again).toMatchObject({ status: 'planned', stage: 'planned', turn: 2, opening: 2 });
    expect(again.week > '2027-01').toBe(true);
    expect((await fresh.store.ledger(SCHOOL, '2026'))?.owed).toBeGreaterThan(0);
    expect((await fresh.store.member(SCHOOL))?.standing).toBe('member');
    expect((await lastReviewOf(fresh.store, again, 'host'))?.title).toContain('2026');
    expect(await fresh.store.agenda('2027-06-01T00:00:00.000Z')).toMatchObject({
      reviews: [{ about: REVIEW }],
      admissions: [],
    });
  });

  it('leaves a review off that was called off after it had begun again', async () => {
    await end();
    await reopen();
    await sign(LATER);
    await plan(2, LATER);
    await steering.steer({ act: 'cancel', about: REVIEW, at: '2027-01-12T10:00:00.000Z', reason: 'illness' });
    await plan(2, '2027-01-13T10:00:00.000Z');
    expect(await review()).toMatchObject({ status: 'cancelled' });
  });

  it('plans nothing for an opening that is over', async () => {
    await end();
    expect(await plan()).toEqual({ reviews: [] });
    await reopen();
    await sign(LATER);
    expect(await plan()).toEqual({ reviews: [] });
  });

  it('is opened in a later year with who stopped before, and nobody is asked before that year’s renewal opens', async () => {
    await fresh.store.entities.person
      .put({ person: 'sam', name: 'Sam', email: 'sam@hillview.example', member: SCHOOL, pool: 'reviewers' })
      .go();
    await end({ reviewers: 'leave' });
    const about = `membership-2027-${SCHOOL}`;
    expect(await reopen('2026-12-01T10:00:00.000Z', { about })).toMatchObject({
      done: false,
      sentence: expect.stringContaining('Nobody is asked for 2027 to 2028 before'),
    });
    expect(await reopen('2027-03-01T10:00:00.000Z', { about })).toMatchObject({ done: true });
    expect(await fresh.store.membership(SCHOOL, '2027')).toMatchObject({ kind: 'renewal', status: 'invited' });
    expect(steering.started()).toEqual([
      `subscription subscription-2027-${SCHOOL} {"member":"${SCHOOL}","year":"2027"}`,
    ]);
    expect(await person('sam')).toMatchObject({ pool: 'reviewers' });
  });
});

describe('a member that waits for its signature', () => {
  it('ends: the question is withdrawn, and neither a lapse nor a second reopening does harm', async () => {
    await ask(signAgreement, askedOf(signAgreement), 'token', steering.deps());
    await end();
    expect(await fresh.store.decision(ABOUT, 'sign-agreement.1.1')).toMatchObject({ status: 'superseded' });
    steering.forget();
    expect(await letMembershipLapse(step(), steering.context())).toEqual({ status: 'ended' });
    expect(steering.told()).toEqual([]);

    await reopen();
    expect(await reopen()).toMatchObject({ done: false, sentence: expect.stringContaining('is open already') });
    expect(await membership()).toMatchObject({ turn: 2 });
    expect(await letMembershipLapse(step(), steering.context())).toEqual({ status: 'invited' });
  });

  it('is reopened after it has lapsed, and lapses again with a mail of its own', async () => {
    await letMembershipLapse(step(undefined, '2026-09-01T08:00:00.000Z'), steering.context());
    expect(await reopen('2026-10-05T09:00:00.000Z')).toMatchObject({ done: true });
    steering.forget();
    expect(await letMembershipLapse(step(2, '2026-11-05T09:00:00.000Z'), steering.context())).toEqual({
      status: 'lapsed',
    });
    expect(await membership()).toMatchObject({ turn: 2, decidedAt: '2026-11-05T09:00:00.000Z' });
    expect(steering.told().map(({ kind }) => kind)).toEqual(['membership-ended.2']);
    const waiting = await waitingMails(fresh.store);
    expect(waiting.map(({ kind }) => kind).filter((kind) => kind.endsWith('.2'))).toEqual([
      'member-ended.2',
      'member-ended.2',
    ]);
  });

  it('cannot be reopened while nobody leads it, nor once it has closed', async () => {
    await end();
    await changeMember(fresh.store, { standing: 'closed' });
    expect(await reopen()).toMatchObject({ done: false, sentence: 'Hill View Primary School has closed.' });
    await fresh.store.entities.member.patch({ member: SCHOOL }).set({ standing: 'lapsed' }).remove(['head']).go();
    expect(await reopen()).toMatchObject({
      done: false,
      sentence: expect.stringContaining('Nobody is known who leads'),
    });
  });

  it('has a button for what can be done and none for what cannot', async () => {
    const state = async () => ({
      member: await fresh.store.needMember(SCHOOL),
      year: (await fresh.store.partnershipYear('2026')) as never,
      membership: await membership(),
      at: ENDS,
    });
    const names = async () => offersOn(ON_MEMBERSHIPS, await state()).map(({ name }) => name);
    expect(await names()).toEqual(['end-membership']);
    await end();
    expect(await names()).toEqual(['reopen-membership']);
    expect(offersOn(ON_MEMBERSHIPS, { ...(await state()), membership: undefined }).map(({ name }) => name)).toEqual([
      'reopen-membership',
    ]);
  });
});

describe('a command that dies after each of its writes', () => {
  const MORNING = '2027-01-12T07:30:00.000Z';
  let dying: ReturnType<typeof dieAfterCommit> | undefined;
  afterEach(() => dying?.end());

  /** Makes a command die after each of its writes in turn, until it needs no more of them to end. */
  async function dieAfterEach(
    write: () => Promise<void>,
    command: () => Promise<unknown>,
    look: (last: number) => Promise<void>,
  ) {
    for (let last = 1; ; last += 1) {
      await write();
      steering.sfn.resetHistory();
      steering.forget();
      dying = dieAfterCommit(last);
      await command().catch(() => undefined);
      const { isDead } = dying;
      dying.end();
      await dailyRound(
        { at: MORNING },
        {
          ...steering.round(async () => {}),
          startAdmission: async (about) => {
            const begins = await admissionToBegin(about, fresh.store);
            if (begins) await start(steering.context().sfn, machines.subscription, subscriptionName(begins), begins);
          },
        },
      );
      await look(last);
      if (!isDead) return expect(last).toBeGreaterThan(2);
    }
  }

  async function signed() {
    const { entities } = fresh.store;
    await writeWorld(fresh.store);
    await changeMember(fresh.store, { trust: TRUST });
    await entities.membership
      .put({ member: SCHOOL, year: '2026', kind: 'renewal', status: 'invited', openedAt: OPENS })
      .go();
    await entities.review.delete({ about: REVIEW }).go();
    await entities.ledger.delete({ member: SCHOOL, year: '2026' }).go();
    await entities.person
      .put({ person: 'sam', name: 'Sam', email: 'sam@hillview.example', member: SCHOOL, pool: 'reviewers' })
      .go();
    await sign(OPENS);
    await plan();
  }

  it('has ended by the next morning, and everybody was told', async () => {
    let second = 0;
    const ends = () => {
      second += 1;
      return end({
        at: `2027-01-11T10:00:${String(second).padStart(2, '0')}.000Z`,
        from: '2027-01-11',
        reviewers: 'leave',
      });
    };
    await dieAfterEach(signed, ends, async (last) => {
      expect(await membership(), `after write ${last}`).toMatchObject({ status: 'ended', stoppedPeople: ['sam'] });
      expect((await membership())?.ending, `after write ${last}`).toBeUndefined();
      expect(await review(), `after write ${last}`).toMatchObject({ status: 'cancelled' });
      expect((await review()).steering, `after write ${last}`).toBeUndefined();
      expect((await person('sam')).pool, `after write ${last}`).toBeUndefined();
      expect((await fresh.store.ledger(SCHOOL, '2026'))?.owed, `after write ${last}`).toBe(0);
      expect(new Set(steering.told().map(({ kind }) => kind.split('.')[0]))).toContain('membership-ended-early');
      expect(await fresh.store.agenda('2027-06-01T00:00:00.000Z')).toMatchObject({
        endings: [],
        leavings: [],
        moves: [],
      });
    });
  });

  it('is open again by the next morning, once', async () => {
    let second = 0;
    const ended = async () => {
      second += 1;
      await signed();
      await end({ at: `2026-11-13T10:00:${String(second).padStart(2, '0')}.000Z`, reviewers: 'leave' });
    };
    await dieAfterEach(
      ended,
      () => reopen(`2027-01-11T10:00:${String(second).padStart(2, '0')}.000Z`),
      async (last) => {
        expect(await membership(), `after write ${last}`).toMatchObject({ status: 'invited', turn: 2 });
        expect(await person('sam'), `after write ${last}`).toMatchObject({ pool: 'reviewers' });
        expect([...new Set(steering.started())]).toEqual([
          expect.stringContaining(`subscription subscription-2026-${SCHOOL}-2 `),
        ]);
        expect(await fresh.store.agenda('2027-06-01T00:00:00.000Z')).toMatchObject({ admissions: [] });
      },
    );
  });
});
