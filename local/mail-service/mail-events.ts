import type { Mail } from '../inbox/mail.ts';

export interface DeliveryResult {
  readonly kind: 'Send' | 'Delivery' | 'DeliveryDelay' | 'Bounce' | 'Complaint';
  readonly recipients: readonly string[];
  /** A bounce that says nothing of the next mail: the mailbox is full. */
  readonly passing?: true;
}

interface MailEventParts {
  readonly mail: Mail;
  readonly result: DeliveryResult;
  readonly configurationSet: string;
  readonly account: string;
  readonly region: string;
  /** Virtual time of the event, milliseconds since the epoch. */
  readonly at: number;
}

const DETAIL_TYPES = {
  Send: 'Email Sent',
  Delivery: 'Email Delivered',
  DeliveryDelay: 'Email Delivery Delayed',
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
} as const;

/** An event in the shape in which SES puts it on the default event bus (SES developer guide, 'SES events schema'). */
export function mailEvent({ mail, result, configurationSet, account, region, at }: MailEventParts): object {
  const timestamp = new Date(at).toISOString();
  return {
    'detail-type': DETAIL_TYPES[result.kind],
    source: 'aws.ses',
    resources: [
      `arn:aws:ses:${region}:${account}:configuration-set/${configurationSet}`,
      `arn:aws:ses:${region}:${account}:identity/${mail.envelopeFrom.split('@')[1]}`,
    ],
    detail: {
      eventType: result.kind,
      mail: {
        timestamp: new Date(mail.at).toISOString(),
        source: mail.from,
        sendingAccountId: account,
        messageId: mail.id,
        destination: mail.to,
        headersTruncated: false,
        headers: Object.entries(mail.headers).flatMap(([name, values]) => values.map((value) => ({ name, value }))),
        commonHeaders: { from: [mail.from], to: mail.to, messageId: mail.id, subject: mail.subject },
        tags: {
          'ses:operation': ['SendRawEmail'],
          'ses:configuration-set': [configurationSet],
          'ses:from-domain': [mail.envelopeFrom.split('@')[1]],
          ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
        },
      },
      [`${result.kind.charAt(0).toLowerCase()}${result.kind.slice(1)}`]: particulars(result, mail.id, timestamp),
    },
  };
}

function particulars({ kind, recipients, passing }: DeliveryResult, messageId: string, timestamp: string): object {
  switch (kind) {
    case 'Send':
      return {};
    case 'Delivery':
      return { timestamp, processingTimeMillis: 500, recipients, smtpResponse: '250 2.6.0 Message received' };
    case 'DeliveryDelay':
      return {
        timestamp,
        delayType: 'MailboxFull',
        expirationTime: new Date(Date.parse(timestamp) + 50_400_000).toISOString(),
        delayedRecipients: recipients.map((emailAddress) => ({
          emailAddress,
          status: '4.2.2',
          diagnosticCode: 'smtp; 452 4.2.2 mailbox full',
        })),
      };
    case 'Bounce':
      return {
        feedbackId: `${messageId}-bounce`,
        bounceType: passing ? 'Transient' : 'Permanent',
        bounceSubType: passing ? 'MailboxFull' : 'General',
        bouncedRecipients: recipients.map((emailAddress) => ({
          emailAddress,
          action: 'failed',
          status: passing ? '4.2.2' : '5.1.1',
          diagnosticCode: passing ? 'smtp; 452 4.2.2 mailbox full' : 'smtp; 550 5.1.1 user unknown',
        })),
        timestamp,
        reportingMTA: 'dsn; local.example',
      };
    case 'Complaint':
      return {
        feedbackId: `${messageId}-complaint`,
        complaintSubType: null,
        complainedRecipients: recipients.map((emailAddress) => ({ emailAddress })),
        timestamp,
        complaintFeedbackType: 'abuse',
        arrivalDate: timestamp,
      };
  }
}
