import { claimNextExecution, followUpName, start } from '../../commands/executions.ts';
import { fixedClock } from '../../decisions/review-context.ts';
import { environment } from '../../platform/environment.ts';
import { step } from '../../platform/handlers.ts';
import { countsTeller } from '../../platform/metrics.ts';
import { roundName } from '../../settings/terms.ts';
import { connectDesk } from '../../wiring/connect-desk.ts';
import { catalogue } from '../catalogue.ts';
import { MorningRoundInput, morningRound } from '../morning-round.ts';
import type { RoundDesk } from '../round-desk.ts';

const connected = connectDesk();
const { FOLLOW_UP_MACHINE_ARN, REVIEW_MACHINE_ARN, MATCHING_ROUND_MACHINE_ARN } = environment(
  'FOLLOW_UP_MACHINE_ARN',
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
  startFollowUp: (review) => {
    const { opens, expires } = fixedClock(review).progressCheck;
    const input = { about: review.about, turn: review.turn, opensAt: opens, expiresAt: expires };
    return start(connected.sfn, FOLLOW_UP_MACHINE_ARN, followUpName(review), input);
  },
  startMatchingRound: ({ year, term }) =>
    start(connected.sfn, MATCHING_ROUND_MACHINE_ARN, roundName(year, term, 1), { year, term, number: 1 }),
};

/** A page of the round takes less, even where each of its rows has a mail and Amazon is slow. */
const PAGE_TAKES_MS = 90_000;

/** The morning round. */
export const handler = step(
  MorningRoundInput,
  (input, desk: RoundDesk, context) =>
    morningRound(input, desk, () => context.getRemainingTimeInMillis() > PAGE_TAKES_MS),
  desk,
);
