import { describe, expect, test } from 'vitest';
import { visitDays } from '../../../lambdas/calendar/working-days.ts';
import type { Placement, Review } from '../../../lambdas/store/store.ts';
import { plannedTeams } from '../../../lambdas/store/term-plan-reads.ts';
import { planTeams } from '../../../lambdas/team/term-plan/plan-teams.ts';
import { plannedTeamOf } from '../../../lambdas/team/term-plan/planned-team.ts';
import { holds } from '../../../lambdas/team/term-plan/season-rows.ts';
import { chance } from '../../../local/sample/chance.ts';
import { useStore } from '../../support/store.ts';
import { lead, reviewer } from '../network.ts';
import { flowOnly } from './flow-only.ts';
import { numbers, openRound, PLANS_AT, placementRow, ROUND, termReview, writeTerm } from './term.ts';

const fresh = useStore();
const DAYS = ['2027-01-12', '2027-01-13', '2027-01-19', '2027-01-20', '2027-02-02'] as const;

/** A term by chance: teams that are sought already, places in other terms, people who say when they cannot. */
function randomTerm(seed: number) {
  const luck = chance(seed);
  const reviews: Review[] = numbers(luck.whole(3, 9)).map((number) =>
    termReview(number, { day1: luck.pick([...DAYS]), stage: luck.percent(30) ? 'team' : 'scheduling' }),
  );
  const people = [
    ...numbers(luck.whole(0, 5)).map((number) => lead(number, luck.percent(30) ? { member: '910003' } : {})),
    ...numbers(luck.whole(0, 16)).map((number) =>
      reviewer(number, {
        member: `91000${luck.whole(1, 8)}`,
        reviewsDone: luck.whole(0, 1),
        maxReviewsAYear: luck.whole(1, 3),
        ...(luck.percent(10) && { left: true }),
      }),
    ),
  ];
  const taken = new Set<string>();
  const placements: Placement[] = people.flatMap((person) => {
    const review = luck.pick(reviews);
    if (!luck.percent(40) || review.day1 === undefined || taken.has(person.person)) return [];
    taken.add(person.person);
    return [
      placementRow({
        ...{ about: review.about, host: review.host, day1: review.day1, person: person.person },
        ...{ seat: `seat-${taken.size}`, status: luck.pick(['accepted', 'invited', 'declined', 'planned'] as const) },
        ...(person.pool === 'lead-reviewers' && { kind: 'lead' as const, seat: 'lead' }),
        ...(person.member !== undefined && { organisation: person.member }),
      }),
    ];
  });
  const said = people
    .filter(() => luck.percent(40))
    .map(({ person }) => {
      const day = luck.pick([...DAYS]);
      return { person, year: '2026', term: 'spring', cannot: [{ from: day, to: day }], answeredAt: PLANS_AT };
    });
  return { reviews, people, placements, said };
}

describe('plans of terms by chance, through the table', () => {
  test.each(numbers(20))('nobody is in two places on one day, or where they cannot be: term %i', async (seed) => {
    const { store } = fresh;
    const term = randomTerm(seed);
    await writeTerm(store, term);
    for (const row of term.said) await store.entities.availability.put(row).go();
    await openRound(store);

    const { outcome, plan } = await planTeams({ about: ROUND, at: PLANS_AT }, { store, solve: flowOnly });

    const rows = outcome === 'planned' ? await plannedTeams(store, ROUND, plan) : [];
    const begun = new Set(
      term.reviews.map(({ about }) => about).filter((about) => !rows.some(({ review }) => review === about)),
    );
    const places = [
      ...term.placements
        .filter((row) => holds(row) && begun.has(row.about))
        .map(({ person, day1 }) => ({ person, day1 })),
      ...rows.flatMap((row) =>
        plannedTeamOf(row).seats.flatMap(({ person }) => (person ? [{ person, day1: row.day1 }] : [])),
      ),
    ];
    const days = places.flatMap(({ person, day1 }) => visitDays(day1).map((day) => `${person} ${day}`));
    expect(days.length).toBe(new Set(days).size);
    const planned = rows.flatMap((row) =>
      plannedTeamOf(row).seats.flatMap(({ person }) => (person ? [`${person} ${row.day1}`] : [])),
    );
    for (const { person, cannot } of term.said) {
      for (const place of planned.filter((one) => one.startsWith(`${person} `))) {
        expect(visitDays(place.split(' ')[1] ?? '')).not.toContain(cannot[0]?.from);
      }
    }
    const gone = new Set(term.people.filter(({ left }) => left).map(({ person }) => person));
    expect(planned.filter((place) => gone.has(place.split(' ')[0] ?? ''))).toEqual([]);
    const declined = term.placements.filter(({ status }) => status === 'declined');
    for (const { about, person } of declined) {
      const team = rows.find(({ review }) => review === about);
      expect(team ? plannedTeamOf(team).seats.map((seat) => seat.person) : []).not.toContain(person);
    }
  });
});
