import type { Context } from 'aws-lambda';
import { environment } from '../../platform/environment.ts';
import { logger } from '../../platform/logger.ts';
import { connectStore } from '../../wiring/connect-store.ts';
import { type Shown, showOverview } from '../show-overview.ts';

const env = environment('TABLE_NAME', 'STEER_REVIEW_ARN', 'REVIEW_EXECUTIONS_ARN');
const store = connectStore(env.TABLE_NAME);

/** The tables of the central team's dashboard. Nothing of what is asked for or shown is logged. */
export const handler = async (event: unknown, context: Context): Promise<Shown> => {
  logger.addContext(context);
  return showOverview(event, {
    store,
    endpoints: { show: context.invokedFunctionArn, steer: env.STEER_REVIEW_ARN },
    reviewExecutions: env.REVIEW_EXECUTIONS_ARN,
  });
};
