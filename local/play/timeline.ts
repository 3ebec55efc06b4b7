import { longDate } from '../../lambdas/calendar/dates.ts';
import { londonDateAndTime } from '../../lambdas/calendar/london.ts';
import type { Reached } from '../people/people.ts';
import type { LocalStack } from '../stack.ts';
import type { HistoryEvent } from '../step-functions/index.ts';

/** Machines whose every step would drown the rest. */
const QUIET = new Set(['morning-round', 'weekly-digest']);

/**
 * Prints what happens as it happens: the workflows' steps, the mails, the answers.
 *
 * @returns what has to hear of the answers.
 */
export function printTimeline(stack: LocalStack, print: (line: string) => void): (reached: Reached) => void {
  let day = '';
  const tell = (kind: string, what: string): void => {
    const { date, time } = londonDateAndTime(new Date(stack.clock.now()).toISOString());
    if (date !== day) print(`\n${longDate(date)}`);
    day = date;
    print(`  ${time}  ${kind.padEnd(8)} ${what}`);
  };
  const names = new Map(stack.machines.map(({ arn, name }) => [arn, name]));
  stack.engine.onEvent((executionArn, event) => {
    const machine =
      names.get(executionArn.split(':').slice(0, 7).join(':').replace(':execution:', ':stateMachine:')) ?? '';
    const step = QUIET.has(machine) ? undefined : stepOf(event);
    if (step) tell('step', `${machine}: ${step}`);
  });
  stack.inbox.onMail((mail) => tell('mail', `${mail.to.join(', ')}: ${mail.subject}`));
  return ({ asked, role, page }) => tell('answer', `${role} answers '${page.title || asked.question}'`);
}

/** What one event says to people: tasks and waits; choices and the like follow from them. */
function stepOf({ type, details }: HistoryEvent): string | undefined {
  if (type === 'TaskStateEntered' || type === 'WaitStateEntered') return String(details?.name);
  if (type === 'ExecutionFailed' || type === 'ExecutionTimedOut') return `${type}: ${details?.error ?? ''}`;
  return undefined;
}
