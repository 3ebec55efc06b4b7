import { addDays } from '../calendar/dates.ts';
import { visitDays } from '../calendar/working-days.ts';
import type { Review, Store } from '../store/store.ts';
import type { Diary } from './hard-rules.ts';
import { daysOf, goes } from './host-facts.ts';

/** Two queries. What the person has on for this very review is left out. */
export async function readDiary(
  store: Store,
  person: string,
  review: Pick<Review, 'about' | 'day1' | 'year'>,
): Promise<Diary> {
  const [first, , last] = daysOf(review);
  const [days, placements] = await Promise.all([
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
    reviewsThisYear: new Set(others.filter(({ year }) => year === review.year).map(({ about }) => about)).size,
  };
}
