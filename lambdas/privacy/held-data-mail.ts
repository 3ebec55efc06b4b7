import { aboutToSend } from '../mail/send-mail.ts';
import { type Mailer, mailFor, type Wanted } from '../questions/mailer.ts';
import { pageLink } from '../questions/page-link.ts';
import { noMailOf } from '../questions/review-context.ts';
import type { Person, Store } from '../store/store.ts';
import { recordOf } from './places.ts';

/** So long the link opens what is held on whoever it was mailed to. */
const DAYS = 7;

/**
 * Mails somebody a link to everything that is held on them. Within ten minutes a second wish brings no second mail; a mail that did not go
 * is made anew, with another link.
 *
 * @throws MailNotSent when SES refuses the mail.
 */
export async function sendHeldDataLink(
  person: Person,
  at: string,
  deps: { readonly store: Store; readonly mailer: Mailer; readonly portalOrigin: string },
): Promise<void> {
  const { store, mailer } = deps;
  const { person: id, name, email } = person;
  const about = recordOf(id);
  const message = `held-data.${at.slice(0, 15)}`; // '2027-01-12T10:3' for 10:30 to 10:39
  const known = await store.message(about, message);
  if (known !== undefined && known.status !== 'sending') return;
  // Whoever answers for a school has the role of a host; what the page shows does not depend on it.
  const { row, address } = pageLink(
    { page: 'held-data', of: id, reader: { person: id, role: 'host' }, at, days: DAYS },
    deps,
  );
  const mail: Wanted = {
    message,
    kind: 'held-data',
    to: { person: id, name, email, noMail: noMailOf(person) },
    content: {
      subject: 'Everything we hold on you',
      greeting: `Dear ${name}`,
      firstLine: 'Here is the link to everything we hold on you, for which somebody asked with your address.',
      paragraphs: [
        'The page says what it is, and has a file to take away. The link opens it for a week; keep this mail to yourself.',
        'If you did not ask for it, you need not do anything: nobody but whoever has this link sees the page.',
      ],
      button: { text: 'Read what you hold on me', href: address },
      whyYou: 'You get this mail because somebody typed your address on our page and asked what we hold on you.',
    },
  };
  const begun = known ? undefined : await aboutToSend(store, mailFor(about, mail, at));
  const { written } = await store.write([row, ...(begun ? [begun.row] : [])]);
  // Whoever pressed twice at once is mailed by the other press.
  if (written) await mailer.sendContent(about, { ...mail, ...(begun && { begun: begun.begun }) }, at);
}
