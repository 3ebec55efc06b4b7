/**
 * What the plan of a season is made from, as one JSON document: docs/team-planning.md describes it for people. People are
 * ids; there is no name or address in it.
 */
import * as z from 'zod';
import { mondayOf } from '../calendar/dates.ts';
import { phases } from '../members/phase.ts';
import { PROGRAMMES } from '../programmes/programmes.ts';
import { SeasonSettings } from '../settings/season-settings.ts';

const id = z.string().min(1);
const date = z.iso.date();
const metres = z.number();
const count = z.int().min(0);

export const SeasonReview = z.strictObject({
  /** 'qar-2026-100183'. */
  review: id,
  programme: z.enum(PROGRAMMES),
  host: id,
  hostKind: z.enum(['school', 'trust']),
  trust: id.optional(),
  hub: id.optional(),
  phase: z.enum(phases).optional(),
  /** Metres on the British National Grid. */
  easting: metres.optional(),
  northing: metres.optional(),
  /** The first of three days in one week. A review whose dates are not fixed is left out of the plan, with a sentence. */
  day1: date.optional(),
  /** What a limit 'a term' counts within; any word that is the same for all reviews of a term. */
  term: id,
  /** Reviewers of the team without the lead. */
  size: count,
  /** How many of them are sought, those in `fixed` not counted; a team may have been let go with one fewer. */
  seats: count,
  lead: id.optional(),
  /** In the team already: they stay, whatever the rules say, and count for everybody else. */
  fixed: z.array(id),
  /** To be in the team by the central team's wish, as far as the hard rules allow. They take seats. */
  pinned: z.array(id),
  /** Never in this team: declined, or objected to by the host. */
  forbidden: z.array(id),
  /** Who was in the team in the plan before: others cost a little more. */
  before: z.array(id).optional(),
});
export type SeasonReview = z.infer<typeof SeasonReview>;

export const SeasonPerson = z.strictObject({
  person: id,
  /** The member they work for. */
  school: id.optional(),
  trust: id.optional(),
  hub: id.optional(),
  /** First and last day on which the training holds. */
  training: z.array(z.strictObject({ programme: z.enum(PROGRAMMES), from: date, until: date })),
  /** Phases they know from their work. Nobody with none is put at a disadvantage. */
  phases: z.array(z.enum(phases)),
  easting: metres.optional(),
  northing: metres.optional(),
  maxDistanceKm: z.number().min(0),
  staysOvernight: z.boolean(),
  maxReviewsAYear: count,
  maxReviewsATerm: count.optional(),
  firstTimer: z.boolean(),
  /** A head in post. */
  head: z.boolean(),
  /** Days on which they cannot, both ends included. */
  cannot: z.array(z.strictObject({ from: date, to: date })),
  /** Members with whom they declared a relationship. */
  relationships: z.array(id),
  /** Members of whom nobody can tell whether they are of the same trust or hub, since it is not known of one of the two. */
  perhapsOfTheSame: z.array(id).optional(),
  hostsLastYear: z.array(id),
  /** Placements of this year on reviews that are not in this document. */
  placements: z.array(z.strictObject({ day1: date, term: id })),
});
export type SeasonPerson = z.infer<typeof SeasonPerson>;

export const SeasonSchool = z.strictObject({
  school: id,
  /** Placements owed this year, and given or promised by reviews that are not in this document. */
  owed: count,
  given: count,
  /** Hosts to whom its people go this year on reviews that are not in this document. */
  visits: z.array(id),
});

export type SeasonSchool = z.infer<typeof SeasonSchool>;

export const SeasonInstance = z
  .strictObject({
    format: z.literal('season-1'),
    year: id,
    reviews: z.array(SeasonReview),
    people: z.array(SeasonPerson),
    schools: z.array(SeasonSchool),
    settings: z.strictObject({
      maxFirstTimers: count,
      sameHubAllowed: z.boolean(),
      points: SeasonSettings,
    }),
  })
  .superRefine((season, context) => {
    const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    mustDiffer(season.reviews, 'review', (index) => refuse(['reviews', index], 'is the second of this name'));
    mustDiffer(season.people, 'person', (index) => refuse(['people', index], 'is the second of this id'));
    mustDiffer(season.schools, 'school', (index) => refuse(['schools', index], 'is the second of this id'));
    const termOfWeek = new Map<string, string>();
    season.reviews.forEach(({ size, seats, fixed, day1, term }, index) => {
      const week = day1 === undefined ? undefined : mondayOf(day1);
      if (week !== undefined && (termOfWeek.get(week) ?? term) !== term) {
        refuse(['reviews', index, 'term'], 'differs from the term of another review in the same week');
      }
      if (week !== undefined) termOfWeek.set(week, term);
      if (seats + fixed.length > size)
        refuse(['reviews', index, 'seats'], 'with those who are fixed is more than the size');
    });
  });
export type SeasonInstance = z.infer<typeof SeasonInstance>;

function mustDiffer<Key extends string>(
  rows: readonly Readonly<Record<Key, string>>[],
  key: Key,
  refuse: (index: number) => void,
): void {
  const seen = new Set<string>();
  rows.forEach((row, index) => {
    if (seen.has(row[key])) refuse(index);
    seen.add(row[key]);
  });
}

/** Who is in which team beside those who are fixed: those pinned and those planned. */
export const SeasonPlan = z.strictObject({
  placements: z.array(z.strictObject({ review: id, person: id })),
});
export type SeasonPlan = z.infer<typeof SeasonPlan>;

/** Multipliers are whole numbers in units of 1/SCALE of a point, so that a bound is computed without rounding. */
export const SCALE = 2 ** 20;

const price = z.int();
const priceOrNone = z.int().min(0);

/** All people of a school who could go on a review. */
export const SchoolOnReview = z.strictObject({ school: id, review: id });
export type SchoolOnReview = z.infer<typeof SchoolOnReview>;

/** What a bound is computed from, see check-bound.ts. Whatever is not named has the multiplier 0. */
export const Multipliers = z.strictObject({
  scale: z.literal(SCALE),
  reviews: z.array(z.strictObject({ review: id, seat: price, firstTimers: priceOrNone, head: priceOrNone })),
  people: z.array(z.strictObject({ person: id, price })),
  terms: z.array(z.strictObject({ person: id, term: id, price: priceOrNone })),
  /** One place at a time: `week` is its Monday. */
  weeks: z.array(z.strictObject({ person: id, week: date, price: priceOrNone })),
  schools: z.array(z.strictObject({ school: id, price })),
  /** One of a school in a team; with two entries also no swap. At most one person in all entries together. */
  together: z.array(z.strictObject({ of: z.array(SchoolOnReview).min(1).max(2), price: priceOrNone })),
});
export type Multipliers = z.infer<typeof Multipliers>;

/** One case of a season: it falls into two, or it ends and has multipliers of its own, of which those are named that differ. */
export type SeasonCase =
  | { readonly multipliers: Omit<Multipliers, 'scale'> }
  | {
      /** A swap, of which one side at least does not happen: nobody goes of the first in one case, of the second in the other. */
      readonly swap: readonly [SchoolOnReview, SchoolOnReview];
      readonly cases: readonly [SeasonCase, SeasonCase];
    };

const SeasonCase: z.ZodType<SeasonCase> = z.lazy(() =>
  z.union([
    z.strictObject({ multipliers: Multipliers.omit({ scale: true }) }),
    z.strictObject({
      swap: z.tuple([SchoolOnReview, SchoolOnReview]),
      cases: z.tuple([SeasonCase, SeasonCase]),
    }),
  ]),
);

/** A bound that the season's multipliers alone do not give, see check-cases.ts. */
export const SeasonCases = z.strictObject({
  /** Pairs that no plan cheaper than this has are left out of every case. */
  cheaperThan: z.int(),
  first: SeasonCase,
});
export type SeasonCases = z.infer<typeof SeasonCases>;
