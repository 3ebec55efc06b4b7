import { OpenReviewInput, openReview } from '../open-review.ts';
import { stepHandler } from '../step-handler.ts';

export const handler = stepHandler(OpenReviewInput, openReview);
