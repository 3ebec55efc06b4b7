import type { Context } from 'aws-lambda';
import { environment } from '../../platform/environment.ts';
import { logger } from '../../platform/logger.ts';
import { connectStore } from '../../wiring/connect-store.ts';
import { callEventSchema, recordWhoActed, type WhoActed } from '../record-who-acted.ts';

const store = connectStore(environment('TABLE_NAME').TABLE_NAME);

/** Keeps who called for an act of the central team. Its log holds the request's id, never the person. */
export const handler = async (event: unknown, context: Context): Promise<{ readonly outcome: WhoActed }> => {
  logger.addContext(context);
  const call = callEventSchema.parse(event);
  const outcome = await recordWhoActed(store, call);
  logger.info('who acted', { request: call.detail.requestID, outcome });
  return { outcome };
};
