import { SHARED_BY } from '../../programmes/programmes.ts';
import type { Asked, Deps } from '../../questions/question.ts';
import { loadSettings, loadYear } from '../../settings/load-settings.ts';
import type { PartnershipYear, Term } from '../../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../../settings/programme-settings.ts';
import { type Availability, NotInTable, type Person, type Store } from '../../store/store.ts';
import { availabilitySince } from '../../store/term-plan-reads.ts';
import { type AboutAvailability, readAvailabilityName } from './availability-name.ts';
import { type TermOffer, termOffer, weeksOf, weeksTheyCannot } from './term-offer.ts';

/** What a question on availability is worked out from. */
export interface AvailabilityContext {
  readonly name: AboutAvailability;
  readonly person: Person;
  readonly term: Term;
  readonly year: PartnershipYear;
  readonly settings: ProgrammeSettings;
  /** The Mondays of the weeks that a visit of the term can be in. */
  readonly weeks: readonly string[];
  /** What the person said of this term already, when they come to change it. */
  readonly said: Availability | undefined;
  /** What is taken for granted while they say nothing. */
  readonly silent: TermOffer;
  /** What the form holds before anything is typed: their last answer, except for the weeks of another term. */
  readonly filledIn: TermOffer;
}

/**
 * Four requests: the person, the year, its newest settings, and what the person has said of terms.
 *
 * @throws NoAvailabilityName, NotInTable for a person or term that is not there, SettingsMissing.
 */
export async function availabilityContext(
  { about }: Pick<Asked, 'about'>,
  { store }: Pick<Deps, 'store'>,
): Promise<AvailabilityContext> {
  const name = readAvailabilityName(about);
  const [person, year, settings, rows] = await Promise.all([
    store.needPerson(name.person),
    loadYear(store, name.year),
    loadSettings(store, name.year, SHARED_BY),
    availabilitySince(store, name.person, name.year),
  ]);
  const term = year.terms.find((one) => one.term === name.term);
  if (!term) throw new NotInTable(`term of ${name.year}`, name.term);
  const said = rows.find((row) => row.year === name.year && row.term === name.term);
  const [before] = rows.filter((row) => row !== said).toSorted((a, b) => b.answeredAt.localeCompare(a.answeredAt));
  const weeks = weeksOf(term, year.termBreaks);
  const inWeeks = (offer: TermOffer): TermOffer => ({ ...offer, maxReviews: Math.min(offer.maxReviews, weeks.length) });
  const known = { ...before, ...person };
  return {
    ...{ name, person, term, year, settings, said, weeks },
    silent: inWeeks(termOffer(person, undefined, settings.team)),
    filledIn: inWeeks(
      said ? termOffer(person, said, settings.team) : termOffer(known, numberOf(before), settings.team),
    ),
  };
}

/** Begins to read all of it that follows from the name, but what the person has said. */
export function readAvailabilityAhead(about: string, store: Store): Promise<unknown> {
  const { person, year } = readAvailabilityName(about);
  return Promise.allSettled([store.person(person), store.partnershipYear(year), loadSettings(store, year, SHARED_BY)]);
}

/** Who did none in that term is not taken to do none in the next: that is for them to say anew. */
const numberOf = (before: Availability | undefined): Pick<Availability, 'maxReviews'> =>
  before?.maxReviews ? { maxReviews: before.maxReviews } : {};

/** The weeks of the term in which an offer has a day on which the person cannot. */
export const weeksAway = ({ weeks }: AvailabilityContext, { cannot }: Pick<TermOffer, 'cannot'>): readonly string[] =>
  weeksTheyCannot(weeks, cannot);
