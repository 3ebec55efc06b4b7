import { mailEventSchema, recordMailEvent } from '../../mail/record-mail-event.ts';
import { listener } from '../../platform/handlers.ts';
import { logger } from '../../platform/logger.ts';
import { connectDesk } from '../../wiring/connect-desk.ts';
import { catalogue } from '../catalogue.ts';
import { endMail } from '../no-mail.ts';

const desk = { ...connectDesk(), catalogue };

/** Keeps what SES tells of a mail's way, and ends the mails to an address that takes none. */
export const handler = listener(mailEventSchema, async (mailEvent) => {
  const outcome = await recordMailEvent(desk.store, mailEvent);
  await endMail(mailEvent, desk);
  const { eventType, mail } = mailEvent.detail;
  logger.info('mail event', { eventType, sesMessageId: mail.messageId, outcome });
  return { outcome };
});
