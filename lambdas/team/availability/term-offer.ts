/** What a reviewer offers for a term: what they said, or what is taken for granted where they said nothing. */
import { addDays, type DateRange } from '../../calendar/dates.ts';
import type { Term } from '../../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../../settings/programme-settings.ts';
import { visitWeeks } from '../../settings/target-week.ts';
import type { Availability, Person } from '../../store/store.ts';

/** The parts of a programme's settings that count where somebody said nothing. */
export type OfferDefaults = Pick<
  ProgrammeSettings['team'],
  'defaultMaxDistanceKm' | 'defaultStaysOvernight' | 'defaultMaxReviewsAYear' | 'season'
>;

export interface TermOffer {
  /** Days on which they cannot, both ends included. */
  readonly cannot: readonly DateRange[];
  readonly maxDistanceKm: number;
  readonly staysOvernight: boolean;
  /** Reviews that they would do in the term. */
  readonly maxReviews: number;
}

type Said = Pick<Availability, 'cannot' | 'maxDistanceKm' | 'staysOvernight' | 'maxReviews'>;
type Travel = Pick<Person, 'maxDistanceKm' | 'staysOvernight'>;
type Limits = Pick<Person, 'pool' | 'maxReviewsAYear'>;

/** What somebody offers: what they said of the term, else what their row says, else what the settings say. */
export const termOffer = (
  person: Travel & Limits,
  said: Partial<Said> | undefined,
  defaults: OfferDefaults,
): TermOffer => ({
  cannot: said?.cannot ?? [],
  maxDistanceKm: said?.maxDistanceKm ?? person.maxDistanceKm ?? defaults.defaultMaxDistanceKm,
  staysOvernight: said?.staysOvernight ?? person.staysOvernight ?? defaults.defaultStaysOvernight,
  maxReviews: mostReviews(person, said, defaults),
});

/**
 * How many reviews somebody would do in a term. Of a reviewer who has not answered the settings' number counts; a lead reviewer,
 * whose office it is, has no limit for a term but their own, and so the one for the year.
 */
export function mostReviews(
  { pool, maxReviewsAYear }: Limits,
  said: Pick<Availability, 'maxReviews'> | undefined,
  { defaultMaxReviewsAYear, season }: Pick<OfferDefaults, 'defaultMaxReviewsAYear' | 'season'>,
): number {
  if (said?.maxReviews !== undefined) return said.maxReviews;
  return pool === 'lead-reviewers' ? (maxReviewsAYear ?? defaultMaxReviewsAYear) : season.defaultMaxReviewsATerm;
}

/** The same person, with how far they travel as they said of the term. */
export const asSaid = <Row extends Travel>(person: Row, said: Travel | undefined): Row =>
  said === undefined
    ? person
    : {
        ...person,
        ...(said.maxDistanceKm !== undefined && { maxDistanceKm: said.maxDistanceKm }),
        ...(said.staysOvernight !== undefined && { staysOvernight: said.staysOvernight }),
      };

/** The Mondays of a term's weeks in which a visit can be. */
export const weeksOf = (term: Pick<Term, 'from' | 'to'>, breaks: readonly DateRange[]): string[] =>
  visitWeeks(term.from, term.to, breaks);

/** A week as days, from its Monday to its Friday. */
export const daysOfWeek = (monday: string): { readonly from: string; readonly to: string } => ({
  from: monday,
  to: addDays(monday, 4),
});

/** Of a term's weeks, those with a day on which somebody cannot. */
export const weeksTheyCannot = (weeks: readonly string[], cannot: readonly DateRange[]): string[] =>
  weeks.filter((monday) => meets(cannot, daysOfWeek(monday)));

/** Whether any of the days on which somebody cannot lies in a range. */
const meets = (cannot: readonly DateRange[], { from, to }: DateRange): boolean =>
  cannot.some((days) => days.from <= to && from <= days.to);
