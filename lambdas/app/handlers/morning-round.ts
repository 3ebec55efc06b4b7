import { leftOnAMorning } from '../../commands/carry-out-leaving.ts';
import { claimNextExecution, followUpName, start } from '../../commands/executions.ts';
import { finishQuestionsOf } from '../../commands/on-question.ts';
import { finishMoveOf } from '../../commands/on-review.ts';
import { QUESTION_TELLERS, TELLERS } from '../../commands/tellers.ts';
import { DailyRoundInput, dailyRound } from '../../daily-round/daily-round.ts';
import type { DailyRoundDeps } from '../../daily-round/daily-round-deps.ts';
import { environment } from '../../platform/environment.ts';
import { step } from '../../platform/handlers.ts';
import { countsTeller } from '../../platform/metrics.ts';
import { fixedClock } from '../../questions/review-context.ts';
import { termPlanName } from '../../settings/terms.ts';
import { carryOutEnding } from '../../subscription/end-early.ts';
import { admissionToBegin } from '../../subscription/late-admission.ts';
import { subscriptionName } from '../../subscription/membership-name.ts';
import { giveUpTraining } from '../../training/give-up-training.ts';
import { connectDeps } from '../../wiring/connect-deps.ts';
import { catalogue } from '../catalogue.ts';
import { toldInMorning } from '../told-in-morning.ts';

const connected = connectDeps();
const env = environment(
  'FOLLOW_UP_MACHINE_ARN',
  'REVIEW_MACHINE_ARN',
  'PLACEMENT_MACHINE_ARN',
  'MATCHING_ROUND_MACHINE_ARN',
  'SUBSCRIPTION_MACHINE_ARN',
);
const moving = {
  ...connected,
  reviewMachineArn: env.REVIEW_MACHINE_ARN,
  placementMachineArn: env.PLACEMENT_MACHINE_ARN,
};
const deps: DailyRoundDeps = {
  ...connected,
  catalogue,
  toldInMorning,
  tellFindings: countsTeller(),
  startReview: async (review, today) => {
    const next = await claimNextExecution(connected.store, review, today);
    if (next !== undefined) await start(connected.sfn, env.REVIEW_MACHINE_ARN, next, { about: review.about });
  },
  startFollowUp: (review) => {
    const { opens, expires } = fixedClock(review).progressCheck;
    const input = { about: review.about, turn: review.turn, opensAt: opens, expiresAt: expires };
    return start(connected.sfn, env.FOLLOW_UP_MACHINE_ARN, followUpName(review), input);
  },
  startAdmission: async (about) => {
    const begins = await admissionToBegin(about, connected.store);
    if (begins) await start(connected.sfn, env.SUBSCRIPTION_MACHINE_ARN, subscriptionName(begins), begins);
  },
  carryOutLeaving: (person, at) => leftOnAMorning(person, at, { ...moving, catalogue, giveUpTraining }),
  endMembership: async (about, at) => {
    const { SUBSCRIPTION_MACHINE_ARN: subscriptionMachineArn } = env;
    await carryOutEnding(about, at, { ...moving, catalogue, giveUpTraining, subscriptionMachineArn });
  },
  finishMove: (about) => finishMoveOf(about, moving, TELLERS),
  finishQuestions: (about) => finishQuestionsOf(about, { ...connected, catalogue }, QUESTION_TELLERS),
  startTermPlan: ({ year, term }) =>
    start(connected.sfn, env.MATCHING_ROUND_MACHINE_ARN, termPlanName(year, term, 1), { year, term, number: 1 }),
};

/** A page of the round takes less, even where each of its rows has a mail and Amazon is slow. */
const PAGE_TAKES_MS = 90_000;

/** The daily round. */
export const handler = step(
  DailyRoundInput,
  (input, deps: DailyRoundDeps, context) =>
    dailyRound(input, deps, () => context.getRemainingTimeInMillis() > PAGE_TAKES_MS),
  deps,
);
