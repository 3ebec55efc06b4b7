import type { Steered } from '../../commands/command.ts';
import { readCall } from '../../commands/read-call.ts';
import { shownInWidget } from '../../commands/shown-in-widget.ts';
import { type SteeringContext, steerReview } from '../../commands/steer-review.ts';
import { environment } from '../../platform/environment.ts';
import { called } from '../../platform/handlers.ts';
import { logger } from '../../platform/logger.ts';
import { shortlistWith, whyNotAtThisHost, whyNotInSeat } from '../../team/name-for-seat.ts';
import { roundActs } from '../../team/round/start-round.ts';
import { trainingActs } from '../../training/acts.ts';
import { connectDesk } from '../../wiring/connect-desk.ts';
import { catalogue } from '../catalogue.ts';
import { endMailTo } from '../no-mail.ts';

const env = environment(
  'REVIEW_MACHINE_ARN',
  'PLACEMENT_MACHINE_ARN',
  'TRAINING_SESSION_MACHINE_ARN',
  'MATCHING_ROUND_MACHINE_ARN',
);
const desk: SteeringContext = {
  ...connectDesk(),
  catalogue,
  reviewMachineArn: env.REVIEW_MACHINE_ARN,
  placementMachineArn: env.PLACEMENT_MACHINE_ARN,
  team: { whyNotInSeat, whyNotThisHost: whyNotAtThisHost, shortlistWith },
  training: trainingActs(env.TRAINING_SESSION_MACHINE_ARN),
  rounds: roundActs(env.MATCHING_ROUND_MACHINE_ARN),
  people: { passOn: (person, at, context) => endMailTo(person, 'wrong-person', at, context) },
};

/**
 * The acts of the central team, called by a button of the dashboard or by hand. Whatever is called for wrongly is answered
 * with a sentence; from the dashboard, as the piece of HTML that its popup shows.
 */
export const handler = called(async (event: unknown, context): Promise<Steered | string> => {
  // Lambda writes the trace of each invocation here; it holds the instant at which the call was made.
  const { fromWidget, read } = readCall(event, process.env._X_AMZN_TRACE_ID);
  const steered = read.ok
    ? await steerReview({ act: read.act, isAtGiven: read.isAtGiven, request: context.awsRequestId }, desk)
    : ({ done: false, sentence: read.sentence } as const);
  logger.info('steered', { ...(read.ok && { about: read.act.about, act: read.act.act }), done: steered.done });
  return fromWidget ? shownInWidget(steered) : steered;
});
