import { createHash } from 'node:crypto';
import MailComposer, { type MailComposerOptions } from 'nodemailer/lib/mail-composer';
import { oneLine } from '../text/as-seen.ts';
import type { Attachment } from './content.ts';
import type { RenderedMail } from './render-mail.ts';

export interface Envelope {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: { readonly name: string; readonly address: string };
  readonly replyTo: string;
  /** The instant the mail is dated. */
  readonly at: string;
  /** The mail's own id in our records. The same id gives the same bytes, so a mail sent twice can be told. */
  readonly id: string;
}

/** The whole mail as MIME, with lines of at most 76 characters in every part. */
export async function composeMail(
  envelope: Envelope,
  mail: RenderedMail,
  attachments: readonly Attachment[] = [],
): Promise<Uint8Array> {
  const digest = createHash('sha256').update(envelope.id).digest('hex').slice(0, 32);
  const invitation = attachments.find(({ method }) => method !== undefined);
  const options: MailComposerOptions = {
    from: { name: oneLine(envelope.from.name), address: envelope.from.address },
    to: { name: oneLine(envelope.to.name), address: envelope.to.address },
    replyTo: { name: oneLine(envelope.from.name), address: envelope.replyTo },
    subject: oneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    encoding: 'quoted-printable',
    date: new Date(envelope.at),
    messageId: `<${digest}@${envelope.from.address.split('@')[1] ?? 'localhost'}>`,
    baseBoundary: digest,
    newline: 'win',
    headers: {
      'Auto-Submitted': 'auto-generated',
      // Without it some mail programs answer a mail like ours with an 'out of office' to everybody's annoyance.
      'X-Auto-Response-Suppress': 'All',
    },
    attachments: attachments.filter((attachment) => attachment !== invitation).map(attached),
    // Nothing in a mail is ever read from an address or a path, whatever somebody typed.
    disableUrlAccess: true,
    disableFileAccess: true,
  };
  if (invitation?.method !== undefined) {
    options.icalEvent = {
      filename: invitation.filename,
      method: invitation.method,
      content: bytes(invitation.content),
    };
  }
  return new MailComposer(options).compile().build();
}

const attached = ({ filename, contentType, content }: Attachment) => ({
  filename: oneLine(filename),
  contentType,
  content: bytes(content),
});

const bytes = (content: string | Uint8Array): Buffer =>
  typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);
