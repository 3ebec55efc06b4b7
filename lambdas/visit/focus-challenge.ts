import * as z from 'zod';
import type { Review } from '../store/store.ts';

const WithChallenge = z.object({ focusChallenge: z.string().optional() });

/** The challenge that the host of a Trust Peer Review brought, from what it sent for the preparation. */
export const focusChallengeOf = (review: Pick<Review, 'preparation'>): string | undefined =>
  WithChallenge.parse(review.preparation ?? {}).focusChallenge;
