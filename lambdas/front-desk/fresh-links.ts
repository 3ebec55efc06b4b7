import type { Person } from '../store/store.ts';
import { mailOfWhatWaits, type WaitingDesk, whatWaitsFor } from './what-waits.ts';

/**
 * Mails somebody fresh links to everything that waits for them. Within ten minutes a second wish brings no second mail.
 *
 * @returns whether anything waits for them.
 * @throws MailNotSent when SES refuses the mail.
 */
export async function sendFreshLinks(person: Pick<Person, 'person'>, at: string, desk: WaitingDesk): Promise<boolean> {
  const all = await whatWaitsFor(person.person, desk);
  const [first] = all;
  if (!first) return false;
  const about = `person-${person.person}`;
  const message = `fresh-links.${tenMinutesOf(at)}`;
  // Every making of the mail makes links too.
  if ((await desk.store.message(about, message))?.status === 'sent') return true;
  await desk.mailer.sendContent(
    about,
    { message, kind: 'reminder', to: first.bound.addressee, content: await mailOfWhatWaits(all, at, desk) },
    at,
  );
  return true;
}

/** '2027-01-12T10:3' for 10:30 to 10:39. */
const tenMinutesOf = (at: string): string => at.slice(0, 15);
