import type { MailContent, MailSection } from '../mail/content.ts';
import { type OwnReport, ownReports } from '../questions/own-reports.ts';
import { greeting } from '../questions/question-mail.ts';
import { addresseeOf } from '../questions/review-context.ts';
import { mailOfWhatWaits, type WaitingDeps, whatWaitsFor } from '../questions/what-waits.ts';
import type { Person } from '../store/store.ts';

/**
 * Mails somebody fresh links to everything that waits for them, and to the reports of which they say who may see them, whether or not
 * anything waits. Within ten minutes a second wish brings no second mail.
 *
 * @returns whether there is anything of either.
 * @throws MailNotSent when SES refuses the mail.
 */
export async function sendFreshLinks(
  { person: id }: Pick<Person, 'person'>,
  at: string,
  deps: WaitingDeps,
): Promise<boolean> {
  const about = `person-${id}`;
  const message = `fresh-links.${tenMinutesOf(at)}`;
  // Every making of the mail makes links too.
  if ((await deps.store.message(about, message))?.status === 'sent') return true;
  const person = await deps.store.person(id);
  const all = await whatWaitsFor(id, deps, at);
  const reports = person ? await ownReports(person, at, deps) : [];
  const to = all[0]?.bound.addressee ?? (person && addresseeOf(person, 'host'));
  if (!to || all.length + reports.length === 0) return false;
  const waits = all.length > 0 && (await mailOfWhatWaits(all, at, deps, reports.length > 0));
  const content = waits || { ...NOTHING_WAITS, greeting: greeting(to) };
  const sections = reports.length === 0 ? undefined : [whatCanBeChanged(reports)];
  await deps.mailer.sendContent(about, { message, kind: 'reminder', to, content: { ...content, sections } }, at);
  return true;
}

const NOTHING_WAITS: MailContent = {
  subject: 'Your reports: who may see them',
  firstLine: 'Nothing waits for your answer. By these links you can change who may see the reports that are yours.',
  paragraphs: [
    'You do not have to do anything. Each link works until there is a change; a mail then brings a new one.',
  ],
  whyYou:
    'You get this mail because somebody asked for fresh links for this address, and you lead the school or trust that the reports belong to.',
};

const whatCanBeChanged = (reports: readonly OwnReport[]): MailSection => ({
  title: 'What you can change',
  entries: reports,
  more: 0,
});

/** '2027-01-12T10:3' for 10:30 to 10:39. */
const tenMinutesOf = (at: string): string => at.slice(0, 15);
