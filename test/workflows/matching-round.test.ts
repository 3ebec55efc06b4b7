import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Placement } from '../../lambdas/store/store.ts';
import { plannedTeams, readTermPlan } from '../../lambdas/store/term-plan-reads.ts';
import { membershipsOf } from '../../lambdas/store/week-reads.ts';
import { plannedTeamOf } from '../../lambdas/team/term-plan/planned-team.ts';
import { playTerm, tellTerm } from '../../local/play/play-term.ts';
import { ROUND } from '../../local/play/seed-term.ts';
import { stepsOfRound } from './support/repeat.ts';
import { brokenRules } from './support/team-rules.ts';
import { aboutOf, startTerm, type TermPlay } from './support/term.ts';

/** Whom all reviewers but one know too well: two of its seats find nobody. */
const LONELY = '900008';
/** Where somebody declines, where somebody is silent, where somebody is ill on the first morning, and what moves. */
const DECLINED = aboutOf('900002');
const SILENT = aboutOf('900004');
const ILL = aboutOf('900001');
const MOVED = aboutOf('900020');
const DISTURBED = new Set([DECLINED, SILENT, ILL, MOVED, aboutOf(LONELY)]);

/** Begun by the central team in November, and left. */
const SECOND = `${ROUND}-2`;

const REVIEWS = 30;
/** The visits of the first week are under way, and all teams are there. */
const END = '2027-01-13T18:00:00Z';

/** What the central team wished of the first plan, and what became of invitations. */
interface Notes {
  /** What `npm start -- --term` would tell of the first plan. */
  first?: { readonly report: unknown; readonly told: string };
  wished?: { readonly kind: 'pin' | 'forbid'; readonly review: string; readonly person: string }[];
  /** What the central team was told that wanted a second round too early, and twice at once. */
  refused?: string;
  begun?: readonly boolean[];
  declined?: string;
  silent?: string;
  ill?: { readonly person: string; readonly seat: string };
  moved?: readonly string[];
}

describe('a term whose teams are planned as a whole', () => {
  const notes: Notes = {};
  let play: TermPlay;

  beforeAll(async () => {
    play = await startTerm({
      reviews: REVIEWS,
      strangers: { [LONELY]: 1 },
      react: {
        // A third never says when they cannot. Lead reviewers, of whom there are few, always can.
        availability: ({ person, role, asked }) => {
          if (asked.round > 1 || Number(person.replace(/\D/g, '')) % 3 === 0) return 'ignore';
          return role === 'lead' ? { cannot: [], reviews: '8' } : undefined;
        },
        'book-training': () => 'ignore',
        'approve-plan': ({ asked }) => {
          if (asked.about === SECOND) return { ...approve, decision: 'leave' };
          return asked.round === 1 ? wish(play, notes) : approve;
        },
        invite: ({ asked, person }) => {
          if (asked.about === DECLINED && asked.subject === 'seat-1' && asked.round === 1) {
            notes.declined = person;
            return { answer: 'decline', reason: 'dates', text: '' };
          }
          if (asked.about === SILENT && asked.subject === 'seat-1' && asked.round === 1) {
            notes.silent = person;
            return 'ignore';
          }
          return undefined;
        },
        'fill-seat': () => ({ choice: 'go-without', person: '', reason: 'Nobody else may go' }),
        // Of what follows a complete team only its beginning is looked at here.
        'information-form': () => 'ignore',
        'propose-timetable': () => 'ignore',
        'pre-review-call': () => 'ignore',
        'confirm-attendance': () => 'ignore',
      },
    });
    await play.until('2026-09-21T10:00:00Z');
    notes.refused = (await play.steer(ROUND, { act: 'plan-term' })).sentence;
    const report = await playTerm(play.stack, false);
    notes.first = { report, told: await tellTerm(play.stack, 1) };
    await play.until('2026-11-10T10:00:00Z');
    // Two of the central team at one moment.
    const begun = await Promise.all([1, 2].map(() => play.steer(ROUND, { act: 'plan-term' })));
    notes.begun = begun.map(({ done }) => done);
    await play.until('2026-12-01T10:00:00Z');
    notes.moved = (await accepted(play, MOVED)).map(({ person }) => person);
    await play.steer(MOVED, { act: 'postpone', reason: 'building' });
    await play.until('2027-01-12T07:00:00Z');
    await fallIll(play, notes);
    await play.until(END);
  });
  afterAll(() => play?.stack.stop());

  it('has one round, which the calendar began, which asked everybody once and is in force', async () => {
    expect(await readTermPlan(play.store, ROUND)).toMatchObject({
      status: 'in-force',
      plans: 2,
      inForce: { plan: 2, reviews: REVIEWS, leftOut: [] },
    });
    expect(play.stack.problems.messages).toEqual([]);
    const asked = play.stack.inbox.messages().filter(({ subject }) => /^When can you not/.test(subject));
    expect(asked.length).toBeGreaterThan(100);
    expect(new Set(asked.map(({ to }) => to)).size).toBe(asked.length);
  });

  it('tells of its first plan, and where it waits for the central team', () => {
    expect(notes.first?.report).toMatchObject({ round: ROUND, status: 'planned', reviews: REVIEWS, proved: true });
    expect(notes.first?.told).toMatch(
      /^30 reviews, .* No plan can be better .*The plan waits for you: http\S+\/d\/[\w-]{43}$/s,
    );
  });

  it('has a second round once the first is over, one for two who begin it at once, and its plan may be left', async () => {
    expect(notes.refused).toMatch(/^The round teams-2026-spring is not over/);
    expect(notes.begun).toEqual([true, true]);
    const executions = play.stack.engine.listExecutions({}).filter(({ name }) => name.startsWith('teams-'));
    expect(executions.map(({ name, status }) => `${name} ${status}`).toSorted()).toEqual([
      `${ROUND} SUCCEEDED`,
      `${SECOND} SUCCEEDED`,
    ]);
    expect(await readTermPlan(play.store, SECOND)).toMatchObject({ status: 'left', plans: 1 });
  });

  it('had its plan made again with somebody kept out of a team and somebody pinned to another', async () => {
    const again = new Map((await plannedTeams(play.store, ROUND, 2)).map((row) => [row.review, peopleOf(row.team)]));
    expect(notes.wished).toHaveLength(2);
    for (const { kind, review, person } of notes.wished ?? []) {
      expect([kind, again.get(review)?.includes(person)]).toEqual([kind, kind === 'pin']);
    }
  });

  it('breaks no hard rule, and has nobody in two places on one day', async () => {
    const abouts = play.reviews.map(({ about }) => about);
    expect(await brokenRules(play.store, abouts, 'spring')).toEqual([]);
  });

  it('has every undisturbed team as it was planned', async () => {
    const teams = await plannedTeams(play.store, ROUND, 2);
    const undisturbed = teams.filter(({ review }) => !DISTURBED.has(review));
    expect(undisturbed.length).toBeGreaterThan(REVIEWS - DISTURBED.size - 1);
    for (const row of undisturbed) {
      const team = (await accepted(play, row.review)).map(({ seat, person }) => `${seat} ${person}`);
      expect([row.review, team.toSorted()]).toEqual([row.review, peopleBySeat(row.team)]);
    }
  });

  it.each([
    ['a decline', DECLINED, () => notes.declined],
    ['silence', SILENT, () => notes.silent],
  ])('after %s asks the next, and changes nobody else of the team', async (_what, about, who) => {
    const row = (await plannedTeams(play.store, ROUND, 2)).find(({ review }) => review === about);
    const planned = peopleBySeat(row?.team);
    const team = (await accepted(play, about)).map(({ seat, person }) => `${seat} ${person}`);
    expect(planned).toContain(`seat-1 ${who()}`);
    expect(team).toHaveLength(planned.length);
    expect(planned.filter((place) => !team.includes(place))).toEqual([`seat-1 ${who()}`]);
  });

  it('lets a team that finds nobody go with fewer, once the central team says so', async () => {
    const { seats, placements } = await play.store.needWholeReview(aboutOf(LONELY));
    const empty = seats.filter(({ status }) => status === 'unfilled');
    expect(empty.length).toBeGreaterThan(0);
    expect(placements.filter(({ status }) => status === 'planned')).toEqual([]);
  });

  it('replaces somebody who is ill on the first morning, or goes without them', async () => {
    const { seats, placements } = await play.store.needWholeReview(ILL);
    const seat = seats.find((one) => one.seat === notes.ill?.seat);
    expect(seat?.person).not.toBe(notes.ill?.person);
    expect(placements.find(({ person }) => person === notes.ill?.person)?.status).toBe('withdrawn');
    expect(await play.store.daysOf(notes.ill?.person ?? '', '2027-01-12', '2027-01-14')).toEqual([]);
  });

  it('asks whom a moved review had for its new dates first', async () => {
    const whole = await play.store.needWholeReview(MOVED);
    expect(whole.review).toMatchObject({ turn: 2 });
    expect(whole.review.day1).toBeDefined();
    const asked = whole.placements.filter(({ turn }) => turn === 2).map(({ person }) => person);
    const kept = asked.filter((person) => notes.moved?.includes(person));
    expect(kept.length).toBeGreaterThan(1);
  });

  it('has each school owe its share of the seats of the year', async () => {
    const teams = await Promise.all(play.reviews.map(({ about }) => play.store.needWholeReview(about)));
    const seats = teams.flatMap((whole) => whole.seats.filter(({ kind }) => kind === 'reviewer')).length;
    const signed = (await membershipsOf(play.store, '2026', 'signed')).map(({ member }) => member);
    const schools = signed.filter((member) => /^\d/.test(member));
    const owed = await Promise.all(schools.map(async (school) => (await play.store.ledger(school, '2026'))?.owed));
    expect(schools.length).toBeGreaterThan(50);
    expect(new Set(owed)).toEqual(new Set([Math.ceil(seats / schools.length)]));
  });

  it('counts as offered only what was asked', async () => {
    const placements = await allPlacements(play);
    const schools = new Set(
      placements.flatMap(({ organisation = '' }) => (/^\d/.test(organisation) ? organisation : [])),
    );
    expect(schools.size).toBeGreaterThan(20);
    for (const school of schools) {
      const own = placements.filter(({ organisation }) => organisation === school);
      const { offered = 0, accepted: given = 0 } = (await play.store.ledger(school, '2026')) ?? {};
      expect({ school, offered, given }).toEqual({
        school,
        offered: own.filter(({ plannedAt, invitedAt }) => plannedAt !== invitedAt).length,
        given: own.filter(({ status }) => status === 'accepted' || status === 'done').length,
      });
    }
  });

  it('changes nothing and mails nobody when a step of the round is run a second time', () => {
    const { differences, repeated } = play.repeats;
    expect(differences).toEqual([]);
    expect(stepsOfRound.filter((step) => !repeated.has(step))).toEqual([]);
  });

  // The last of all: it spoils the table.
  it('would be seen to break a rule', async () => {
    const { store, reviews } = play;
    const [first, second] = reviews.slice(5, 7);
    const place = (await accepted(play, first?.about ?? '')).find(({ kind }) => kind === 'reviewer');
    if (!first || !second || !place) throw new Error('There is no team to spoil.');
    await store.entities.person
      .patch({ person: place.person })
      .set({ relationships: [first.host] })
      .go();
    await store.entities.placement.put({ ...place, about: second.about, host: second.host, seat: 'seat-9' }).go();
    const broken = await brokenRules(store, [first.about, second.about], 'spring');
    expect(broken).toContain(`${place.person} on ${first.about}: knows it too well`);
    expect(
      broken.filter((one) => one.startsWith(`${place.person} is on ${first.about} and ${second.about}`)),
    ).not.toEqual([]);
    expect(broken.filter((one) => one.startsWith(`${place.person} has the days`))).toHaveLength(1);
  });
});

/** The rows for changes stay empty. */
const noChanges = Object.fromEntries([1, 2, 3, 4, 5].map((row) => [`kind-${row}`, '']));
const approve = { decision: 'approve', 'take-back': [], ...noChanges };

/** The first plan is looked at: one person of one team is kept out of it, and the next of another team pinned to it. */
async function wish({ store }: TermPlay, notes: Notes) {
  const [first, second] = (await plannedTeams(store, ROUND, 1)).filter(({ review }) => !DISTURBED.has(review));
  if (!first || !second) throw new Error('There are no two teams to wish something of.');
  const out = plannedTeamOf(first).seats.find(({ seat }) => seat === 'seat-1')?.person ?? '';
  const pinned = plannedTeamOf(second).alternates[0]?.person ?? '';
  notes.wished = [
    { kind: 'forbid', review: first.review, person: out },
    { kind: 'pin', review: second.review, person: pinned },
  ];
  return {
    ...noChanges,
    decision: 'again',
    ...{ 'kind-1': 'forbid', 'whom-1': out, 'review-1': first.review.slice(-6), 'reason-1': 'A former colleague' },
    ...{ 'kind-2': 'pin', 'whom-2': pinned, 'review-2': second.review.slice(-6), 'reason-2': 'Knows small schools' },
  };
}

async function fallIll(play: TermPlay, notes: Notes): Promise<void> {
  const [place] = (await accepted(play, ILL)).filter(({ kind }) => kind === 'reviewer');
  if (!place) throw new Error(`${ILL} has no reviewer who could fall ill.`);
  notes.ill = place;
  const steered = await play.steer(ILL, { act: 'replace-reviewer', seat: place.seat, reason: 'ill this morning' });
  if (!steered.done) throw new Error(steered.sentence);
}

const accepted = async ({ store }: TermPlay, about: string): Promise<readonly Placement[]> =>
  (await store.needWholeReview(about)).placements.filter(({ status }) => status === 'accepted' || status === 'done');

const allPlacements = async ({ store, reviews }: TermPlay): Promise<readonly Placement[]> =>
  (await Promise.all(reviews.map(({ about }) => store.needWholeReview(about)))).flatMap((whole) => whole.placements);

const peopleOf = (team: unknown): string[] => plannedTeamOf({ team }).seats.flatMap(({ person }) => person ?? []);

const peopleBySeat = (team: unknown): string[] =>
  plannedTeamOf({ team })
    .seats.flatMap(({ seat, person }) => (person === undefined ? [] : [`${seat} ${person}`]))
    .toSorted();
