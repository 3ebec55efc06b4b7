import { mondayOf } from '../../calendar/dates.ts';
import { SHARED_BY } from '../../programmes/programmes.ts';
import { loadSettings } from '../../settings/load-settings.ts';
import type { Term } from '../../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../../settings/programme-settings.ts';
import type { Store } from '../../store/store.ts';
import { type ReviewOfTerm, reviewsOfTerm } from '../../store/term-plan-reads.ts';

/** The reviews of a term, and whether there are enough of them to plan their teams as a whole. */
export interface TermReviews {
  /** Those that were not cancelled, of all programmes. */
  readonly reviews: readonly ReviewOfTerm[];
  /** Of the newest version that any of the reviews has, the one's that counts for all where programmes are planned together; none without reviews. */
  readonly settings: ProgrammeSettings | undefined;
  readonly enough: boolean;
}

/**
 * Reads the reviews whose visits are hoped for or fixed in the weeks of a term: one query, and the settings, which a process
 * reads once.
 */
export async function termReviews(store: Store, year: string, term: Pick<Term, 'from' | 'to'>): Promise<TermReviews> {
  const all = await reviewsOfTerm(store, year, mondayOf(term.from), term.to);
  const reviews = all.filter(({ status }) => status !== 'cancelled');
  const settings = await settingsOf(store, year, all);
  return { reviews, settings, enough: settings !== undefined && reviews.length >= settings.matching.fewestReviews };
}

async function settingsOf(
  store: Store,
  year: string,
  reviews: readonly ReviewOfTerm[],
): Promise<ProgrammeSettings | undefined> {
  const programme = reviews.some((review) => review.programme === SHARED_BY) ? SHARED_BY : reviews[0]?.programme;
  if (programme === undefined) return undefined;
  const versions = reviews.filter((review) => review.programme === programme).map((review) => review.settingsVersion);
  return loadSettings(store, year, programme, versions.toSorted().at(-1));
}
