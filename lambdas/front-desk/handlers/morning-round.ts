import type { Context } from 'aws-lambda';
import { nextExecutionName, start } from '../../steering/executions.ts';
import { readStep } from '../../steering/step-handler.ts';
import { connectDesk } from '../../wiring/desk.ts';
import { environment } from '../../wiring/environment.ts';
import { logger } from '../../wiring/logger.ts';
import { catalogue } from '../catalogue.ts';
import { MorningRoundInput, morningRound, type RoundDesk } from '../morning-round.ts';

const connected = connectDesk();
const { REVIEW_MACHINE_ARN } = environment('REVIEW_MACHINE_ARN');
const desk: RoundDesk = {
  ...connected,
  catalogue,
  startReview: (review) => start(connected.sfn, REVIEW_MACHINE_ARN, nextExecutionName(review), { about: review.about }),
};

/** One page of the morning round. */
export const handler = async (event: unknown, context: Context): Promise<{ readonly more: boolean }> => {
  logger.addContext(context);
  return morningRound(readStep(MorningRoundInput, event), desk);
};
