import type { Context } from 'aws-lambda';
import { type MailEventOutcome, mailEventSchema, recordMailEvent } from '../../mail/record-mail-event.ts';
import { connectStore } from '../../store/store.ts';
import { environment } from '../../wiring/environment.ts';
import { logger } from '../../wiring/logger.ts';

const { TABLE_NAME } = environment('TABLE_NAME');
const store = connectStore(TABLE_NAME);

/** Keeps what SES tells of a mail's way. */
export const handler = async (event: unknown, context: Context): Promise<{ readonly outcome: MailEventOutcome }> => {
  logger.addContext(context);
  const mailEvent = mailEventSchema.parse(event);
  const outcome = await recordMailEvent(store, mailEvent);
  const { eventType, mail } = mailEvent.detail;
  logger.info('mail event', { eventType, sesMessageId: mail.messageId, outcome });
  return { outcome };
};
