import type { Context } from 'aws-lambda';
import { roundName } from '../../settings/terms.ts';
import { claimNextExecution, start } from '../../steering/executions.ts';
import { connectDesk } from '../../wiring/desk.ts';
import { environment } from '../../wiring/environment.ts';
import { logger } from '../../wiring/logger.ts';
import { countsTeller } from '../../wiring/metrics.ts';
import { readStep } from '../../wiring/read-step.ts';
import { catalogue } from '../catalogue.ts';
import { MorningRoundInput, morningRound, type RoundDesk } from '../morning-round.ts';

const connected = connectDesk();
const { REVIEW_MACHINE_ARN, MATCHING_ROUND_MACHINE_ARN } = environment(
  'REVIEW_MACHINE_ARN',
  'MATCHING_ROUND_MACHINE_ARN',
);
const desk: RoundDesk = {
  ...connected,
  catalogue,
  tellFindings: countsTeller(),
  startReview: async (review, today) => {
    const next = await claimNextExecution(connected.store, review, today);
    if (next !== undefined) await start(connected.sfn, REVIEW_MACHINE_ARN, next, { about: review.about });
  },
  startMatchingRound: ({ year, term }) =>
    start(connected.sfn, MATCHING_ROUND_MACHINE_ARN, roundName(year, term, 1), { year, term, number: 1 }),
};

/** One page of the morning round. */
export const handler = async (event: unknown, context: Context): Promise<{ readonly more: boolean }> => {
  logger.addContext(context);
  return morningRound(readStep(MorningRoundInput, event), desk);
};
