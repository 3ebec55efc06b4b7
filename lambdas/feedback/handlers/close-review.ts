import { step } from '../../platform/handlers.ts';
import { connectStepDeps } from '../../wiring/connect-deps.ts';
import { CloseReviewInput, closeReview } from '../close-review.ts';

export const handler = step(CloseReviewInput, closeReview, connectStepDeps());
