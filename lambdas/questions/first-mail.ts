/** The mail by which a question is asked. */
import type { Decision } from '../store/store.ts';
import { freshLink } from './fresh-link.ts';
import { linkAddress } from './links.ts';
import type { Mailer, Wanted } from './mailer.ts';
import type { BoundQuestion, Deps } from './question.ts';
import { questionMail } from './question-mail.ts';

interface MailingDeps extends Deps {
  readonly mailer: Mailer;
  readonly portalOrigin: string;
}

/**
 * Sends the mail by which a question was to be asked. Only the hash of the first link was kept: an attempt that broke off before its
 * mail went needs a fresh one.
 *
 * @param message the mail's id.
 */
export async function sendFirstMail(
  bound: BoundQuestion,
  known: Decision,
  at: string,
  deps: MailingDeps,
  message = firstMailId(known),
): Promise<void> {
  const secret = await freshLink(deps, known, at);
  await deps.mailer.sendContent(known.about, { ...firstMail(deps, bound, known, secret), message }, at);
}

/** A question that is asked again after a pause has another instant of asking, and so another first mail. */
const firstMailId = ({ decision, askedAt }: Pick<Decision, 'decision' | 'askedAt'>): string =>
  `${decision}.asked.${askedAt}`;

/** Whether a mail is the one by which a question was asked. */
export const isFirstMailOf = (message: string, decision: Decision): boolean => firstMailId(decision) === message;

/**
 * Whether the mail by which a question was to be asked at once has not gone. Its row is written with the question; one that was
 * left to a morning, or went to somebody in another's place, has none by this id.
 */
export async function firstMailBrokeOff(deps: Deps, known: Decision): Promise<boolean> {
  const message = await deps.store.message(known.about, firstMailId(known));
  return message?.status === 'sending';
}

/** The mail by which a question is asked, with the link that its secret opens. */
export const firstMail = (
  deps: Pick<MailingDeps, 'portalOrigin'>,
  bound: BoundQuestion,
  decision: Pick<Decision, 'decision' | 'dueAt' | 'askedAt'>,
  secret: string,
): Wanted => ({
  message: firstMailId(decision),
  kind: 'question',
  decision: decision.decision,
  to: bound.addressee,
  content: questionMail(bound, linkAddress(deps.portalOrigin, secret), decision.dueAt),
});
