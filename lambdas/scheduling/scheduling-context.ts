import { type HostWords, hostWords } from '../members/host-words.ts';
import { partsOfReview } from '../programmes/programmes.ts';
import type { Asked, Deps } from '../questions/question.ts';
import { type ContextOfRow, contextOfRow } from '../questions/review-context.ts';
import { loadYear } from '../settings/load-settings.ts';
import type { PartnershipYear } from '../settings/partnership-year.ts';
import type { Store } from '../store/store.ts';
import { datesOf, type ReviewDates } from './review-dates.ts';

/** What every question about a review's dates is worked out from. */
export interface SchedulingContext extends ContextOfRow {
  readonly year: PartnershipYear;
  readonly dates: ReviewDates;
  readonly words: HostWords;
}

/** Begins to read the year of a review, by the review's name. */
export async function readYearAhead(about: string, store: Store): Promise<unknown> {
  const year = partsOfReview(about)?.year;
  return year === undefined ? undefined : store.partnershipYear(year);
}

export async function schedulingContext(
  asked: Asked,
  deps: Deps,
  to: 'host' | 'central-team',
): Promise<SchedulingContext> {
  const review = await deps.store.needReviewAsFirstRead(asked.about);
  const [context, year] = await Promise.all([contextOfRow(asked, deps, to), loadYear(deps.store, review.year)]);
  return {
    ...context,
    year,
    dates: datesOf(review, asked.turn),
    words: hostWords(review),
  };
}
