import { environment } from '../../platform/environment.ts';
import { called } from '../../platform/handlers.ts';
import { connectStore } from '../../wiring/connect-store.ts';
import { showOverview } from '../show-overview.ts';

const env = environment('TABLE_NAME', 'STEER_REVIEW_ARN', 'REVIEW_EXECUTIONS_ARN');
const store = connectStore(env.TABLE_NAME);

/** The tables of the central team's dashboard. Nothing of what is asked for or shown is logged. */
export const handler = called((event: unknown, { invokedFunctionArn }) =>
  showOverview(event, {
    store,
    endpoints: { show: invokedFunctionArn, steer: env.STEER_REVIEW_ARN },
    reviewExecutions: env.REVIEW_EXECUTIONS_ARN,
  }),
);
