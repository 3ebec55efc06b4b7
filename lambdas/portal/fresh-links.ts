import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import type { MailContent } from '../mail/content.ts';
import { freshLink } from '../questions/fresh-link.ts';
import { linkAddress } from '../questions/links.ts';
import { type OwnReport, ownReports } from '../questions/own-reports.ts';
import { greeting } from '../questions/question-mail.ts';
import { addresseeOf } from '../questions/review-context.ts';
import { byDueTime, mailOfWhatWaits, type Waiting, type WaitingDeps, whatIsOpenFor } from '../questions/what-waits.ts';
import type { Person } from '../store/store.ts';

/**
 * Mails somebody fresh links to everything that waits for them, to the answers that they can still change, and to the reports of which
 * they say who may see them, whether or not anything waits. Within ten minutes a second wish brings no second mail.
 *
 * @returns whether there is anything of these.
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
  const open = await whatIsOpenFor(id, deps, at);
  const all = open.filter(({ bound }) => !bound.standing).toSorted(byDueTime);
  const reports = person ? await ownReports(person, at, deps) : [];
  const given = open.filter((one) => isOwnAnswer(one, at, deps)).toSorted(byDueTime);
  const to = (all[0] ?? given[0])?.bound.addressee ?? (person && addresseeOf(person, 'host'));
  if (!to || all.length + given.length + reports.length === 0) return false;
  const canChange = [...(await Promise.all(given.map((one) => answerAsLine(one, at, deps)))), ...reports];
  const waits = all.length > 0 && (await mailOfWhatWaits(all, at, deps, canChange.length > 0));
  const nothingWaits = reports.length > 0 ? REPORTS_ALONE : ANSWERS_ALONE;
  const content = waits || { ...nothingWaits, greeting: greeting(to) };
  const sections = canChange.length === 0 ? undefined : [{ title: 'What you can change', entries: canChange, more: 0 }];
  await deps.mailer.sendContent(about, { message, kind: 'reminder', to, content: { ...content, sections } }, at);
  return true;
}

/** Whether a question stands ready with an answer to be changed of which no mail has told: whoever lost the one that asked has no other. */
const isOwnAnswer = ({ decision, bound }: Waiting, at: string, { catalogue }: WaitingDeps): boolean =>
  bound.standing === true && catalogue(decision.question).keepsItsLinks === true && decision.expiresAt > at;

async function answerAsLine({ decision, bound }: Waiting, at: string, deps: WaitingDeps): Promise<OwnReport> {
  return {
    text: bound.mail().subject,
    note: `until ${longDate(londonDate(decision.expiresAt))}`,
    href: linkAddress(deps.portalOrigin, await freshLink(deps, decision, at)),
  };
}

const NO_NEED = 'You do not have to do anything.';

const REPORTS_ALONE: MailContent = {
  subject: 'Your reports: who may see them',
  firstLine: 'Nothing waits for your answer. By these links you can change who may see the reports that are yours.',
  paragraphs: [`${NO_NEED} Each link works until there is a change; a mail then brings a new one.`],
  whyYou:
    'You get this mail because somebody asked for fresh links for this address, and you lead the school or trust that the reports belong to.',
};

const ANSWERS_ALONE: MailContent = {
  subject: 'Your answers: what you can still change',
  firstLine: 'Nothing waits for your answer. By these links you can see and change what you told us.',
  paragraphs: [NO_NEED],
  whyYou: 'You get this mail because somebody asked for fresh links for this address, and you answered us from it.',
};

/** '2027-01-12T10:3' for 10:30 to 10:39. */
const tenMinutesOf = (at: string): string => at.slice(0, 15);
