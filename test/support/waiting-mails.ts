import type { MailContent } from '../../lambdas/mail/content.ts';
import { contentOf } from '../../lambdas/mail/message-log.ts';
import { waitingOf } from '../../lambdas/mail/waiting.ts';
import type { Store } from '../../lambdas/store/store.ts';

/** A mail that is left to a morning. */
export interface WaitingMail {
  readonly kind: string;
  readonly person: string;
  /** When its round is. */
  readonly at: string;
  readonly content: MailContent | undefined;
}

/** The mails that wait for a morning, by whom and when, in the order of their mornings and of what they are about. */
export async function waitingMails(store: Store): Promise<readonly WaitingMail[]> {
  const { mails } = await store.agenda('2099-01-01T00:00:00.000Z');
  return mails
    .filter((mail) => waitingOf(mail) !== undefined)
    .map((mail) => ({ kind: mail.kind, person: mail.person, at: mail.at, content: contentOf(mail) }));
}
