import { beforeEach, describe, expect, it } from 'vitest';
import { trained } from '../../lambdas/members/hard-rules.ts';
import { answer } from '../../lambdas/questions/answer.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { dated, factsOf, whyNever } from '../../lambdas/solver/eligibility.ts';
import { chooseCandidate } from '../../lambdas/team/choose-candidate.ts';
import { planTeam } from '../../lambdas/team/plan-team.ts';
import { Shortlist } from '../../lambdas/team/shortlists.ts';
import { readSeason } from '../../lambdas/team/term-plan/read-season.ts';
import { closeBookings } from '../../lambdas/training/close-bookings.ts';
import { recordAttendance } from '../../lambdas/training/questions/record-attendance.tsx';
import { recordTraining } from '../../lambdas/training/record-training.ts';
import { useStore } from '../support/store.ts';
import { ABOUT, AT, DAYS, lead, reviewer } from '../team/network.ts';
import { askToBook, choose, openLatest, session, trainingDeps, writeTraining } from './fixture.ts';

/** The visit of the network is on 12 to 14 January 2027, and its team is formed from 20 October 2026 on. */
const [day1, day2, day3] = DAYS;
const fresh = useStore();
const FIRST = session({ date: '2026-10-08' });
const NAME = FIRST.session;
const until = (day: string) => [{ programme: 'QAR' as const, from: '2025-01-01', until: day }];
/** In the only team there could be, somebody whose training ends on the second day of the visit. */
const ends = reviewer(1, { training: until(day2) });
const holds = reviewer(2, { training: until(day3) });

let deps: ReturnType<typeof trainingDeps>;
beforeEach(async () => {
  deps = trainingDeps(fresh.store);
  await writeTraining(fresh.store, [lead(1), ends, holds], [FIRST]);
});

/** Who is on any list for the team, and who is asked for its seats. */
async function formed() {
  const { store } = fresh;
  await planTeam({ about: ABOUT, turn: 1, round: 1, at: AT }, { store });
  const { seats } = await store.needWholeReview(ABOUT);
  const listed = seats
    .filter(({ kind }) => kind === 'reviewer')
    .flatMap(({ shortlist }) => Shortlist.parse(shortlist).candidates.map(({ person }) => person));
  const asked = [];
  for (const { seat, kind } of seats) {
    if (kind === 'lead') continue;
    const { person } = await chooseCandidate({ about: ABOUT, turn: 1, seat, at: AT }, { store });
    if (person) asked.push(person);
  }
  return { listed: [...new Set(listed)].toSorted(), asked: [...new Set(asked)].toSorted() };
}

/** The first rule that keeps each reviewer from the review when the term is planned as a whole. */
async function planned() {
  // A review that sleeps with its dates fixed: its team is not sought yet.
  await fresh.store.entities.review.patch({ about: ABOUT }).set({ stage: 'planned', startsOn: '2026-10-20' }).go();
  const { teams: season } = await readSeason(fresh.store, '2026', 'spring');
  const review = dated(season.reviews.find(({ review }) => review === ABOUT) ?? raise());
  const facts = factsOf(season);
  return Object.fromEntries(
    [ends, holds].map(({ person }) => {
      const row = season.people.find((one) => one.person === person) ?? raise();
      return [person, whyNever(row, review ?? raise(), facts)?.rule ?? 'may go'];
    }),
  );
}

const raise = (): never => {
  throw new Error('The season lacks somebody.');
};

async function trainAt(came: readonly string[]) {
  await askToBook(deps, ends);
  await choose(deps, ends, NAME);
  await closeBookings({ session: NAME, at: FIRST.closesAt }, deps);
  const asked = { question: 'record-attendance', about: NAME, turn: 1, round: 1, at: FIRST.endsAt };
  await ask(recordAttendance, { ...asked, expiresAt: '2026-10-19T16:00:00.000Z' }, 'token', deps);
  const at = '2026-10-09T09:00:00.000Z';
  await answer(await openLatest(deps, 'team@charity.example'), { came }, at, deps);
  await recordTraining({ session: NAME, at }, deps);
}

describe('somebody whose training ends before the last day of a visit', () => {
  it('is on no list, is asked for no seat, and is in no plan of the term', async () => {
    expect(await formed()).toEqual({ listed: [holds.person], asked: [holds.person] });
    expect(await planned()).toEqual({ 'person-1': 'trained', 'person-2': 'may go' });
  });

  it('is, once it is recorded that they came to a training', async () => {
    await trainAt([ends.person]);
    expect(await formed()).toEqual({ listed: [ends.person, holds.person], asked: [ends.person, holds.person] });
    expect(await planned()).toEqual({ 'person-1': 'may go', 'person-2': 'may go' });
  });

  it('is not by a place alone: whoever did not come stays out', async () => {
    await trainAt(['nobody']);
    expect(await formed()).toEqual({ listed: [holds.person], asked: [holds.person] });
  });

  it('is kept out by every day of the visit, not by the first', () => {
    const nobody = new Set<string>();
    const host = {
      ...{
        programme: 'QAR' as const,
        hostKind: 'school' as const,
        host: '900001',
        family: new Set(['900001']),
        days: DAYS,
        sameHubAllowed: false,
      },
      ...{ reviewedLastYear: nobody, visitedByHost: nobody, objectedTo: nobody },
    };
    const why = (from: string, to: string) =>
      trained({ person: 'p', training: [{ programme: 'QAR', from, until: to }] }, host);
    expect(why(day1, day3)).toBeUndefined();
    expect(why(day2, day3)).toContain('no QAR training');
    expect(why(day1, day2)).toContain('no QAR training');
  });
});
