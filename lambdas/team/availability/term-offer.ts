/** What a reviewer offers for a term: what they said, or what is taken for granted where they said nothing. */
import { addDays, type DateRange } from '../../calendar/dates.ts';
import type { Term } from '../../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../../settings/programme-settings.ts';
import { visitWeeks } from '../../settings/target-week.ts';
import type { Availability, Person } from '../../store/store.ts';

/** The parts of a programme's settings that count where somebody said nothing. */
export type OfferDefaults = Pick<
  ProgrammeSettings['team'],
  'defaultMaxDistanceKm' | 'defaultStaysOvernight' | 'season'
>;

export interface TermOffer {
  /** Days on which they cannot, both ends included. */
  readonly cannot: readonly DateRange[];
  readonly maxDistanceKm: number;
  readonly staysOvernight: boolean;
  /** Reviews that they would do in the term. */
  readonly maxReviews: number;
}

type Travel = Pick<Person, 'maxDistanceKm' | 'staysOvernight'>;

/** @param said the person's row of the term, or what is left of their row of an earlier one; nothing when there is none. */
export const termOffer = (
  person: Travel,
  said: Partial<Pick<Availability, 'cannot' | 'maxDistanceKm' | 'staysOvernight' | 'maxReviews'>> | undefined,
  defaults: OfferDefaults,
): TermOffer => ({
  cannot: said?.cannot ?? [],
  maxDistanceKm: person.maxDistanceKm ?? said?.maxDistanceKm ?? defaults.defaultMaxDistanceKm,
  staysOvernight: person.staysOvernight ?? said?.staysOvernight ?? defaults.defaultStaysOvernight,
  maxReviews: mostReviews(said, defaults),
});

/** The reviews that somebody would do in a term; the settings' number for whoever has not answered. */
export const mostReviews = (
  said: Pick<Availability, 'maxReviews'> | undefined,
  { season }: Pick<OfferDefaults, 'season'>,
): number => said?.maxReviews ?? season.defaultMaxReviewsATerm;

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
export const meets = (cannot: readonly DateRange[], { from, to }: DateRange): boolean =>
  cannot.some((days) => days.from <= to && from <= days.to);
