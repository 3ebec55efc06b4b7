import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { openReview } from '../../lambdas/commands/open-review.ts';
import { seenOf } from '../../lambdas/commands/seen.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import type { Review } from '../../lambdas/store/store.ts';
import { chooseCandidate } from '../../lambdas/team/choose-candidate.ts';
import { planTeam } from '../../lambdas/team/plan-team.ts';
import { chooseOrTell } from '../../lambdas/team/seat-stays-empty.ts';
import { shortlistOf } from '../../lambdas/team/shortlists.ts';
import { ABOUT, asked, DAY1, DAYS, HOST } from '../team/network.ts';
import { useSteering } from './fixture.ts';
import { writeTeam as writeTeamOf } from './team-that-accepted.ts';

const steering = useSteering();
const { fresh } = steering;
/** Three weeks before the visit. */
const AT = '2026-12-21T10:00:00.000Z';

const writeTeam = (review: Partial<Review> = {}) => writeTeamOf(fresh.store, review);
const replace = (input: { seat: string; person?: string; at?: string; seen?: string }) =>
  steering.steer({ act: 'replace-reviewer', at: AT, reason: 'Ill', ...input });
const seat = async (name: string) => (await fresh.store.needWholeReview(ABOUT)).seats.find((row) => row.seat === name);

describe('replacing a reviewer in the preparation', () => {
  beforeEach(() => writeTeam());

  it('gives back days, place and ledger, and looks for somebody beside the review, who goes on', async () => {
    expect(await replace({ seat: 'seat-1', person: 'person-3' })).toEqual({
      done: true,
      sentence: "person-1 is out of the team and has been told. person-3 is asked first for the seat 'seat-1'.",
    });
    const { review, placements } = await fresh.store.needWholeReview(ABOUT);
    const open = await seat('seat-1');
    expect(open).toMatchObject({ status: 'open', reason: 'Replaced: Ill' });
    expect(open?.person).toBeUndefined();
    expect(placements.find(({ person }) => person === 'person-1')).toMatchObject({ status: 'withdrawn' });
    expect(await fresh.store.daysOf('person-1', DAYS[0], DAYS[2])).toEqual([]);
    expect(await fresh.store.ledger('910001', '2026')).toMatchObject({ accepted: 0 });
    expect(review).toMatchObject({ replacements: 1, executions: 1, stage: 'preparation' });
    expect(review.steering).toBeUndefined();
    expect(steering.stopped()).toEqual([]);
    expect(steering.started()).toEqual([
      `placement ${ABOUT}-seat-1-search-1 ${JSON.stringify({ about: ABOUT, turn: 1, seat: 'seat-1' })}`,
    ]);
    expect(steering.told().map(({ person, kind }) => `${person} ${kind}`)).toEqual([
      `head-1 team-changes.${AT}`,
      `person-1 replaced.${AT}`,
    ]);
    const choice = await chooseCandidate({ about: ABOUT, turn: 1, seat: 'seat-1', at: AT }, { store: fresh.store });
    expect(choice).toMatchObject({ outcome: 'candidate', person: 'person-3' });
  });

  it('asks the next of the shortlist when nobody is named, and never the same person again', async () => {
    await replace({ seat: 'seat-1' });
    const choose = () => chooseCandidate({ about: ABOUT, turn: 1, seat: 'seat-1', at: AT }, { store: fresh.store });
    expect(await choose()).toMatchObject({ outcome: 'candidate', person: 'person-4' });
    await fresh.store.entities.placement
      .patch({ about: ABOUT, turn: 1, seat: 'seat-1', person: 'person-4' })
      .set({ status: 'declined' })
      .go();
    expect(await choose()).toMatchObject({ outcome: 'nobody' });
  });

  it('takes back what the person was asked as one of the team, and tells the workflow', async () => {
    const question = asked('confirm-attendance', {
      ...{ subject: 'person-1', person: 'person-1', at: '2026-12-21T09:00:00.000Z' },
      expiresAt: '2027-01-11T17:00:00.000Z',
    });
    await ask(catalogue('confirm-attendance'), question, 'token-1', steering.deps());
    await replace({ seat: 'seat-1' });
    expect(steering.deps().delivered).toEqual([{ token: 'token-1', outcome: { outcome: 'not-in-team', seat: '' } }]);
    const row = await fresh.store.decision(ABOUT, 'confirm-attendance.1.1.person-1');
    expect(row).toMatchObject({ status: 'expired' });
    expect(row?.queue).toBeUndefined();
  });

  it.each([
    ['person-2', 'person-2 cannot take this seat: is in this team, or being asked for it.'],
    ['person-1', 'person-1 is the one who leaves.'],
    ['lead-2', 'lead-2 cannot take this seat: is not among the reviewers.'],
    ['person-99', 'person-99 cannot take this seat: nobody of that id is known.'],
  ])('is refused for %s, with the rule', async (person, sentence) => {
    expect(await replace({ seat: 'seat-1', person })).toEqual({ done: false, sentence });
    expect(await seat('seat-1')).toMatchObject({ status: 'filled' });
  });

  it.each([
    [{ relationships: [HOST] }, 'has declared a relationship with the host'],
    [{ member: '910002' }, 'works at the same school as somebody in the team'],
    [{ left: true }, 'has left'],
  ])('names the hard rule that %j breaks', async (changes, rule) => {
    await fresh.store.entities.person
      .patch({ person: 'person-3' })
      .set(changes as { left: boolean })
      .composite({ pool: 'reviewers', hub: 'hub-far' } as never)
      .go();
    expect(await replace({ seat: 'seat-1', person: 'person-3' })).toEqual({
      done: false,
      sentence: `person-3 cannot take this seat: ${rule}.`,
    });
  });

  it('names the hub that the school of whoever is named belongs to today', async () => {
    const { member } = await fresh.store.needPerson('person-3');
    await fresh.store.entities.member
      .patch({ member: member ?? '' })
      .set({ hub: 'hub-near' })
      .go();
    expect(await replace({ seat: 'seat-1', person: 'person-3' })).toEqual({
      done: false,
      sentence: 'person-3 cannot take this seat: works in the same hub.',
    });
  });

  it('says who is on another review on these days', async () => {
    await fresh.store.entities.personDay.put({ person: 'person-3', day: DAY1, about: 'qar-2026-elsewhere' }).go();
    expect(await replace({ seat: 'seat-1', person: 'person-3' })).toMatchObject({
      sentence: expect.stringContaining('is on another review, or asked for one, on these days'),
    });
  });

  it('is done once by a button that is pressed twice', async () => {
    const seen = seenOf(await fresh.store.needReview(ABOUT));
    expect(await replace({ seat: 'seat-1', seen })).toMatchObject({ done: true });
    const again = { seat: 'seat-1', at: '2026-12-21T10:05:00.000Z' };
    expect(await replace({ ...again, seen })).toMatchObject({ sentence: expect.stringContaining('changed since') });
    expect(await replace(again)).toEqual({
      done: false,
      sentence: "Nobody has the seat 'seat-1' now, so nobody can be replaced in it.",
    });
    expect(await replace({ seat: 'seat-7' })).toMatchObject({
      sentence: "There is no seat 'seat-7' in this team. It has lead, seat-1, seat-2.",
    });
    expect(steering.started()).toHaveLength(1);
  });

  it('is completed by another call when the search could not be started', async () => {
    steering.sfn.on(StartExecutionCommand).rejectsOnce(new Error('away')).resolves({});
    await expect(replace({ seat: 'seat-1' })).rejects.toThrow('away');
    expect(await replace({ seat: 'seat-1' })).toMatchObject({ done: true });
    expect(new Set(steering.started()).size).toBe(1);
    expect((await fresh.store.needReview(ABOUT)).replacements).toBe(1);
  });

  it('lets a pause end the search, and a resumption begin it again', async () => {
    await replace({ seat: 'seat-1' });
    await steering.steer({ act: 'pause', reason: 'x', at: '2026-12-21T11:00:00.000Z' });
    expect(steering.stopped()).toEqual([`review ${ABOUT}`, `placement ${ABOUT}-seat-1-search-1`]);
    await steering.steer({ act: 'resume', reason: 'x', at: '2026-12-21T12:00:00.000Z' });
    expect(steering.started().map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual([
      `placement ${ABOUT}-seat-1-search-1`,
      `review ${ABOUT}-2`,
      `placement ${ABOUT}-2-seat-1-search`,
    ]);
  });
});

describe('replacing a lead reviewer', () => {
  it('starts the review anew, which looks for a lead before it goes on, and asks them what waited', async () => {
    await writeTeam();
    const question = asked('propose-timetable', { at: AT, expiresAt: '2027-01-04T17:00:00.000Z' });
    await ask(catalogue('propose-timetable'), question, 'token-1', steering.deps());
    expect(await replace({ seat: 'lead', person: 'lead-2' })).toMatchObject({ done: true, execution: `${ABOUT}-2` });
    expect(await fresh.store.decision(ABOUT, 'propose-timetable.1.1')).toMatchObject({ status: 'superseded' });
    expect(steering.started()).toEqual([`review ${ABOUT}-2 ${JSON.stringify({ about: ABOUT })}`]);
    const opened = await openReview({ about: ABOUT, execution: `${ABOUT}-2`, at: AT }, { store: fresh.store });
    expect(opened).toMatchObject({ seekLead: true, stage: 'preparation' });

    await fresh.store.entities.seat
      .patch({ about: ABOUT, seat: 'lead' })
      .set({ status: 'filled', person: 'lead-2' })
      .go();
    const again = { ...question, at: '2026-12-22T10:00:00.000Z' };
    await ask(catalogue('propose-timetable'), again, 'token-2', steering.deps());
    expect(await fresh.store.decision(ABOUT, 'propose-timetable.1.1')).toMatchObject({
      person: 'lead-2',
      status: 'open',
    });
    const now = await openReview({ about: ABOUT, execution: `${ABOUT}-2`, at: AT }, { store: fresh.store });
    expect(now.seekLead).toBe(false);
  });
});

describe('replacing while the team is formed', () => {
  it('starts the review anew at its team, and asks the host about the team that then is', async () => {
    await writeTeam({ stage: 'team' });
    const question = asked('confirm-team', { expiresAt: '2026-11-24T17:00:00.000Z' });
    await ask(catalogue('confirm-team'), question, 'token-1', steering.deps());
    expect(await replace({ seat: 'seat-2', at: '2026-10-21T10:00:00.000Z' })).toMatchObject({
      execution: `${ABOUT}-2`,
    });
    expect(await fresh.store.decision(ABOUT, 'confirm-team.1.1')).toMatchObject({ status: 'superseded' });
    expect(steering.started()).toEqual([`review ${ABOUT}-2 ${JSON.stringify({ about: ABOUT })}`]);
  });
});

describe('replacing while the central team is asked to settle the team', () => {
  const OBJECTED_AT = '2026-11-24T10:00:00.000Z';
  const decided = async (question: string, outcome: object) => {
    const row = asked(question, { round: 3, at: OBJECTED_AT, expiresAt: '2026-12-08T17:00:00.000Z' });
    await ask(catalogue(question), row, 'token-1', steering.deps());
    await fresh.store.entities.decision
      .patch({ about: ABOUT, decision: `${question}.1.3` })
      .set({ status: 'answered', ...outcome })
      .remove(['queue', 'openFor', 'nextActionAt', 'token'])
      .go();
  };
  const objected = {
    answer: { confirms: false, objections: [{ seat: 'seat-2', person: 'person-2', reason: 'A relative' }] },
    outcome: { outcome: 'objected' },
  };
  const at = '2026-11-25T10:00:00.000Z';

  it.each([
    ['seat-2', 'whoever was objected to: nothing is asked any more', 'expired'],
    ['seat-1', 'somebody else: it is asked anew about the team that then is', 'open'],
  ])('withdraws the question, and starts the review anew; of %s, %s', async (seatName, _, status) => {
    await writeTeam({ stage: 'team' });
    await decided('confirm-team', objected);
    const question = asked('settle-team', { round: 3, at: OBJECTED_AT, expiresAt: '2026-12-08T17:00:00.000Z' });
    await ask(catalogue('settle-team'), question, 'token-2', steering.deps());

    expect(await replace({ seat: seatName, at })).toMatchObject({ execution: `${ABOUT}-2` });
    expect(await fresh.store.decision(ABOUT, 'settle-team.1.3')).toMatchObject({ status: 'superseded' });

    await ask(catalogue('settle-team'), { ...question, at }, 'token-3', steering.deps());
    expect(await fresh.store.decision(ABOUT, 'settle-team.1.3')).toMatchObject({ status });
  });

  it('does not ask the head again once the central team has said that the team stands', async () => {
    await writeTeam({ stage: 'team' });
    await decided('confirm-team', objected);
    await decided('settle-team', { outcome: { outcome: 'stands' } });
    expect(await replace({ seat: 'seat-1', at })).not.toHaveProperty('execution');
    expect(steering.started()).toEqual([expect.stringMatching(/^placement .*seat-1-search/)]);
  });
});

describe('replacing is too late or too early', () => {
  it.each([
    [{ stage: 'visit' }, '2027-01-13T07:00:00.000Z', 'nobody can join it on a later day'],
    [{ stage: 'report' }, '2027-01-20T10:00:00.000Z', 'is over'],
    [{ status: 'paused' }, AT, 'Resume it first'],
    [{ status: 'cancelled', stage: 'closed' }, AT, 'was cancelled'],
  ] as const)('%j at %s', async (review, at, sentence) => {
    await writeTeam(review);
    expect(await replace({ seat: 'seat-1', at })).toEqual({ done: false, sentence: expect.stringContaining(sentence) });
  });

  it('is possible on the morning of day 1, and ends on its evening', async () => {
    await writeTeam({ stage: 'visit' });
    const at = `${DAY1}T07:30:00.000Z`;
    expect(await replace({ seat: 'seat-1', at })).toMatchObject({ done: true });
    const choose = (instant: string) =>
      chooseCandidate({ about: ABOUT, turn: 1, seat: 'seat-1', at: instant }, { store: fresh.store });
    expect(await choose(at)).toMatchObject({ outcome: 'candidate', expiresAt: `${DAY1}T08:00:00.000Z` });
    await fresh.store.entities.placement
      .patch({ about: ABOUT, turn: 1, seat: 'seat-1', person: 'person-4' })
      .set({ status: 'expired' })
      .go();
    expect(await choose('2027-01-13T08:00:00.000Z')).toMatchObject({ outcome: 'filled' });
    expect(await seat('seat-1')).toMatchObject({ status: 'unfilled', reason: 'Nobody could be found in time.' });
  });
});

describe('illness on the morning of day 1', () => {
  const at = (time: string) => `${DAY1}T${time}:00.000Z`;
  const choose = (time: string) =>
    chooseOrTell(
      { about: ABOUT, turn: 1, seat: 'seat-1', at: at(time) },
      {
        store: fresh.store,
        mailer: {
          sendContent: async () => {},
          send: async (_about, { kind, to, subject }) => {
            told.push(`${to.person} ${kind}: ${subject}`);
          },
        },
      },
    );
  let told: string[];
  const nobodyAnswers = (person: string) =>
    fresh.store.entities.placement
      .patch({ about: ABOUT, turn: 1, seat: 'seat-1', person })
      .set({ status: 'expired' })
      .go();

  beforeEach(async () => {
    told = [];
    await writeTeam({ stage: 'visit' });
    await fresh.store.entities.seat
      .patch({ about: ABOUT, seat: 'seat-1' })
      .set({ shortlist: { turn: 1, candidates: ['person-4', 'person-3'].map((person) => ({ person, points: 1 })) } })
      .go();
    await replace({ seat: 'seat-1', at: at('07:40') });
  });

  it('the next best is asked at once, the one after within hours, and no other seat changes', async () => {
    const others = async () => (await fresh.store.needWholeReview(ABOUT)).seats.filter((row) => row.seat !== 'seat-1');
    const before = await others();
    expect(await choose('07:41')).toMatchObject({ person: 'person-4', expiresAt: at('08:00') });
    await nobodyAnswers('person-4');
    expect(await choose('08:00')).toMatchObject({ person: 'person-3', expiresAt: at('09:30') });
    expect(await others()).toEqual(before);
    expect(told).toEqual([]);
  });

  it('an invitation of that morning is mailed at once and ends when it says, though it is hours', async () => {
    const { person, expiresAt } = await choose('08:05');
    const question = asked('invite', { subject: 'seat-1', person, at: at('08:05'), expiresAt });
    await ask(catalogue('invite'), question, 'token-1', steering.deps());
    expect(await fresh.store.decision(ABOUT, 'invite.1.1.seat-1')).toMatchObject({
      ...{ expiresAt: at('09:35'), dueAt: at('09:35'), mails: 1, nextActionAt: at('09:35') },
    });
  });

  it('an invitation of the eve is mailed at once and ends before people set out', async () => {
    const eve = '2027-01-11T17:30:00.000Z';
    const question = asked('invite', { subject: 'seat-1', person: 'person-4', at: eve, expiresAt: at('08:00') });
    await ask(catalogue('invite'), question, 'token-1', steering.deps());
    expect(await fresh.store.decision(ABOUT, 'invite.1.1.seat-1')).toMatchObject({ expiresAt: at('08:00'), mails: 1 });
  });

  it('leaves the seat empty when nobody has answered by noon, and tells head and lead, each once in effect', async () => {
    await choose('07:41');
    await nobodyAnswers('person-4');
    expect(await choose('12:00')).toMatchObject({ outcome: 'filled', person: '' });
    expect(await seat('seat-1')).toMatchObject({ status: 'unfilled', reason: 'Nobody could be found in time.' });
    const subject = 'The team is one fewer: QAR at Hill View Primary School';
    const once = [`head-1 seat-empty.1.seat-1.1: ${subject}`, `lead-1 seat-empty.1.seat-1.1: ${subject}`];
    expect(told).toEqual(once);
    // A retry says it under the same name, which the mailer sends once.
    await choose('12:01');
    expect(told).toEqual([...once, ...once]);
  });

  it('still asks whom the central team names in the afternoon', async () => {
    await fresh.store.entities.seat
      .patch({ about: ABOUT, seat: 'seat-1' })
      .set({ shortlist: { turn: 1, candidates: [], named: { person: 'person-3', sameHubAllowed: false } } })
      .go();
    expect(await choose('13:00')).toMatchObject({ person: 'person-3', expiresAt: at('17:00') });
  });
});

describe('a review that moves after people accepted', () => {
  it('asks those first who can come on the new dates, and somebody else for whoever cannot', async () => {
    await writeTeam();
    const { store } = fresh;
    expect(await steering.steer({ act: 'postpone', at: AT, reason: 'weather' })).toMatchObject({ done: true });
    const day1 = '2027-02-02';
    await store.entities.review
      .patch({ about: ABOUT })
      .set({ day1, stage: 'team' })
      .composite({ startsOn: '2026-07-13' })
      .go();
    await store.entities.personDay.put({ person: 'person-2', day: day1, about: 'qar-2026-elsewhere' }).go();
    const at = '2026-12-22T10:00:00.000Z';

    const { seats } = await planTeam({ about: ABOUT, turn: 2, round: 1, at }, { store });
    const asked = await Promise.all(
      ['lead', ...seats].map(
        async (seat) => (await chooseCandidate({ about: ABOUT, turn: 2, seat, at }, { store })).person,
      ),
    );

    expect(asked).toContain('lead-1');
    expect(asked).toContain('person-1');
    expect(asked).not.toContain('person-2');
    expect(new Set(asked).size).toBe(4);
    const lists = (await store.needWholeReview(ABOUT)).seats.map((row) => shortlistOf(row, 2)?.candidates ?? []);
    const first = lists.map(([best]) => best?.person);
    expect(first).toEqual(expect.arrayContaining(['lead-1', 'person-1', 'person-2']));
  });
});
