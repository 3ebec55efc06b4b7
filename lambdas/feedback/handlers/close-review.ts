import { stepHandler } from '../../wiring/step-handler.ts';
import { CloseReviewInput, closeReview } from '../close-review.ts';

export const handler = stepHandler(CloseReviewInput, closeReview);
