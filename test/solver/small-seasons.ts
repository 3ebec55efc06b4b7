import fc from 'fast-check';
import type { SeasonInstance, SeasonPerson, SeasonReview } from '../../lambdas/solver/instance.ts';
import { settingsOf2026 } from '../settings/settings-of-2026.ts';

export const points = settingsOf2026().settings.team.season;

/** Tuesdays in three weeks of two terms. */
export const WEEKS = ['2027-01-12', '2027-01-19', '2027-04-20'] as const;
const TERM = { '2027-01-12': 'spring', '2027-01-19': 'spring', '2027-04-20': 'summer' } as const;

export const review = (host: string, changes: Partial<SeasonReview> = {}): SeasonReview => {
  const day1 = changes.day1 ?? WEEKS[0];
  return {
    ...{ review: `qar-2026-${host}`, programme: 'QAR', host, hostKind: 'school', phase: 'primary' },
    ...{ easting: 500_000, northing: 200_000, day1, term: TERM[day1 as keyof typeof TERM] ?? 'spring' },
    ...{ size: 2, seats: 2, fixed: [], pinned: [], forbidden: [] },
    ...changes,
  };
};

export const person = (id: string, school: string, changes: Partial<SeasonPerson> = {}): SeasonPerson => ({
  ...{ person: id, school, training: [{ programme: 'QAR', from: '2025-01-01', until: '2028-01-01' }] },
  ...{ phases: ['primary'], easting: 500_000, northing: 210_000, maxDistanceKm: 80, staysOvernight: false },
  ...{ maxReviewsAYear: 2, firstTimer: false, head: false, cannot: [], relationships: [], hostsLastYear: [] },
  placements: [],
  ...changes,
});

export const season = (
  reviews: readonly SeasonReview[],
  people: readonly SeasonPerson[],
  changes: Partial<SeasonInstance> = {},
): SeasonInstance => ({
  ...{ format: 'season-1', year: '2026', reviews: [...reviews], people: [...people] },
  schools: [...new Set([...reviews.map(({ host }) => host), ...people.flatMap(({ school }) => school ?? [])])].map(
    (school) => ({ school, owed: 2, given: 0, visits: [] }),
  ),
  settings: { maxFirstTimers: 2, sameHubAllowed: false, points },
  ...changes,
});

const schools = ['s1', 's2', 's3', 's4', 's5', 's6'] as const;
const subset = <T>(of: readonly T[], most: number): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...of), { maxLength: most });

/** Seasons small enough to be tried out in full, in which every rule has something to forbid. */
export const smallSeasons = (limits: {
  reviews: number;
  people: number;
  seats: number;
}): fc.Arbitrary<SeasonInstance> =>
  fc
    .record({
      hosts: fc.uniqueArray(fc.constantFrom(...schools), { minLength: 1, maxLength: limits.reviews }),
      count: fc.integer({ min: 0, max: limits.people }),
      maxFirstTimers: fc.integer({ min: 0, max: 2 }),
    })
    .chain(({ hosts, count, maxFirstTimers }) => {
      const ids = Array.from({ length: count }, (_, index) => `p${index}`);
      const nobody = fc.constant<string[]>([]);
      const anybody = subset(ids.length > 0 ? ids : ['nobody'], 2);
      return fc
        .record({
          reviews: fc.tuple(
            ...hosts.map((host) =>
              fc
                .record({
                  day1: fc.option(fc.constantFrom(...WEEKS), { nil: undefined, freq: 8 }),
                  seats: fc.integer({ min: 0, max: limits.seats }),
                  hub: fc.constantFrom('h1', 'h2', undefined),
                  phase: fc.constantFrom('primary' as const, 'secondary' as const),
                  easting: fc.integer({ min: 400_000, max: 520_000 }),
                  fixed: fc.oneof({ weight: 4, arbitrary: nobody }, { weight: 1, arbitrary: anybody }),
                  pinned: fc.oneof({ weight: 3, arbitrary: nobody }, { weight: 1, arbitrary: anybody }),
                  forbidden: anybody,
                })
                .map(({ day1, hub, ...more }) => {
                  const { day1: _, ...row } = review(host, { ...more, size: more.seats + more.fixed.length });
                  const term = day1 === undefined ? 'spring' : TERM[day1];
                  return { ...row, term, ...(day1 && { day1 }), ...(hub && { hub }) } as SeasonReview;
                }),
            ),
          ),
          people: fc.tuple(
            ...ids.map((id) =>
              fc
                .record({
                  school: fc.constantFrom(...schools),
                  hub: fc.constantFrom('h1', 'h3', undefined),
                  phases: subset(['primary', 'secondary'] as const, 2),
                  easting: fc.integer({ min: 400_000, max: 520_000 }),
                  staysOvernight: fc.boolean(),
                  maxReviewsAYear: fc.integer({ min: 0, max: 3 }),
                  maxReviewsATerm: fc.integer({ min: 1, max: 2 }),
                  firstTimer: fc.boolean(),
                  head: fc.boolean(),
                  cannot: subset([{ from: '2027-01-14', to: '2027-01-15' }], 1),
                  hostsLastYear: subset<string>(schools, 1),
                  relationships: subset<string>(schools, 1),
                })
                .map(({ hub, school, ...more }) => person(id, school, { ...more, ...(hub && { hub }) })),
            ),
          ),
        })
        .map(({ reviews, people }) =>
          season(reviews, people, { settings: { maxFirstTimers, sameHubAllowed: false, points } }),
        );
    });
