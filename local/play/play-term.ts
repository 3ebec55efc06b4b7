/** `npm start -- --term N`: a term's teams planned as a whole, until the plan waits for the central team. */

import { Store } from '../../lambdas/store/store.ts';
import { readTermPlan } from '../../lambdas/store/term-plan-reads.ts';
import { totalsOf } from '../../lambdas/team/term-plan/plan-totals.ts';
import { emptyInWords, howGood, seatsInWords } from '../../lambdas/team/term-plan/plan-words.ts';
import type { FieldValues } from '../people/form.ts';
import type { PeopleOptions } from '../people/people.ts';
import type { LocalStack } from '../stack.ts';
import { PlayStuck } from './play.ts';
import { ROUND } from './seed-term.ts';

/** The last line of `--json`. */
export interface TermReport {
  readonly round: string;
  readonly status: string;
  readonly reviews: number;
  readonly seats: number;
  readonly filled: number;
  readonly cost: number;
  readonly bound: number;
  readonly proved: boolean;
  readonly mails: number;
  readonly playSeconds: number;
}

/** The rows of wishes that the form has; without a script all of them are sent, empty or not. */
const NO_WISHES = Object.fromEntries([1, 2, 3, 4, 5].map((row) => [`kind-${row}`, '']));
/** What approves a plan as it is. */
export const APPROVE: FieldValues = { decision: 'approve', 'take-back': [], ...NO_WISHES };

/**
 * How the invented people of a term react: they say when they cannot and take their places, and leave the plan to whoever
 * watches.
 *
 * @param approves whether the plan is approved by itself, where nobody watches.
 */
export const reactToTerm =
  (approves: boolean): NonNullable<PeopleOptions['react']> =>
  ({ asked }) => {
    if (asked.question !== 'approve-plan') return undefined;
    return approves ? APPROVE : 'ignore';
  };

/** Planning begins weeks after people were asked, and a plan that nobody answers is left within a fortnight. */
const LONGEST_MS = 120 * 86_400_000;

/**
 * Lets the clock run until the plan waits for its approval or, where it is approved by itself, is in force.
 *
 * @throws PlayStuck when there is no plan, and says what became of the round.
 */
export async function playTerm(
  stack: LocalStack,
  approves: boolean,
  interrupted?: AbortSignal,
): Promise<Omit<TermReport, 'playSeconds'> | undefined> {
  const store = new Store({ client: stack.table, table: stack.tableName });
  // The round waits for nobody but the central team, and ends once its plan is in force.
  const end = approves ? 'ExecutionSucceeded' : 'TaskSubmitted';
  let isDone = false;
  const stopListening = stack.engine.onEvent((executionArn, { type }) => {
    isDone ||= executionArn.endsWith(`:${ROUND}`) && (type === end || type === 'ExecutionSucceeded');
  });
  try {
    await stack.clock.run({
      until: stack.clock.now() + LONGEST_MS,
      stop: () => isDone || interrupted?.aborted === true || stack.problems.messages.length > 0,
    });
  } finally {
    stopListening();
  }
  if (interrupted?.aborted) return undefined;
  const round = await readTermPlan(store, ROUND);
  const totals = round && totalsOf(round);
  if (!totals) {
    throw new PlayStuck(`There is no plan of ${ROUND}: its round is ${round?.status ?? 'not opened'}. ${LEAST}`);
  }
  const { reviews, seats, filled, cost, bound, proved } = totals;
  return {
    ...{ round: ROUND, status: round.status, reviews, seats, filled, cost, bound, proved },
    mails: stack.counts().mails,
  };
}

const LEAST = 'A term with fewer than five reviews has no round.';

/** What the play came to, for people: how good the plan is, and where to look at it. */
export async function tellTerm(stack: LocalStack, seconds: number): Promise<string> {
  const store = new Store({ client: stack.table, table: stack.tableName });
  const round = await readTermPlan(store, ROUND);
  const totals = round && totalsOf(round);
  if (!totals) return '';
  const mail = stack.inbox.messages().findLast(({ subject }) => /^Please approve: the plan/.test(subject));
  const link = /\S+\/d\/[\w-]{43}/.exec(mail?.text ?? '')?.[0];
  return [
    `${seatsInWords(totals)}; empty seats: ${emptyInWords(totals).toLowerCase()}. ${howGood(totals)} (cost ${totals.cost}, bound ${totals.bound}).`,
    `Played in ${seconds.toFixed(1)} seconds.`,
    ...(round.status === 'planned' && link !== undefined ? [`\nThe plan waits for you: ${link}`] : []),
  ].join(' ');
}
