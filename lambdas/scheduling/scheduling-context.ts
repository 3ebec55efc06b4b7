import { type HostWords, hostWords } from '../members/host-words.ts';
import type { Asked, Deps } from '../questions/question.ts';
import { type Recipient, type ReviewContext, reviewContext } from '../questions/review-context.ts';
import { loadYear } from '../settings/load-settings.ts';
import type { PartnershipYear } from '../settings/partnership-year.ts';
import type { Store } from '../store/store.ts';
import { datesOf, type ReviewDates } from './review-dates.ts';

/** What every question about a review's dates is worked out from. */
export interface SchedulingContext extends ReviewContext {
  readonly year: PartnershipYear;
  readonly dates: ReviewDates;
  readonly words: HostWords;
}

/** Begins to read the year of a review that is at hand. */
export async function readYearAhead(about: string, store: Store): Promise<unknown> {
  const { review } = await store.needReviewAtHand(about);
  return store.partnershipYear(review.year);
}

export async function schedulingContext(asked: Asked, deps: Deps, to: Recipient): Promise<SchedulingContext> {
  const { review } = await deps.store.needReviewAtHand(asked.about);
  const [context, year] = await Promise.all([reviewContext(asked, deps, to), loadYear(deps.store, review.year)]);
  return {
    ...context,
    year,
    dates: datesOf(review, asked.turn),
    words: hostWords(review),
  };
}
