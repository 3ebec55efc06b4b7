import { news, pauseOf } from '../store/news.ts';
import type { Store, WriteItem } from '../store/store.ts';

/** The items by which a review stands still until the central team resumes it. */
export const pauseReview = (store: Pick<Store, 'rows'>, about: string): readonly WriteItem[] => [
  store.rows.review.patch({ about }).set({ status: 'paused' }).commit(),
  news(store, pauseOf(about)),
];
