import type { Context } from 'aws-lambda';
import { connectDesk } from '../../wiring/desk.ts';
import { environment } from '../../wiring/environment.ts';
import { logger } from '../../wiring/logger.ts';
import { readStep } from '../../wiring/read-step.ts';
import { type Steered, SteerReviewInput, steerReview } from '../steer-review.ts';

const { REVIEW_MACHINE_ARN } = environment('REVIEW_MACHINE_ARN');
const desk = { ...connectDesk(), reviewMachineArn: REVIEW_MACHINE_ARN };

/** Postpones, pauses, cancels or resumes a review for the central team. */
export const handler = async (event: unknown, context: Context): Promise<Steered> => {
  logger.addContext(context);
  const input = readStep(SteerReviewInput, event);
  const steered = await steerReview(input, desk);
  logger.info('steered', { about: input.about, act: input.act, done: steered.done });
  return steered;
};
