import { step } from '../../platform/handlers.ts';
import { connectStepDesk } from '../../wiring/connect-desk.ts';
import { CloseReviewInput, closeReview } from '../close-review.ts';

export const handler = step(CloseReviewInput, closeReview, connectStepDesk());
