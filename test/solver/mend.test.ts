import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPlan } from '../../lambdas/solver/check-plan.ts';
import { compileSeason } from '../../lambdas/solver/compile-season.ts';
import { flowPlan } from '../../lambdas/solver/flow-plan.ts';
import { Mending } from '../../lambdas/solver/mend.ts';
import { planOf } from '../../lambdas/solver/plan-cost.ts';
import { person, review, season, smallSeasons, WEEKS } from './small-seasons.ts';

test('whoever is next keeps every rule and costs what was said; nobody who could come is left out', () => {
  fc.assert(
    fc.property(smallSeasons({ reviews: 4, people: 10, seats: 3 }), (instance) => {
      const compiled = compileSeason(instance);
      const { placements } = planOf(compiled, flowPlan(compiled).chosen);
      for (const gone of placements) {
        const others = placements.filter((one) => one !== gone);
        const without = checkPlan(instance, { placements: others });
        const next = new Mending(instance, { placements: others }).alternates(gone.review, [gone.person]);
        const mended = (who: string) => checkPlan(instance, { placements: [...others, { ...gone, person: who }] });
        for (const one of next) {
          expect(mended(one.person).broken).toEqual([]);
          const { emptySeat } = instance.settings.points;
          expect(mended(one.person).cost).toBe(without.cost + one.points - emptySeat);
        }
        const left = instance.people.map((row) => row.person).filter((id) => !next.some((one) => one.person === id));
        expect(left.filter((id) => id !== gone.person && mended(id).broken.length === 0)).toEqual([]);
      }
    }),
    { numRuns: 60, seed: 5 },
  );
});

test('where nobody can come, somebody of another team moves over and is replaced there', () => {
  const reviews = [review('s1', { seats: 1, size: 1 }), review('s2', { seats: 1, size: 1, day1: '2027-01-13' })];
  const people = [
    person('p1', 's3'),
    // Reviewed s1 last year, so cannot come to s1, but to s2.
    person('p2', 's4', { hostsLastYear: ['s1'] }),
    person('p3', 's5', { training: [] }),
  ];
  const mending = new Mending(season(reviews, people), {
    placements: [{ review: 'qar-2026-s2', person: 'p1' }],
  });
  expect(mending.alternates('qar-2026-s1')).toEqual([]);
  expect(mending.chains('qar-2026-s1').map(({ points: _, ...chain }) => chain)).toEqual([
    { moves: 'p1', from: 'qar-2026-s2', replacement: 'p2' },
  ]);
  // Asking changes nothing.
  expect(mending.chains('qar-2026-s1')).toHaveLength(1);
  expect(mending.chains('qar-2026-s1', ['p2'])).toEqual([]);
});

test('the nearest of those who are free comes first', () => {
  const people = [person('far', 's3', { northing: 260_000 }), person('near', 's4'), person('busy', 's5')];
  const reviews = [review('s1'), review('s2', { day1: WEEKS[0] })];
  const mending = new Mending(season(reviews, people), { placements: [{ review: 'qar-2026-s2', person: 'busy' }] });
  expect(mending.alternates('qar-2026-s1').map((one) => one.person)).toEqual(['near', 'far']);
});
