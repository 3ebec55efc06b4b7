import * as z from 'zod';
import { type MessageStore, type Progress, recordProgress } from './message-log.ts';
import { idOfTag } from './message-tags.ts';

const tag = z.tuple([z.string()], z.string());

/**
 * What is read of an SES event on the event bus (SES developer guide, 'Examples of event data'). The recipients, their
 * mail servers' words and the mail's headers stay unread, since they hold addresses.
 */
export const mailEventSchema = z.object({
  detail: z.object({
    eventType: z.string(),
    mail: z.object({
      messageId: z.string(),
      tags: z.object({ about: tag, message: tag }).optional().catch(undefined),
    }),
    bounce: z.object({ bounceType: z.string(), bounceSubType: z.string() }).optional(),
    complaint: z.object({ complaintFeedbackType: z.string().nullish() }).optional(),
  }),
});

export type MailEvent = z.infer<typeof mailEventSchema>;

/** 'recorded'; 'known' when the mail is as far or further; 'not-ours' when it bears no ids of ours or none is kept. */
export type MailEventOutcome = 'recorded' | 'known' | 'not-ours';

/** Keeps what became of a mail. The same event twice, or an earlier one late, changes nothing. */
export async function recordMailEvent(store: MessageStore, event: MailEvent): Promise<MailEventOutcome> {
  const { mail } = event.detail;
  const fate = fateOf(event);
  if (mail.tags === undefined || fate === undefined) return 'not-ours';
  const about = idOfTag(mail.tags.about[0]);
  const message = idOfTag(mail.tags.message[0]);
  const recorded = await recordProgress(store, { about, message, sesMessageId: mail.messageId, ...fate });
  return recorded ? 'recorded' : 'known';
}

function fateOf({ detail }: MailEvent): Pick<Progress, 'status' | 'failure'> | undefined {
  switch (detail.eventType) {
    case 'Send':
      return { status: 'sent' };
    case 'DeliveryDelay':
      return { status: 'delayed' };
    case 'Delivery':
      return { status: 'delivered' };
    case 'Bounce':
      return { status: 'bounced', failure: word(detail.bounce?.bounceType, detail.bounce?.bounceSubType) };
    case 'Reject':
      return { status: 'bounced', failure: 'rejected' };
    case 'Complaint':
      return { status: 'complained', failure: word('complaint', detail.complaint?.complaintFeedbackType) };
    default:
      return undefined;
  }
}

/** 'Permanent' and 'General' as 'permanent.general'. */
function word(...parts: readonly (string | null | undefined)[]): string {
  return parts.map((part) => part?.toLowerCase() ?? 'unknown').join('.');
}
