/** What an earlier answer was about, and what has become of it: an old link says nothing that is no longer so. */
import { loadSettings } from '../settings/load-settings.ts';
import { reviewClock } from '../settings/review-clock.ts';
import type { Decision, Review, ReviewAtHand, ReviewRead, Store } from '../store/store.ts';
import { breaksOf } from './review-context.ts';

/** What postponing keeps of the dates that are given up. */
interface Postponement {
  readonly at: string;
  /** None where the dates were not fixed yet. */
  readonly day1: string | null;
}

type When = Pick<Decision, 'askedAt'>;

/** The first postponement after a question was asked. Dates that were fixed are given up in no other way. */
const postponedAfter = ({ postponements }: Review, { askedAt }: When): Postponement | undefined =>
  ((postponements ?? []) as readonly Postponement[]).find(({ at }) => at >= askedAt);

/**
 * A store that shows a review with the dates that stood when a question was asked. Postponing takes them from the review's
 * row, so that without this the page of an earlier answer would have none, or those of the next visit.
 *
 * @returns the store itself where the dates have not been given up since.
 */
export async function storeAsItWas(store: Store, whole: ReviewRead, decision: When): Promise<Store> {
  const { review } = whole;
  const day1 = postponedAfter(review, decision)?.day1;
  if (day1 === undefined || day1 === null) return store;
  const settings = await loadSettings(store, review.year, review.programme, review.settingsVersion);
  const then = { ...review, day1, clock: reviewClock(day1, settings, breaksOf(review)) };
  const asItWas = <Read extends ReviewAtHand>(read: Read | undefined): Read | undefined =>
    read?.review.about === review.about ? { ...read, review: then } : read;
  const past: Store = Object.create(store);
  past.reviewAtHand = async (about) => asItWas(await store.reviewAtHand(about));
  past.reviewAsFirstRead = async (about) => (about === review.about ? then : store.reviewAsFirstRead(about));
  past.wholeReview = async (about) => asItWas(await store.wholeReview(about));
  return past;
}

/** What has become of a review since a question about it was asked, in a sentence; nothing where the answer still stands. */
export function becameOf(review: Review, decision: When): string | undefined {
  if (review.status === 'cancelled') return 'The review was cancelled.';
  return postponedAfter(review, decision)
    ? 'The visit was postponed, and the days that were agreed were given up.'
    : undefined;
}
