/** What fails beneath the product in a rehearsal, as AWS says that it may. */
import { londonDate } from '../../lambdas/calendar/london.ts';
import type { Interrupt, PassingCall } from '../endpoint/aws-endpoint.ts';
import { AwsError } from '../endpoint/aws-error.ts';
import { mailWhoseRowChanges } from '../endpoint/mail-in-call.ts';
import type { Quotas } from '../quotas.ts';
import type { LocalStack } from '../stack.ts';
import type { FaultsName } from './arguments.ts';
import type { Draws } from './draws.ts';

/** Shares of the calls, events or mornings; how much an account may do at a time. */
export interface Faults {
  /** The table refuses a call for now: the SDK makes it again after a moment. */
  readonly throttled: number;
  /** The table has done what it was asked, and the answer is an error: the SDK asks again. */
  readonly answerLost: number;
  /** A function is gone before the call is made; nothing that the same run still calls is done. */
  readonly killedBefore: number;
  /** A call takes so long that the function meets its time limit: what it asked for is done, and nothing after it. */
  readonly tooSlow: number;
  /** SES refuses a mail for now. */
  readonly mailThrottled: number;
  /** An event comes twice, the second time within a minute. */
  readonly twice: number;
  /** An event comes up to an hour late. */
  readonly late: number;
  /** The morning round breaks off at the same call again and again, until somebody takes it up an hour after its alarm. */
  readonly morningAlarmed: number;
  /** Reads that need not be consistent are answered with rows of before. */
  readonly oldReads: boolean;
  readonly quotas: Quotas;
}

const NONE: Faults = {
  ...{ throttled: 0, answerLost: 0, killedBefore: 0, tooSlow: 0, mailThrottled: 0, twice: 0, late: 0 },
  ...{ morningAlarmed: 0, oldReads: false, quotas: {} },
};

const FAULTS: Readonly<Record<FaultsName, Faults>> = {
  none: NONE,
  usual: {
    ...{ throttled: 0.0005, answerLost: 0.0005, killedBefore: 0.0005, tooSlow: 0.0005, mailThrottled: 0.005 },
    ...{ twice: 0.01, late: 0.01, morningAlarmed: 0.005, oldReads: true, quotas: {} },
  },
  rough: {
    ...{ throttled: 0.003, answerLost: 0.003, killedBefore: 0.003, tooSlow: 0.003, mailThrottled: 0.02 },
    ...{ twice: 0.05, late: 0.05, morningAlarmed: 0.03, oldReads: true, quotas: { concurrency: 10, mails: 14 } },
  },
};

export const faultsOf = (name: FaultsName): Faults => FAULTS[name];

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Whoever is called by an alarm takes an execution up again after an hour, and again, as the runbook says; then it is a finding. */
const TAKEN_UP_AFTER_MS = HOUR;
const TAKEN_UP_MOST = 3;
/** Where the morning round breaks off on a morning of which an alarm tells. */
const ROUND = 'MorningRound';
const MOST_CALLS = 12;

export interface FaultsParts {
  readonly stack: LocalStack;
  readonly faults: Faults;
  readonly draws: Draws;
  /** Told of each fault, by its kind. */
  readonly onFault: (what: string) => void;
}

/**
 * Has things fail from now on.
 *
 * @returns the mails of which it is not on record that they went, as they come: see `Ending`
 */
export function letThingsFail(parts: FaultsParts): ReadonlySet<string> {
  const { stack, faults, draws, onFault } = parts;
  const unrecorded = new Set<string>();
  if (faults === NONE) return unrecorded;
  stack.interrupt(interruptOf(parts, unrecorded));
  stack.buses.deliveries = (event) => {
    const what = draws.choose({ twice: faults.twice, late: faults.late }, 'event', event.id);
    if (what === undefined) return [0];
    onFault(what === 'twice' ? 'an event comes twice' : 'an event comes late');
    const delay = 1 + Math.floor(draws.number('delay', event.id) * (what === 'twice' ? MINUTE : HOUR));
    return what === 'twice' ? [0, delay] : [delay];
  };
  return unrecorded;
}

function interruptOf({ stack, faults, draws, onFault }: FaultsParts, unrecorded: Set<string>): Interrupt {
  const dead = new Set<string>();
  const calls = new Map<string, number>();
  const ids = new Map(stack.functions.all.map(({ name, id }) => [name, id]));
  const { throttled, answerLost, killedBefore, tooSlow } = faults;
  // A refusal that the SDK does not try again by itself.
  const died = (call: PassingCall): AwsError => {
    const mail = mailWhoseRowChanges(call);
    if (mail !== undefined) unrecorded.add(mail);
    return new AwsError(call.service === 'ses' ? 'MessageRejected' : 'AccessDeniedException', 'The function is gone.');
  };
  return (call) => {
    const id = ids.get(call.caller);
    if (id === undefined) return undefined; // a developer's own command
    const run = `${id} ${call.trace}`;
    if (dead.has(run)) return died(call);
    const number = (calls.get(run) ?? 0) + 1;
    calls.set(run, number);
    if (calls.size > 1000) calls.delete(calls.keys().next().value ?? '');
    const end = (what: string): AwsError => {
      dead.add(run);
      onFault(what);
      return died(call);
    };
    if (id === ROUND && isAlarmed(stack, number, faults, draws)) return end('the morning round breaks off');
    if (call.service === 'ses') {
      if (!draws.happens(faults.mailThrottled, 'mail', run, number)) return undefined;
      onFault('SES refuses a mail for now');
      return new AwsError('Throttling', 'Maximum sending rate exceeded.');
    }
    switch (draws.choose({ throttled, answerLost, killedBefore, tooSlow }, 'call', run, number)) {
      case 'throttled':
        if (call.service !== 'dynamodb') return undefined;
        onFault('the table refuses a call for now');
        return new AwsError('ProvisionedThroughputExceededException', 'The level of throughput was exceeded.');
      case 'answerLost':
        if (call.service !== 'dynamodb') return undefined;
        onFault('an answer of the table is lost');
        return { onceAnswered: () => new AwsError('InternalServerError', 'The answer is lost.', 500) };
      case 'killedBefore':
        return end('a function is gone before a call');
      case 'tooSlow':
        return { onceAnswered: () => end('a function meets its time limit at a call') };
      default:
        return undefined;
    }
  };
}

/** On some mornings, until an hour after the round, it fails at the call of a number that the morning has. */
function isAlarmed({ clock }: LocalStack, number: number, { morningAlarmed }: Faults, draws: Draws): boolean {
  const now = new Date(clock.now()).toISOString();
  const day = londonDate(now);
  if (!draws.happens(morningAlarmed, 'morning', day)) return false;
  return now.slice(11, 16) < '08:15' && number === 1 + Math.floor(draws.number('call', day) * MOST_CALLS);
}

/**
 * Somebody is called by the alarm of each execution that fails, and takes it up again by the runbook.
 *
 * @returns gives the problems that are none any more: what failed has gone on since
 */
export function answerAlarms({ stack, onFault }: Pick<FaultsParts, 'stack' | 'onFault'>): () => ReadonlySet<string> {
  const takenUp = new Map<string, number>();
  stack.engine.onEvent((executionArn, { type }) => {
    if (type !== 'ExecutionFailed') return;
    const count = (takenUp.get(executionArn) ?? 0) + 1;
    takenUp.set(executionArn, count);
    if (count > TAKEN_UP_MOST) return;
    stack.clock.schedule(stack.clock.now() + TAKEN_UP_AFTER_MS, () => {
      onFault('an execution that failed is taken up');
      stack.engine.redriveExecution(executionArn);
    });
  });
  return () => {
    const goneOn = [...takenUp.keys()].filter((arn) => stack.engine.describeExecution(arn).status !== 'FAILED');
    const named = goneOn.map((arn) => `ExecutionFailed in ${arn.split(':').slice(-2).join(' ')}:`);
    return new Set(stack.problems.messages.filter((message) => named.some((start) => message.startsWith(start))));
  };
}
