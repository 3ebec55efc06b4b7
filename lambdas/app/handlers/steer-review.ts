import type { Steered } from '../../commands/command.ts';
import { readCall } from '../../commands/read-call.ts';
import { shownInWidget } from '../../commands/shown-in-widget.ts';
import { type SteeringContext, steerReview } from '../../commands/steer-review.ts';
import { environment } from '../../platform/environment.ts';
import { called } from '../../platform/handlers.ts';
import { logger } from '../../platform/logger.ts';
import { reportCommands } from '../../publication/commands.ts';
import { endMailTo } from '../../questions/no-mail.ts';
import { yearCommands } from '../../renewal/commands.ts';
import { membershipCommands } from '../../subscription/commands.ts';
import { shortlistWith, whyNotAtThisHost, whyNotInSeat } from '../../team/name-for-seat.ts';
import { termPlanCommands } from '../../team/term-plan/start-term-plan.ts';
import { trainingCommands } from '../../training/commands.ts';
import { giveUpTraining } from '../../training/give-up-training.ts';
import { connectDeps } from '../../wiring/connect-deps.ts';
import { catalogue } from '../catalogue.ts';

const env = environment(
  'REVIEW_MACHINE_ARN',
  'PLACEMENT_MACHINE_ARN',
  'TRAINING_SESSION_MACHINE_ARN',
  'MATCHING_ROUND_MACHINE_ARN',
  'SUBSCRIPTION_MACHINE_ARN',
);
const deps: SteeringContext = {
  ...connectDeps(),
  catalogue,
  reviewMachineArn: env.REVIEW_MACHINE_ARN,
  placementMachineArn: env.PLACEMENT_MACHINE_ARN,
  subscriptionMachineArn: env.SUBSCRIPTION_MACHINE_ARN,
  memberships: membershipCommands,
  team: { whyNotInSeat, whyNotThisHost: whyNotAtThisHost, shortlistWith },
  training: trainingCommands(env.TRAINING_SESSION_MACHINE_ARN),
  years: yearCommands,
  reports: reportCommands,
  termPlans: termPlanCommands(env.MATCHING_ROUND_MACHINE_ARN),
  giveUpTraining,
  people: { passOn: (person, at, context) => endMailTo(person, 'wrong-person', at, context) },
};

/**
 * The commands of the central team, called by a button of the dashboard or by hand. Whatever is called for wrongly is answered
 * with a sentence; from the dashboard, as the piece of HTML that its popup shows.
 */
export const handler = called(async (event: unknown, context): Promise<Steered | string> => {
  // Lambda writes the trace of each invocation here; it holds the instant at which the call was made.
  const { fromWidget, read } = readCall(event, process.env._X_AMZN_TRACE_ID);
  const steered = read.ok
    ? await steerReview({ input: read.input, isAtGiven: read.isAtGiven, request: context.awsRequestId }, deps)
    : ({ done: false, sentence: read.sentence } as const);
  logger.info('steered', { ...(read.ok && { about: read.input.about, act: read.input.act }), done: steered.done });
  return fromWidget ? shownInWidget(steered) : steered;
});
