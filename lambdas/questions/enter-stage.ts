import { londonDate } from '../calendar/london.ts';
import { STAGES } from '../store/entities/reviews.ts';
import { changeOf, news } from '../store/news.ts';
import type { Review, StageName, Store, WriteItem } from '../store/store.ts';

/** When a review entered and left a stage, as London dates. */
export type StageDates = Readonly<Partial<Record<StageName, { readonly from: string; readonly to?: string }>>>;

/**
 * The items that move a review on into a stage, or none when it is there or beyond: finding a replacement during the
 * preparation asks a question of the team stage, and the review stays where it is. The stage it leaves ends on that day.
 */
export function enterStage(store: Store, review: Review, stage: StageName, at: string): readonly WriteItem[] {
  if (STAGES.indexOf(stage) <= STAGES.indexOf(review.stage)) return [];
  return [
    store.rows.review
      .patch({ about: review.about })
      .set({
        stage,
        stages: stagesAfter(review, stage, at),
        ...(review.status === 'planned' && { status: 'under-way' as const }),
      })
      .composite({ startsOn: review.startsOn })
      // A review that was taken back meanwhile begins again in another turn, and stays where it was taken.
      .where(({ turn }, { eq }) => eq(turn, review.turn))
      .commit(),
    news(store, changeOf(review.about, at)),
  ];
}

/** The dates of a review's stages once it has moved to `stage`. A stage that is entered again begins anew. */
export function stagesAfter(review: Pick<Review, 'stage' | 'stages'>, stage: StageName, at: string): StageDates {
  const today = londonDate(at);
  const before = (review.stages as StageDates | undefined) ?? {};
  const left = before[review.stage];
  return {
    ...before,
    ...(left && left.to === undefined ? { [review.stage]: { ...left, to: today } } : {}),
    [stage]: { from: today },
  };
}
