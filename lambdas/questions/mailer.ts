import type { MailContent } from '../mail/content.ts';
import { type Begun, type Mail, type MailDeps, sendMail } from '../mail/send-mail.ts';
import { errorName } from '../platform/error-name.ts';
import type { Addressee, Notice } from './question.ts';
import { noticeMail } from './question-mail.ts';

/** SES did not take a mail. The step that sends it is tried again; what was written before stays. */
export class MailNotSent extends Error {
  override name = 'MailNotSent';
}

/** A mail as whoever wants it sent has it; `message` is its id among those of `about` and the same on every attempt. */
export interface Wanted {
  readonly message: string;
  readonly kind: string;
  /** The question that it asks, where it asks one. */
  readonly decision?: string;
  readonly to: Pick<Addressee, 'person' | 'name' | 'email' | 'noMail'>;
  readonly content: MailContent;
  /** What `aboutToSend` gave, when its row was written already. */
  readonly begun?: Begun;
}

/** Sends mails about a review or membership, each once. */
export interface Mailer {
  /** A mail that asks nothing. @param begun what `aboutToSend` gave, when its row was written already. */
  send(about: string, notice: Notice, at: string, begun?: Begun): Promise<void>;
  /** Any mail. */
  sendContent(about: string, mail: Wanted, at: string): Promise<void>;
}

/** @throws MailNotSent from its methods when SES does not take a mail. */
export function makeMailer(deps: MailDeps): Mailer {
  const sendContent: Mailer['sendContent'] = async (about, wanted, at) => {
    try {
      await sendMail(deps, mailFor(about, wanted, at));
    } catch (error) {
      // SES's own message may hold the address; its name says enough.
      const reason = errorName(error);
      throw new MailNotSent(`Mail ${about}/${wanted.message} could not be sent (${reason}).`);
    }
  };
  return {
    sendContent,
    send: (about, notice, at, begun) => sendContent(about, { ...wantedOf(notice), ...(begun && { begun }) }, at),
  };
}

/** A notice as a mail: once for each kind and person. */
export const wantedOf = (notice: Notice): Wanted => ({
  message: `${notice.kind}.${notice.to.person}`,
  kind: notice.kind,
  to: notice.to,
  content: noticeMail(notice),
});

/** The same as it is handed to what sends it. */
export const mailFor = (about: string, { message, kind, decision, to, content, begun }: Wanted, at: string): Mail => ({
  messageId: message,
  about,
  to: { name: to.name, email: to.email, personId: to.person, noMail: to.noMail },
  kind,
  decision,
  content,
  at,
  begun,
});
