import { step } from '../../platform/handlers.ts';
import { connectTable } from '../../wiring/connect-store.ts';
import { OpenReviewInput, openReview } from '../open-review.ts';

export const handler = step(OpenReviewInput, openReview, connectTable());
