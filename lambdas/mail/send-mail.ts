import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { composeMail } from './compose.ts';
import type { MailContent } from './content.ts';
import { beginSending, type MessageStore, recordProgress } from './message-log.ts';
import { tagValue } from './message-tags.ts';
import { renderMail } from './render-mail.ts';

export interface MailSettings {
  /** The verified address that all mails come from. */
  readonly senderAddress: string;
  readonly charityName: string;
  /** Where replies go. */
  readonly centralTeamAddress: string;
  /** The SES configuration set that tells what becomes of mails. Its click and open tracking is off. */
  readonly configurationSet: string;
}

export interface MailDeps {
  readonly ses: Pick<SESv2Client, 'send'>;
  readonly store: MessageStore;
  readonly settings: MailSettings;
}

export interface Mail {
  /** Unique among the mails about `about`, and the same on every attempt to send this one. */
  readonly messageId: string;
  /** The review or membership it is about. */
  readonly about: string;
  readonly to: { readonly name: string; readonly email: string; readonly personId: string };
  /** What sort of mail it is: 'invitation', 'reminder', 'dates-fixed'. */
  readonly kind: string;
  readonly content: MailContent;
  /** The instant of sending. */
  readonly at: string;
}

/**
 * Sends one mail to one person, once. An attempt that broke off half-way is repeated in full, since a mail that comes
 * twice does less harm than one that is lost.
 *
 * An address to which no mail can go is an outcome like a bounce: the mail is in the list of failed ones for the
 * central team, and 'refused' is returned. What SES itself refuses is thrown, since that is ours to put right.
 */
export async function sendMail(deps: MailDeps, mail: Mail): Promise<'sent' | 'already-sent' | 'refused'> {
  const { store, settings } = deps;
  const { about, messageId: message, content, to, at } = mail;
  if (!(await beginSending(store, { about, message, kind: mail.kind, person: to.personId, at }))) return 'already-sent';
  if (!isDeliverable(to.email)) {
    await recordProgress(store, { about, message, status: 'bounced', failure: 'address.not-valid' });
    return 'refused';
  }
  const rendered = await renderMail(content, { name: settings.charityName, helpAddress: settings.centralTeamAddress });
  const raw = await composeMail(
    {
      id: `${about}/${message}`,
      from: { name: settings.charityName, address: settings.senderAddress },
      to: { name: to.name, address: to.email },
      replyTo: settings.centralTeamAddress,
      at,
    },
    rendered,
    content.attachments,
  );
  const { MessageId } = await deps.ses.send(
    new SendEmailCommand({
      FromEmailAddress: settings.senderAddress,
      Destination: { ToAddresses: [to.email] },
      Content: { Raw: { Data: raw } },
      ConfigurationSetName: settings.configurationSet,
      EmailTags: [
        { Name: 'about', Value: tagValue(about) },
        { Name: 'message', Value: tagValue(message) },
      ],
    }),
  );
  await recordProgress(store, { about, message, status: 'sent', sesMessageId: MessageId });
  return 'sent';
}

/**
 * Whether SES takes the address: one plain ASCII address, nothing around it and nothing that a header or a list of
 * recipients could be made of. Whether anybody reads there is for the events to tell.
 */
function isDeliverable(address: string): boolean {
  return address.length <= 254 && /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(address);
}
