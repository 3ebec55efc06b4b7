import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import type { MailContent } from '../mail/content.ts';
import type { Decision } from '../store/store.ts';
import type { AskingDeps } from './ask.ts';
import { freshLink } from './fresh-link.ts';
import { linkAddress } from './links.ts';
import { bindAgain, type Catalogue } from './open-link.ts';
import type { BoundQuestion } from './question.ts';
import { greeting, questionMail } from './question-mail.ts';

/** A question with its row, as it waits for somebody. */
export interface Waiting {
  readonly decision: Decision;
  readonly bound: BoundQuestion;
}

export interface WaitingDeps extends AskingDeps {
  readonly catalogue: Catalogue;
}

/**
 * Whatever waits for a person, the soonest due first; nothing for whoever has left, and without what somebody said is not for its reader, until the central team has
 * found that mail to the person is right. What can be answered on a later day alone, or by nothing yet, waits for nobody before then.
 *
 * @param at the instant at which it is told.
 * @param known rows that were read and bound already.
 */
export async function whatWaitsFor(
  person: string,
  deps: WaitingDeps,
  at: string,
  known: readonly Waiting[] = [],
): Promise<readonly Waiting[]> {
  const open = await whatIsOpenFor(person, deps, at, known);
  return [...known, ...open.filter(({ bound }) => !bound.standing)].sort(byDueTime);
}

/** The same with what asks for nothing and only stands ready, in no order. `known` are left out. */
export async function whatIsOpenFor(
  person: string,
  deps: WaitingDeps,
  at: string,
  known: readonly Waiting[] = [],
): Promise<readonly Waiting[]> {
  const keys = new Set(known.map(({ decision }) => key(decision)));
  const found: Waiting[] = [];
  const open = await deps.store.openDecisionsOf(person);
  const isDoubted = open.some(isNotFor) && (await deps.store.person(person))?.notMeAt !== undefined;
  for (const decision of open) {
    if (keys.has(key(decision)) || decision.status !== 'open' || (isDoubted && isNotFor(decision))) continue;
    const bound = await bindAgain(decision, deps.catalogue(decision.question), deps);
    const isLater = bound.heardOn !== undefined && bound.heardOn > londonDate(at);
    const isYetToBeHeard = decision.mails === 0 && (isLater || bound.nothingYet === true);
    if (bound.addressee.left !== true && !isYetToBeHeard) found.push({ decision, bound });
  }
  return found;
}

export const byDueTime = (a: Waiting, b: Waiting): number => a.decision.dueAt.localeCompare(b.decision.dueAt);

const isNotFor = ({ notFor, person }: Decision): boolean => notFor === person;

const key = ({ about, decision }: { about: string; decision: string }): string => `${about}/${decision}`;

/**
 * One mail for all that waits for somebody, each with a fresh link; older links keep working.
 *
 * @param isList whether one thing is to be listed too, since the mail tells of more beside.
 */
export async function mailOfWhatWaits(
  all: readonly Waiting[],
  at: string,
  deps: AskingDeps,
  isList = false,
): Promise<MailContent> {
  const [only] = all;
  return all.length === 1 && only && !isList ? single(only, at, deps) : list(all, at, deps);
}

/** Once the due date has passed, the date that still matters is the one on which the question closes. */
const answerBy = ({ dueAt, expiresAt }: Decision, at: string): string => (dueAt > at ? dueAt : expiresAt);

async function single({ decision, bound }: Waiting, at: string, deps: AskingDeps): Promise<MailContent> {
  const link = linkAddress(deps.portalOrigin, await freshLink(deps, decision, at));
  return questionMail(bound, link, answerBy(decision, at), decision.mails === 0 ? 'first' : 'reminder');
}

async function list(all: readonly Waiting[], at: string, deps: AskingDeps): Promise<MailContent> {
  const items = [];
  for (const { decision, bound } of all) {
    items.push({
      text: bound.mail().subject,
      href: linkAddress(deps.portalOrigin, await freshLink(deps, decision, at)),
      by: bound.standing ? undefined : longDate(londonDate(answerBy(decision, at))),
    });
  }
  const [first] = all;
  const isOne = all.length === 1;
  return {
    subject: `${isOne ? 'One thing waits' : `${all.length} things wait`} for your answer: ${hostsOf(all)}`,
    greeting: greeting(first?.bound.addressee ?? { name: 'colleague' }),
    firstLine: `${isOne ? 'One question about a peer review waits' : `${all.length} questions about peer reviews wait`} for your answer.`,
    paragraphs: isOne ? [] : ['Each opens a page of its own. You can answer them in any order.'],
    items,
    whyYou: 'You get one mail for everything that waits for you, because you are named as the person who answers.',
  };
}

function hostsOf(all: readonly Waiting[]): string {
  const hosts = [...new Set(all.map(({ bound }) => bound.hostName))];
  return hosts.length <= 2 ? hosts.join(' and ') : `${hosts[0]} and ${hosts.length - 1} others`;
}
