import { listener } from '../../platform/handlers.ts';
import { logger } from '../../platform/logger.ts';
import { connectTable } from '../../wiring/connect-store.ts';
import { callEventSchema, recordWhoActed } from '../record-who-acted.ts';

const { store } = connectTable();

/** Keeps who called for a command of the central team. Its log holds the request's id, never the person. */
export const handler = listener(callEventSchema, async (call) => {
  const outcome = await recordWhoActed(store, call);
  logger.info('who acted', { request: call.detail.requestID, outcome });
  return { outcome };
});
