import { mailOfWhatWaits, type WaitingDeps, whatWaitsFor } from '../questions/what-waits.ts';
import type { Person } from '../store/store.ts';

/**
 * Mails somebody fresh links to everything that waits for them. Within ten minutes a second wish brings no second mail.
 *
 * @returns whether anything waits for them.
 * @throws MailNotSent when SES refuses the mail.
 */
export async function sendFreshLinks(person: Pick<Person, 'person'>, at: string, deps: WaitingDeps): Promise<boolean> {
  const all = await whatWaitsFor(person.person, deps);
  const [first] = all;
  if (!first) return false;
  const about = `person-${person.person}`;
  const message = `fresh-links.${tenMinutesOf(at)}`;
  // Every making of the mail makes links too.
  if ((await deps.store.message(about, message))?.status === 'sent') return true;
  await deps.mailer.sendContent(
    about,
    { message, kind: 'reminder', to: first.bound.addressee, content: await mailOfWhatWaits(all, at, deps) },
    at,
  );
  return true;
}

/** '2027-01-12T10:3' for 10:30 to 10:39. */
const tenMinutesOf = (at: string): string => at.slice(0, 15);
