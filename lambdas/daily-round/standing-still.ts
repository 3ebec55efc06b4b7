import { addDays } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { stagesAfter } from '../questions/enter-stage.ts';
import { datesOf } from '../scheduling/review-dates.ts';
import type { FixedClock } from '../settings/clock-steps.ts';
import { changeOf, news } from '../store/news.ts';
import type { Review, Store } from '../store/store.ts';

/** Of a review as much as tells whether it stands still. */
export type Scheduled = Pick<Review, 'stage' | 'status' | 'turn' | 'day1' | 'clock' | 'dates' | 'datesFixedAt'>;

/**
 * The morning on which a review that has its dates and is still at its scheduling stands still for certain; none when it is
 * elsewhere, paused, or still looking for dates.
 *
 * Release 0.1.0 leaves reviews there whose visit is near, because its executions wait for the day of the invitations
 * themselves and ask the first person then, which moves the review on. Executions of later releases have ended by then. So whatever
 * is at its scheduling on the next day has no execution that goes on.
 */
export function standsStillFrom(review: Scheduled): string | undefined {
  const { stage, status, turn, day1, datesFixedAt } = review;
  const clock = review.clock as Partial<FixedClock> | undefined;
  if (stage !== 'scheduling' || status === 'paused' || day1 === undefined || !clock?.teamComplete) return undefined;
  // One that was resumed has dates of its last turn while it asks for others.
  if (datesOf(review, turn).agreed?.day1 !== day1) return undefined;
  const { opens } = clock.teamComplete;
  return addDays(londonDate(later(opens, datesFixedAt ?? opens)), 1);
}

const later = (a: string, b: string): string => (a > b ? a : b);

/**
 * Has a review that stands still sleep until today, as it would if its dates had been fixed by this release.
 *
 * @returns the review as it is then; nothing when it changed meanwhile.
 */
export async function putToSleep(store: Store, review: Review, at: string): Promise<Review | undefined> {
  const startsOn = londonDate(at);
  const stages = stagesAfter(review, 'planned', at);
  const { written } = await store.write([
    store.rows.review
      .patch({ about: review.about })
      .set({ stage: 'planned', startsOn, stages })
      .where(
        (row, { eq }) =>
          `${eq(row.stage, 'scheduling')} AND ${eq(row.status, review.status)} AND ${eq(row.turn, review.turn)} AND ${eq(row.executions, review.executions)}`,
      )
      .commit(),
    news(store, changeOf(review.about, at)),
  ]);
  return written ? { ...review, stage: 'planned', startsOn, stages } : undefined;
}
