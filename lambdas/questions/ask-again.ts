import type { Decision } from '../store/store.ts';
import { type AskingDeps, ask, type HowAsked, wasAskedAgain } from './ask.ts';
import { askedOf } from './open-link.ts';
import type { Question } from './question.ts';

/**
 * An answer is followed up by its own request, which API Gateway gives up after 30 seconds. From this many minutes on nobody is
 * at it any more, and a daily round that finds the row does what is left.
 */
const FOLLOWED_UP_WITHIN_MINUTES = 5;

/** From when on the daily round is to look whether what follows an answer was done. */
export const lookAfterAnswer = (at: string): string =>
  new Date(Date.parse(at) + FOLLOWED_UP_WITHIN_MINUTES * 60_000).toISOString();

/**
 * Asks the next round of a question whose answer can be changed later, while there is time: with a mail and a link of its own, or by the
 * links that there are, see `keepsItsLinks`. The answered row stands in the queue until this is done, so that the daily round does it
 * where an attempt broke off.
 *
 * @param settled the round that was answered.
 * @throws MailNotSent when SES refuses the mail; QuestionSuperseded when its review went on to another turn.
 */
export async function askAgain(question: Question, settled: Decision, at: string, deps: AskingDeps): Promise<void> {
  const next = { ...askedOf(settled), round: settled.round + 1, at };
  const after = settled.asksAgain ? settled : undefined;
  const isOver = settled.expiresAt <= at;
  const how: HowAsked = { after, ...(question.keepsItsLinks && { unmailed: true }) };
  const became = isOver ? 'over' : await ask(question, next, undefined, deps, how);
  // An attempt that broke off later than this asked it already.
  if (after && became !== 'asked') await deps.store.write([wasAskedAgain(after, deps.store)]);
}
