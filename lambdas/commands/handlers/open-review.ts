import { tableStepHandler } from '../../wiring/table-step-handler.ts';
import { OpenReviewInput, openReview } from '../open-review.ts';

export const handler = tableStepHandler(OpenReviewInput, openReview);
