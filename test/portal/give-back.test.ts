/** Somebody in a team can no longer come, and says so by a link of theirs. */
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { load } from 'cheerio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { finishMoveOf } from '../../lambdas/commands/on-review.ts';
import { TELLERS } from '../../lambdas/commands/tellers.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { settledPage } from '../../lambdas/portal/question-page.tsx';
import { reviewPage } from '../../lambdas/portal/review-page.tsx';
import { takeGiveBack } from '../../lambdas/portal/take-give-back.ts';
import { hashOfLink, newLink } from '../../lambdas/questions/links.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import { useSteering } from '../commands/fixture.ts';
import { writeTeam } from '../commands/team-that-accepted.ts';
import { type Dying, dieAfterCommit } from '../support/dying.ts';
import { overtakeWrite } from '../support/overtaken.ts';
import { ABOUT, DAYS } from '../team/network.ts';

const steering = useSteering();
const { fresh } = steering;
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
/** Three weeks before the visit. */
const AT = '2026-12-21T10:00:00.000Z';
const NEXT_MORNING = '2026-12-22T07:30:00.000Z';
const WHY = { 'why-not': 'Our inspection was announced' };

let secret: string;
let dying: Dying | undefined;
afterEach(() => {
  dying?.end();
  dying = undefined;
});

/** The invitation by which somebody took their place, and its link. */
async function invitationOf(person: string, seat: string, role: 'lead' | 'reviewer'): Promise<string> {
  const link = newLink();
  const { rows } = fresh.store;
  const decision = `invite.1.1.${seat}`;
  await fresh.store.write([
    rows.decision
      .put({
        ...{ about: ABOUT, decision, question: 'invite', turn: 1, round: 1, subject: seat, person, role, mails: 1 },
        ...{ hostName: 'Hill View Primary School', status: 'open', schedule: [], askedAt: '2026-10-20T09:00:00.000Z' },
        ...{ dueAt: '2026-10-27T17:00:00.000Z', expiresAt: '2026-10-27T17:00:00.000Z' },
        ...{ queue: 'open', openFor: person, nextActionAt: '2026-10-27T17:00:00.000Z' },
      })
      .commit(),
    rows.decisionLink
      .put({
        ...{ hash: hashOfLink(link.secret) ?? '', about: ABOUT, decision, person, role },
        ...{ madeAt: AT, expiresAtSeconds: 4_000_000_000 },
      })
      .commit(),
  ]);
  await fresh.store.write([
    rows.decision
      .patch({ about: ABOUT, decision })
      .set({ status: 'answered', answer: { accepts: true, conflict: false }, outcome: { outcome: 'accepted' } })
      .remove(['queue', 'nextActionAt', 'openFor'])
      .commit(),
  ]);
  return link.secret;
}

beforeEach(async () => {
  await writeTeam(fresh.store);
  secret = await invitationOf('person-1', 'seat-1', 'reviewer');
});

async function opened(at = AT, by = secret) {
  const link = await openLink(by, steering.context(), catalogue, at);
  if (!link) throw new Error('The link opens nothing.');
  return link;
}

async function press(step: string, fields: Readonly<Record<string, string>> = WHY, at = AT, by = secret) {
  const response = await takeGiveBack(await opened(at, by), { ...fields, step }, at, steering.context(), site);
  return {
    status: response?.statusCode,
    text: load(response?.body ?? '')('main')
      .text()
      .replace(/\s+/g, ' '),
  };
}

const whole = () => fresh.store.needWholeReview(ABOUT);
const seat = async (name: string) => (await whole()).seats.find((row) => row.seat === name);
const settled = async (at: string) => {
  const link = await opened(at);
  return load(settledPage(link, link.decision, site, { at }))('main')
    .text()
    .replace(/\s+/g, ' ');
};

describe('the way out of a team', () => {
  it('is on the page of the accepted invitation and on that of the review, until day 1 begins', async () => {
    expect(await settled(AT)).toContain('I can no longer come');
    const { may } = await opened(AT);
    const seenBy = async (person: string, role: string) =>
      reviewPage(await whole(), may, site, { reader: { person, role, at: AT } });
    expect(await seenBy('person-1', 'reviewer')).toContain('value="give-back"');
    expect(await seenBy('head-1', 'host')).not.toContain('give-back');
    // 23:59 in London on the eve, and midnight.
    expect(await settled('2027-01-11T23:59:00.000Z')).toContain('I can no longer come');
    const onDay1 = await settled('2027-01-12T00:00:00.000Z');
    expect(onDay1).not.toContain('I can no longer come');
    expect(onDay1).toContain('telephone us at once on 01632 960100');
    expect(await settled('2027-01-15T09:00:00.000Z')).not.toContain('telephone us at once');
  });

  it('asks why, shows what follows, and does nothing before it is sent', async () => {
    expect((await press('give-back', {})).text).toContain('Why can you no longer come?');
    expect(await press('check-give-back', { 'why-not': ' ' })).toMatchObject({ status: 422 });
    const check = await press('check-give-back');
    expect(check).toMatchObject({ status: 200 });
    expect(check.text).toContain('Our inspection was announced');
    expect(check.text).toContain('somebody else is asked');
    expect(await seat('seat-1')).toMatchObject({ status: 'filled', person: 'person-1' });
    expect(steering.started()).toEqual([]);
  });
});

describe('a place that is given back', () => {
  it('is free at once, the next is asked, and everybody concerned is told', async () => {
    expect(await press('surely-give-back')).toMatchObject({ status: 200 });
    expect(await seat('seat-1')).toMatchObject({
      status: 'open',
      reason: 'Cannot come: Our inspection was announced',
    });
    expect(await fresh.store.daysOf('person-1', DAYS[0], DAYS[2])).toEqual([]);
    expect(await fresh.store.ledger('910001', '2026')).toMatchObject({ accepted: 0, failed: 1 });
    expect(steering.started()).toEqual([
      `placement ${ABOUT}-seat-1-search-1 ${JSON.stringify({ about: ABOUT, turn: 1, seat: 'seat-1' })}`,
    ]);
    expect(steering.told().map(({ person, kind }) => `${person} ${kind}`)).toEqual([
      `head-1 team-changes.${AT}`,
      `person-1 place-given-back.${AT}`,
      `central-team somebody-cannot-come.${AT}`,
    ]);
    const audit = (await fresh.store.audit(ABOUT)).find(({ entry }) => entry === 'gave-back.seat-1');
    expect(audit).toMatchObject({ who: 'person-1', what: 'cannot come any more, and gave the place back' });
    expect((await whole()).review.steering).toBeUndefined();
    expect((await fresh.store.agenda('2027-12-31T00:00:00.000Z')).moves).toEqual([]);
    expect(await settled(AT)).toContain('You are not in the team any more');
  });

  it('has its lead reviewer looked for by the review itself', async () => {
    const ofLead = await invitationOf('lead-1', 'lead', 'lead');
    expect(await press('surely-give-back', WHY, AT, ofLead)).toMatchObject({ status: 200 });
    expect(steering.stopped()).toEqual([`review ${ABOUT}`]);
    expect(steering.started()).toEqual([`review ${ABOUT}-2 ${JSON.stringify({ about: ABOUT })}`]);
  });

  it('of a paused review is looked for once it is resumed', async () => {
    await writeTeam(fresh.store, { status: 'paused' });
    expect(await press('surely-give-back')).toMatchObject({ status: 200 });
    expect(await seat('seat-1')).toMatchObject({ status: 'open' });
    expect(steering.started()).toEqual([]);
    await steering.steer({ act: 'resume', at: NEXT_MORNING, reason: 'Goes on' });
    expect(steering.started().join()).toContain('seat-1-search');
  });

  it('counts once, however often the button is pressed', async () => {
    await press('surely-give-back');
    const twice = await press('surely-give-back', WHY, '2026-12-21T10:00:09.000Z');
    expect(twice.status).toBe(200);
    expect(twice.text).toContain('Thank you for telling us');
    expect(await fresh.store.ledger('910001', '2026')).toMatchObject({ accepted: 0, failed: 1 });
    expect(steering.started()).toHaveLength(1);
    expect(steering.told()).toHaveLength(3);
  });

  it('counts once when the button is pressed twice at one moment, and both presses are thanked', async () => {
    // The second begins once the first is on record and not carried out: its workflow is not started yet.
    const { sfn } = steering;
    let second: Promise<Awaited<ReturnType<typeof press>>> | undefined;
    sfn.on(StartExecutionCommand).callsFake(async () => {
      second ??= press('surely-give-back', WHY, '2026-12-21T10:00:01.000Z');
      await second;
      return {};
    });
    const first = await press('surely-give-back');
    expect([first, await second]).toMatchObject([{ status: 200 }, { status: 200 }]);
    expect((await second)?.text).toContain('Thank you for telling us');
    expect(await fresh.store.ledger('910001', '2026')).toMatchObject({ accepted: 0, failed: 1 });
    expect(steering.told()).toHaveLength(3);
  });

  it('is given back once while the lead reviewer is being replaced, and both seats are looked for', async () => {
    overtakeWrite(fresh.store, () => steering.steer({ act: 'replace-reviewer', at: AT, reason: 'Ill', seat: 'lead' }));
    expect(await press('surely-give-back')).toMatchObject({ status: 200 });
    expect([await seat('lead'), await seat('seat-1')]).toMatchObject([{ status: 'open' }, { status: 'open' }]);
    expect(await fresh.store.ledger('910001', '2026')).toMatchObject({ accepted: 0, failed: 1 });
    const [ofReview, ofSeat] = steering.started();
    expect(ofReview).toContain(`review ${ABOUT}-2`);
    expect(ofSeat).toContain('seat-1-search');
  });

  it('is not given back for whoever came after, nor for the days of a visit that was postponed', async () => {
    await press('surely-give-back');
    await fresh.store.entities.seat
      .patch({ about: ABOUT, seat: 'seat-1' })
      .set({ status: 'filled', person: 'person-4', personName: 'person-4' })
      .go();
    const again = await press('surely-give-back', { 'why-not': 'Another reason' }, '2026-12-21T11:00:00.000Z');
    expect(again).toMatchObject({ status: 409, text: expect.stringContaining('You have no place in this team') });
    expect(await seat('seat-1')).toMatchObject({ status: 'filled', person: 'person-4' });

    await writeTeam(fresh.store, {
      postponements: [{ at: '2026-11-20T10:00:00.000Z', reason: 'illness', stage: 'preparation', day1: '2026-12-08' }],
    });
    // The days of the question were those in December; those of the review as it is now count, until midnight in London.
    expect(await press('surely-give-back', WHY, '2027-01-12T00:01:00.000Z')).toMatchObject({ status: 409 });
    expect(await press('surely-give-back', WHY, '2027-01-11T20:00:00.000Z')).toMatchObject({ status: 200 });
    expect(await seat('seat-1')).toMatchObject({ status: 'open' });
  });

  it('is refused in a sentence where the central team was first, or the visit has begun', async () => {
    expect(await press('surely-give-back', WHY, '2027-01-12T07:00:00.000Z')).toMatchObject({ status: 409 });
    await steering.steer({ act: 'replace-reviewer', at: AT, reason: 'Ill', seat: 'seat-1' });
    const late = await press('surely-give-back');
    expect(late.status).toBe(409);
    expect(late.text).toContain('You have no place in this team');
    expect(await fresh.store.ledger('910001', '2026')).not.toHaveProperty('failed');
  });

  it('waits where the review is being steered at this moment, and keeps what was typed', async () => {
    const steeringNow = { act: 'pause', at: AT, sentence: '', reason: '', stop: null, start: null };
    const nothing = { stopSearches: [], startSearches: [], team: [], settled: [] };
    await fresh.store.entities.review
      .patch({ about: ABOUT })
      .set({ steering: { ...steeringNow, ...nothing } })
      .go();
    const soon = await press('surely-give-back', WHY, '2026-12-21T10:00:20.000Z');
    expect(soon.status).toBe(409);
    expect(soon.text).toContain('Our inspection was announced');
    expect(await seat('seat-1')).toMatchObject({ status: 'filled' });
    expect(await press('surely-give-back', WHY, '2026-12-21T10:05:00.000Z')).toMatchObject({ status: 200 });
  });
});

it('survives a function that dies after each of its writes: the next morning does what is left, once', async () => {
  for (let last = 1; ; last += 1) {
    await writeTeam(fresh.store);
    await fresh.store.entities.review.patch({ about: ABOUT }).remove(['replacements', 'searches', 'steering']).go();
    await fresh.store.entities.ledger.put({ member: '910001', year: '2026', accepted: 1 }).go();
    steering.sfn.resetHistory();
    steering.forget();
    const at = `2026-12-21T10:00:${String(last).padStart(2, '0')}.000Z`;
    dying = dieAfterCommit(last);
    const pressed = await press('surely-give-back', WHY, at).catch((error: unknown) => error);
    const { isDead } = dying;
    dying.end();
    if (isDead) expect(pressed).toBeInstanceOf(Error);
    await dailyRound(
      { at: NEXT_MORNING },
      steering.round((about) => finishMoveOf(about, steering.context(), TELLERS)),
    );
    expect((await whole()).review.steering, `after write ${last}`).toBeUndefined();
    expect(await seat('seat-1')).toMatchObject({ status: 'open' });
    expect(await fresh.store.ledger('910001', '2026')).toMatchObject({ accepted: 0, failed: 1 });
    expect(new Set(steering.started()).size).toBe(1);
    expect(new Set(steering.told().map(({ kind }) => kind))).toEqual(
      new Set([`team-changes.${at}`, `place-given-back.${at}`, `somebody-cannot-come.${at}`]),
    );
    expect((await fresh.store.agenda('2027-12-31T00:00:00.000Z')).moves).toEqual([]);
    if (!isDead) return expect(last).toBeGreaterThan(2);
  }
});
