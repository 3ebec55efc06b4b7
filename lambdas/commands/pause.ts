import * as z from 'zod';
import { news, pauseOf } from '../store/news.ts';
import { why } from './command.ts';
import { stops, whyOver, withdrawAll } from './move.ts';
import { reviewCommand } from './on-review.ts';
import { aboutReview, reason } from './schema-fields.ts';
import { seenOf } from './seen.ts';
import { unchanged } from './unchanged.ts';

/** A review stands still until it is resumed. Its dates and its team stay. */
export const pause = reviewCommand({
  schema: z.strictObject({ ...aboutReview, act: z.literal('pause'), reason }),

  whyNot({ review }) {
    const { about, stage, status } = review;
    const over = whyOver(review, 'pause');
    if (over) return over;
    if (stage === 'planned') return `${about} has not begun, so there is nothing to pause. Cancel it, or wait.`;
    return status === 'paused' ? `${about} is paused already.` : undefined;
  },

  plan({ reason }, whole, { store }) {
    const { about } = whole.review;
    return {
      what: 'pause',
      sentence: `${about} is paused: nothing is asked or reminded until it is resumed.`,
      items: (steering) => [
        store.rows.review
          .patch({ about })
          .set({ status: 'paused', searches: [], steering })
          .where(unchanged(whole.review))
          .commit(),
        news(store, pauseOf(about)),
        ...withdrawAll(store, whole),
      ],
      follows: { ...stops(whole), reason },
    };
  },

  form({ review }) {
    const confirmation = `Pause the review at ${review.hostName}? Open questions are withdrawn and nobody is asked or reminded until you resume it. Dates and team stay.`;
    return {
      says: { about: review.about, seen: seenOf(review) },
      fields: [why('for the audit')],
      buttons: [{ label: 'Pause', confirmation }],
    };
  },
});
