import { mailEventSchema, recordMailEvent } from '../../mail/record-mail-event.ts';
import { listener } from '../../platform/handlers.ts';
import { logger } from '../../platform/logger.ts';
import { endMail } from '../../questions/no-mail.ts';
import { connectDeps } from '../../wiring/connect-deps.ts';
import { catalogue } from '../catalogue.ts';

const deps = { ...connectDeps(), catalogue };

/** Keeps what SES tells of a mail's way, and ends the mails to an address that takes none. */
export const handler = listener(mailEventSchema, async (mailEvent) => {
  const outcome = await recordMailEvent(deps.store, mailEvent);
  await endMail(mailEvent, deps);
  const { eventType, mail } = mailEvent.detail;
  logger.info('mail event', { eventType, sesMessageId: mail.messageId, outcome });
  return { outcome };
});
