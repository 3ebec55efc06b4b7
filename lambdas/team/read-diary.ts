import { addDays } from '../calendar/dates.ts';
import { visitDays } from '../calendar/working-days.ts';
import type { Diary } from '../members/hard-rules.ts';
import type { Term } from '../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import type { Availability, Person, Placement, Review, Store } from '../store/store.ts';
import { availability } from '../store/term-plan-reads.ts';
import { mostReviews } from './availability/term-offer.ts';
import { daysOf, goes } from './host-facts.ts';

/** The review that somebody is looked at for, in its term. */
export interface DiaryFor {
  readonly review: Pick<Review, 'about' | 'day1' | 'year'>;
  readonly term: Term | undefined;
  readonly settings: Pick<ProgrammeSettings, 'team'>;
}

/**
 * What they have on for this very review is left out. Two requests by a store that reads each row once: their placements, and
 * their days with what they said of the term.
 *
 * @param known what they said of the term, for a caller who has read it of everybody; null when they said nothing.
 */
export async function readDiary(
  store: Store,
  candidate: Pick<Person, 'person' | 'pool' | 'maxReviewsAYear'>,
  { review, term, settings }: DiaryFor,
  known?: Availability | null,
): Promise<Diary> {
  const { person } = candidate;
  const [first, , last] = daysOf(review);
  const [said, days, others] = await Promise.all([
    known === undefined && term ? availability(store, person, review.year, term.term) : (known ?? undefined),
    store.daysOf(person, first, last),
    otherPlacements(store, person, review),
  ]);
  return {
    takenDays: new Set([
      ...days.filter(({ about }) => about !== review.about).map(({ day }) => day),
      ...others.flatMap(({ day1 }) => visitDays(day1)),
    ]),
    reviewsThisYear: reviews(others.filter(({ year }) => year === review.year)),
    cannot: said?.cannot ?? [],
    term: term && {
      reviews: reviews(others.filter(({ day1 }) => term.from <= day1 && day1 <= term.to)),
      most: mostReviews(candidate, said, settings.team),
    },
  };
}

/** Begins to read of the diary what has keys, in one request with what else is read by keys. */
export const readDiaryAhead = (store: Store, person: string, { review, term }: DiaryFor): Promise<unknown> => {
  const [first, , last] = daysOf(review);
  return Promise.allSettled([
    term && availability(store, person, review.year, term.term),
    store.daysOf(person, first, last),
  ]);
};

/** How many other reviews of the year somebody goes on: one query. */
export const reviewsInYear = async (store: Store, person: string, review: DiaryFor['review']): Promise<number> =>
  reviews((await otherPlacements(store, person, review)).filter(({ year }) => year === review.year));

async function otherPlacements(
  store: Store,
  person: string,
  review: DiaryFor['review'],
): Promise<readonly Placement[]> {
  const [first] = daysOf(review);
  // Placements are sorted by date alone. A year's visits begin in its September; one that is moved may come in the year after.
  const year = Number(review.year);
  const from = earliest(addDays(first, -366), `${year}-09-01`);
  const to = latest(addDays(first, 366), `${year + 2}-08-31`);
  const placements = await store.placementsOf(person, from, to);
  return placements.filter((placement) => placement.about !== review.about && goes(placement));
}

const earliest = (a: string, b: string): string => (a < b ? a : b);
const latest = (a: string, b: string): string => (a > b ? a : b);

/** On a review somebody may have several placements, of several turns. */
const reviews = (placements: readonly Pick<Placement, 'about'>[]): number =>
  new Set(placements.map(({ about }) => about)).size;
