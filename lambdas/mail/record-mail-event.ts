import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { MailEnded } from './address.ts';
import { type MessageStore, type Progress, recordProgress } from './message-log.ts';
import { idOfTag } from './message-tags.ts';

/** Addresses are compared, and never kept or logged: only their digests leave the parsing of an event. */
export const digestOf = (address: string): string =>
  createHash('sha256').update(address.trim().toLowerCase()).digest('hex');

const tag = z.tuple([z.string()], z.string());

/**
 * What is read of an SES event on the event bus (SES developer guide, 'Examples of event data'). The mail servers' words
 * and the mail's headers stay unread, since they hold addresses.
 */
export const mailEventSchema = z.object({
  /** When it happened. */
  time: z.iso.datetime(),
  detail: z.object({
    eventType: z.string(),
    mail: z.object({
      messageId: z.string(),
      destination: z.array(z.string().transform(digestOf)),
      tags: z.object({ about: tag, message: tag }).optional().catch(undefined),
    }),
    bounce: z.object({ bounceType: z.string(), bounceSubType: z.string() }).optional(),
    complaint: z.object({ complaintFeedbackType: z.string().nullish() }).optional(),
  }),
});

export type MailEvent = z.infer<typeof mailEventSchema>;

/** 'recorded'; 'known' when the mail is as far or further; 'not-ours' when it bears no ids of ours or none is kept. */
export type MailEventOutcome = 'recorded' | 'known' | 'not-ours';

/** The mail that an event is about, by our own ids; nothing for one that is not ours. */
export const mailOf = ({ detail: { mail } }: MailEvent) =>
  mail.tags && { about: idOfTag(mail.tags.about[0]), message: idOfTag(mail.tags.message[0]) };

/**
 * Whether the event means that its address is to get no mail any more: it does not exist or refuses for good, or its
 * reader called our mail unwanted. A full mailbox or a server that is away passes.
 */
export function endsMail({ detail: { eventType, bounce, complaint } }: MailEvent): MailEnded | undefined {
  if (eventType === 'Bounce') return bounce?.bounceType === 'Permanent' ? 'bounces' : undefined;
  // 'not-spam' is what a reader says who takes a mail out of the spam folder (RFC 5965).
  if (eventType === 'Complaint') return complaint?.complaintFeedbackType === 'not-spam' ? undefined : 'complained';
  return undefined;
}

/**
 * Keeps what became of a mail. The same event twice, or an earlier one late, changes nothing. An out-of-office answer is
 * no failure of a mail that was delivered, and whatever passes is no failure any more once the mail is delivered.
 */
export async function recordMailEvent(store: MessageStore, event: MailEvent): Promise<MailEventOutcome> {
  const delivery = deliveryOf(event);
  const mail = mailOf(event);
  if (mail === undefined || delivery === undefined) return 'not-ours';
  const recorded = await recordProgress(store, {
    ...mail,
    sesMessageId: event.detail.mail.messageId,
    happenedAt: new Date(event.time).toISOString(),
    ...delivery,
  });
  return recorded ? 'recorded' : 'known';
}

function deliveryOf({ detail }: MailEvent): Pick<Progress, 'status' | 'failure'> | undefined {
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
