/** What should have followed an answer, and did not since the function that took it broke off. */

import { contentOf, giveUp } from '../mail/message-log.ts';
import { errorName } from '../platform/error-name.ts';
import { logger } from '../platform/logger.ts';
import { QuestionSuperseded, wasAskedAgain } from '../questions/ask.ts';
import { askAgain } from '../questions/ask-again.ts';
import { isAskedInsteadBy } from '../questions/ask-instead.ts';
import { isFirstMailOf, sendFirstMail } from '../questions/first-mail.ts';
import { bindAgain } from '../questions/open-link.ts';
import type { Addressee } from '../questions/question.ts';
import { addresseeOf, centralTeam } from '../questions/review-context.ts';
import type { Decision, Message } from '../store/store.ts';
import type { DailyRoundDeps } from './daily-round-deps.ts';

/** Asks the next round of a question that was answered; not in a review that has gone on to another turn meanwhile. */
export async function askTheNextRound(settled: Decision, at: string, deps: DailyRoundDeps): Promise<void> {
  const { about, decision, question } = settled;
  try {
    await askAgain(deps.catalogue(question), settled, at, deps);
    logger.warn('The next round of a question was asked late', { about, decision });
  } catch (error) {
    if (!(error instanceof QuestionSuperseded)) throw error;
    await deps.store.write([wasAskedAgain(settled, deps.store)]);
  }
}

/**
 * Sends a mail whose sending broke off: as it was, where its words were kept; and the first mail of a question that still waits with a
 * fresh link. What asks a question that is settled, or of which another mail went since, is given up.
 *
 * @returns false for any other, and for one that fails again: somebody has to look at it.
 */
export async function sendAfterAll(mail: Message, at: string, deps: DailyRoundDeps): Promise<boolean> {
  const { about, message, kind } = mail;
  try {
    const isSent = await (kind === 'question' ? askedAfterAll(mail, at, deps) : toldAfterAll(mail, at, deps));
    if (isSent) logger.warn('A mail was sent late', { about, mail: message });
    return isSent;
  } catch (error) {
    logger.error('A mail could not be sent late', { about, mail: message, error: errorName(error) });
    return false;
  }
}

async function toldAfterAll(mail: Message, at: string, deps: DailyRoundDeps): Promise<boolean> {
  const { about, message, kind } = mail;
  const content = contentOf(mail);
  const to = content && (await readerOf(mail, deps));
  if (!to) return false;
  await deps.mailer.sendContent(about, { message, kind, to, content }, at);
  return true;
}

async function readerOf({ person }: Message, deps: DailyRoundDeps): Promise<Addressee | undefined> {
  if (person === 'central-team') return centralTeam(deps);
  const row = await deps.store.person(person);
  return row && addresseeOf(row, 'host');
}

async function askedAfterAll(mail: Message, at: string, deps: DailyRoundDeps): Promise<boolean> {
  const { about, message } = mail;
  const decision = mail.decision === undefined ? undefined : await deps.store.decision(about, mail.decision);
  if (!decision) return false;
  const asks = isFirstMailOf(message, decision) || isAskedInsteadBy(message, decision);
  if (asks && decision.status === 'open' && decision.mails === 1) {
    const bound = await bindAgain(decision, deps.catalogue(decision.question), deps);
    await sendFirstMail(bound, decision, at, deps, message);
    return true;
  }
  // This round has mailed whoever is asked now, or will once they can be.
  if (decision.status === 'open' && decision.mails === 0) return false;
  await giveUp(deps.store, mail);
  return true;
}
