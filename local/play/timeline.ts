import { longDate } from '../../lambdas/calendar/dates.ts';
import { londonDateAndTime } from '../../lambdas/calendar/london.ts';
import type { Reached } from '../people/people.ts';
import { SHARED_ROUNDS } from '../rounds.ts';
import type { LocalStack } from '../stack.ts';
import type { HistoryEvent } from '../step-functions/index.ts';

/** What happened, as it is printed. */
export interface Timeline {
  /** Has to hear of the answers. */
  heard(reached: Reached): void;
  /** What happens to the school beside its questions: another head, a file that is imported. */
  happened(what: string): void;
  /** Prints what is held back: the present day, which could still have gone on. */
  flush(): void;
}

/** So many of one kind on one day have a line each; from one more on they are folded into one. */
const TOLD_ONE_BY_ONE = 5;

/**
 * Prints what happens day by day: the workflows' steps, the mails, the answers. What happens to many people on one day
 * is one line, as on the day on which everybody is asked when they cannot.
 */
export function printTimeline(stack: LocalStack, print: (line: string) => void): Timeline {
  const day = new Day(print);
  const tell = (kind: Kind, what: string, whom = ''): void => {
    const { date, time } = londonDateAndTime(new Date(stack.clock.now()).toISOString());
    day.add(date, { time, kind, what, whom });
  };
  const names = new Map(stack.machines.map(({ arn, name }) => [arn, name]));
  stack.engine.onEvent((executionArn, event) => {
    const machine =
      names.get(executionArn.split(':').slice(0, 7).join(':').replace(':execution:', ':stateMachine:')) ?? '';
    const step = SHARED_ROUNDS.has(machine) ? undefined : stepOf(event);
    if (step) tell('step', `${machine}: ${step}`);
  });
  stack.inbox.onMail((mail) => tell('mail', mail.subject, mail.to.join(', ')));
  return {
    heard: ({ asked, role, page }) => tell('answer', `${role} answers '${page.title || asked.question}'`),
    happened: (what) => tell('event', what),
    flush: () => day.flush(),
  };
}

type Kind = 'step' | 'mail' | 'answer' | 'event';

interface Line {
  readonly time: string;
  readonly kind: Kind;
  readonly what: string;
  /** To whom a mail goes. */
  readonly whom: string;
}

/** The lines of one day, held back until it is over, since more of a kind may come. */
class Day {
  readonly #print: (line: string) => void;
  #date = '';
  #lines: Line[] = [];

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  add(date: string, line: Line): void {
    if (date !== this.#date) {
      this.flush();
      this.#print(`\n${longDate(date)}`);
      this.#date = date;
    }
    this.#lines.push(line);
  }

  flush(): void {
    for (const line of folded(this.#lines)) this.#print(line);
    this.#lines = [];
  }
}

/** The lines as they are printed: many of one kind are one, in the place of the first. */
function folded(lines: readonly Line[]): readonly string[] {
  const alike = Map.groupBy(lines, alikeness);
  return lines.flatMap((line) => {
    const all = alike.get(alikeness(line)) ?? [];
    if (all.length <= TOLD_ONE_BY_ONE)
      return [printed(line, line.whom === '' ? line.what : `${line.whom}: ${line.what}`)];
    return line === all[0] ? [printed(line, inOneLine(all))] : [];
  });
}

/** Mails of one kind begin alike and end with the review that they are about. */
const alikeness = ({ kind, what }: Line): string => `${kind} ${kind === 'mail' ? beginning(what) : what}`;

const beginning = (subject: string): string => subject.split(/(?<=[:?]) /)[0] ?? subject;

function inOneLine(all: readonly Line[]): string {
  const { kind = 'step', what = '', time = '' } = all[0] ?? {};
  const last = all.at(-1)?.time;
  const until = last === time ? '' : ` until ${last}`;
  if (kind !== 'mail') return `${what} (${all.length} times${until})`;
  const people = new Set(all.map(({ whom }) => whom)).size;
  const isOne = all.every((line) => line.what === what);
  return `${all.length} mails to ${people} ${people === 1 ? 'person' : 'people'}${until}: ${isOne ? what : `${beginning(what)} ...`}`;
}

const printed = ({ time, kind }: Line, what: string): string => `  ${time}  ${kind.padEnd(8)} ${what}`;

/** What one event says to people: tasks and waits; choices and the like follow from them. */
function stepOf({ type, details }: HistoryEvent): string | undefined {
  if (type === 'TaskStateEntered' || type === 'WaitStateEntered') return String(details?.name);
  if (type === 'ExecutionFailed' || type === 'ExecutionTimedOut') return `${type}: ${details?.error ?? ''}`;
  return undefined;
}
