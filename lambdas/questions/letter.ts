import { aboutToSend, type Begun } from '../mail/send-mail.ts';
import type { Store, WriteItem } from '../store/store.ts';
import { type Mailer, mailFor, wantedOf } from './mailer.ts';
import type { Notice } from './question.ts';

/** A mail that asks nothing, with the row of the link to a page that it carries. */
export interface Letter {
  readonly notice: Notice;
  readonly link: WriteItem;
}

/**
 * The rows by which letters are begun, to be written together with what they tell of.
 *
 * @returns for each letter its rows, and what is handed on to `sendLetter` once they are written.
 */
export const beginLetters = (
  about: string,
  letters: readonly Letter[],
  at: string,
  store: Store,
): Promise<readonly { readonly rows: readonly WriteItem[]; readonly begun: Begun }[]> =>
  Promise.all(
    letters.map(async ({ notice, link }) => {
      const { row, begun } = await aboutToSend(store, mailFor(about, wantedOf(notice), at));
      return { rows: [row, link], begun };
    }),
  );

/**
 * Sends a letter, once. The link of one whose row an earlier attempt wrote was never mailed, so this one's is written here.
 *
 * @param begun what `beginLetters` gave; nothing where an earlier attempt has begun it.
 * @throws MailNotSent when SES refuses the mail.
 */
export async function sendLetter(
  about: string,
  { notice, link }: Letter,
  at: string,
  begun: Begun | undefined,
  { store, mailer }: { readonly store: Store; readonly mailer: Mailer },
): Promise<void> {
  if (begun === undefined) {
    const known = await store.message(about, wantedOf(notice).message);
    if (known !== undefined && known.status !== 'sending') return;
    await store.write([link]);
  }
  await mailer.send(about, notice, at, begun);
}
