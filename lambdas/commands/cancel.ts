import * as z from 'zod';
import { stagesAfter } from '../questions/enter-stage.ts';
import type { Store, WholeReview } from '../store/store.ts';
import { why } from './command.ts';
import { moved, stops, whyOver, withdrawAll } from './move.ts';
import { reviewCommand } from './on-review.ts';
import { releaseTeam, weeksHeld } from './release-team.ts';
import type { PlannedMove } from './review-plan.ts';
import { aboutReview, reason } from './schema-fields.ts';
import { seenOf } from './seen.ts';
import { tellThatItMoves } from './tell-of-review.ts';
import { unchanged } from './unchanged.ts';

/** A review is off for good: its team and its week are given up, and everybody concerned is told; why is in the audit. */
export const cancel = reviewCommand({
  schema: z.strictObject({ ...aboutReview, act: z.literal('cancel'), reason }),

  whyNot: ({ review }) => whyOver(review, 'cancel'),

  plan: ({ at, reason }, whole, { store }) => calledOff(whole, { at, reason }, store),

  tellOfReview: (review, steering, context) =>
    tellThatItMoves(
      review,
      steering,
      { what: 'cancelled', toHost: 'Nothing more is asked of you for this review.' },
      context,
    ),

  form({ review }) {
    const confirmation = `Cancel the review at ${review.hostName} for good? This cannot be undone. Team and week are given up, and the school and everybody who had accepted are told, without the reason.`;
    return {
      says: { about: review.about, seen: seenOf(review) },
      fields: [why('for the audit')],
      buttons: [{ label: 'Cancel for good', confirmation }],
    };
  },
});

/** What calling a review off comes to. @param why.reason for the central team. */
export async function calledOff(
  whole: WholeReview,
  { at, reason }: { readonly at: string; readonly reason: string },
  store: Store,
): Promise<Exclude<PlannedMove, { refusal: string }>> {
  const { review } = whole;
  const { about, startsOn } = review;
  const weeks = await weeksHeld(store, review);
  return {
    what: 'cancel',
    sentence: `${about} is cancelled, and everybody concerned has been told.`,
    items: (steering) => [
      store.rows.review
        .patch({ about })
        .set({
          status: 'cancelled',
          stage: 'closed',
          searches: [],
          steering,
          stages: stagesAfter(review, 'closed', at),
        })
        .composite({ startsOn })
        .where(unchanged(review))
        .commit(),
      ...moved(store, about, at),
      ...releaseTeam(store, whole, weeks, 'The review was cancelled'),
      ...withdrawAll(store, whole),
    ],
    follows: { ...stops(whole), reason },
  };
}
