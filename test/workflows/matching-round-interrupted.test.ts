import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plannedTeams, readTermPlan } from '../../lambdas/store/term-plan-reads.ts';
import { bookingsOf, trainingSession } from '../../lambdas/store/training-reads.ts';
import { plannedTeamOf } from '../../lambdas/team/term-plan/planned-team.ts';
import { ROUND } from '../../local/play/seed-term.ts';
import { type Interruption, interruptEverything, redriveWhatFails } from './support/interruptions.ts';
import { brokenRules } from './support/team-rules.ts';
import { startTerm, type TermPlay } from './support/term.ts';

/** Whose one run does much is broken off at each of its calls; the others, run page after page, at one call a page. */
const STUBBORN = [
  'OpenMatchingRound',
  'ReckonLedgers',
  'PlanTeams',
  'PutPlanIntoForce',
  'CloseBookings',
  'RecordTraining',
];
const PAGED = ['AskAvailability', 'OfferTraining'];

const REVIEWS = 6;
const SESSION = 'training-qar-2026-11-05';
const WHERE_AND_WHEN = {
  programme: 'QAR',
  date: '2026-11-05',
  from: '09:30',
  to: '15:30',
  venue: 'The Hall',
  places: 3,
};

describe('a round and a training whose every step is broken off', () => {
  let play: TermPlay;
  let interruptions: readonly Interruption[] = [];
  let failed: readonly string[] = [];

  beforeAll(async () => {
    play = await startTerm({
      reviews: REVIEWS,
      repeat: false,
      react: {
        availability: () => 'ignore',
        'book-training': ({ asked }) => (asked.round === 1 ? { session: SESSION } : 'ignore'),
        'record-attendance': async () => ({
          came: (await bookingsOf(play.store, SESSION)).map(({ person }) => person),
        }),
        'approve-plan': () => ({
          decision: 'approve',
          'take-back': [],
          ...Object.fromEntries([1, 2, 3, 4, 5].map((row) => [`kind-${row}`, ''])),
        }),
      },
    });
    interruptions = interruptEverything(play.stack, STUBBORN, [...STUBBORN, ...PAGED]);
    failed = redriveWhatFails(play.stack);
    expect(await play.steer('training', { act: 'open-training', ...WHERE_AND_WHEN })).toMatchObject({ done: true });
    await play.until('2026-11-12T18:00:00Z');
  });
  afterAll(() => play?.stack.stop());

  it('breaks each off at its first call, its second, and so on', () => {
    const calls = Map.groupBy(interruptions, (one) => one.function);
    expect(new Set(calls.keys())).toEqual(new Set([...STUBBORN, ...PAGED]));
    for (const [name, all] of calls) {
      expect([name, all.map(({ call }) => call)]).toEqual([name, all.map((_, index) => index + 1)]);
    }
    expect(calls.get('PlanTeams')?.length).toBeGreaterThan(15);
    expect(calls.get('PutPlanIntoForce')?.length).toBeGreaterThan(REVIEWS);
    expect(new Set(failed)).toEqual(new Set(['matching-round', 'training-session']));
  });

  it('asks everybody once', () => {
    const asked = play.stack.inbox.messages().filter(({ subject }) => /^When can you not/.test(subject));
    expect(asked.length).toBeGreaterThan(100);
    expect(new Set(asked.map(({ to }) => to)).size).toBe(asked.length);
    expect(play.stack.inbox.messages().filter(({ subject }) => /^Please approve: the plan/.test(subject))).toHaveLength(
      1,
    );
  });

  it('comes into force as one plan, which the teams follow', async () => {
    const round = await readTermPlan(play.store, ROUND);
    expect(round).toMatchObject({ status: 'in-force', inForce: { reviews: REVIEWS, leftOut: [] } });
    const teams = await plannedTeams(play.store, ROUND, round?.plans ?? 0);
    expect(teams).toHaveLength(REVIEWS);
    for (const { review, team } of teams) {
      const planned = plannedTeamOf({ team }).seats.map(({ seat, person }) => `${seat} ${person}`);
      const { placements } = await play.store.needWholeReview(review);
      const accepted = placements.filter(({ status }) => status === 'accepted');
      expect([review, accepted.map(({ seat, person }) => `${seat} ${person}`).toSorted()]).toEqual([
        review,
        planned.toSorted(),
      ]);
    }
    const abouts = play.reviews.map(({ about }) => about);
    expect(await brokenRules(play.store, abouts, 'spring')).toEqual([]);
  });

  it('trains whoever came, once', async () => {
    expect(await trainingSession(play.store, SESSION)).toMatchObject({ status: 'held' });
    const came = await bookingsOf(play.store, SESSION);
    expect(came.length).toBeGreaterThan(0);
    for (const { person, status } of came) {
      expect(status).toBe('attended');
      const { training = [] } = await play.store.needPerson(person);
      expect(training.filter(({ from }) => from === WHERE_AND_WHEN.date)).toHaveLength(1);
      const told = play.stack.inbox
        .messages()
        .filter(({ tags, subject }) => tags.about?.endsWith(person) && /^You are trained/.test(subject));
      // A mail is repeated only where the function broke off between sending and noting it, which happens once to each.
      expect([1, 2]).toContain(told.length);
    }
  });
});
