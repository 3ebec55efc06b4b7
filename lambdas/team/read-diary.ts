import { addDays } from '../calendar/dates.ts';
import { visitDays } from '../calendar/working-days.ts';
import type { Term } from '../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import { availability } from '../store/matching-reads.ts';
import type { Availability, Person, Placement, Review, Store } from '../store/store.ts';
import { mostReviews } from './availability/term-offer.ts';
import type { Diary } from './hard-rules.ts';
import { daysOf, goes } from './host-facts.ts';

/** The review that somebody is looked at for, in its term. */
export interface DiaryFor {
  readonly review: Pick<Review, 'about' | 'day1' | 'year'>;
  readonly term: Term | undefined;
  readonly settings: Pick<ProgrammeSettings, 'team'>;
}

/**
 * Two queries, and one get of what the person said of the term. What they have on for this very review is left out.
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
  const [said, days, placements] = await Promise.all([
    known === undefined && term ? availability(store, person, review.year, term.term) : (known ?? undefined),
    store.daysOf(person, first, last),
    // Placements are sorted by date alone; a partnership year lies within a year of each of its days.
    store.placementsOf(person, addDays(first, -366), addDays(first, 366)),
  ]);
  const others = placements.filter((placement) => placement.about !== review.about && goes(placement));
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

/** On a review somebody may have several placements, of several turns. */
const reviews = (placements: readonly Pick<Placement, 'about'>[]): number =>
  new Set(placements.map(({ about }) => about)).size;
