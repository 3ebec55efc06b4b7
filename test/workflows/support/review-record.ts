import type { AuditEntry, Decision, Message, Store, WholeReview } from '../../../lambdas/store/store.ts';
import type { Mail } from '../../../local/inbox/mail.ts';
import type { LocalStack } from '../../../local/stack.ts';
import type { ExecutionDescription } from '../../../local/step-functions/index.ts';
import type { Season } from './season.ts';

/** One execution with the states it went through, in order. */
export interface Run extends Pick<ExecutionDescription, 'name' | 'status' | 'stateTransitions'> {
  readonly machine: string;
  readonly states: readonly string[];
}

/** A review as table, mail and workflows tell of it. */
export interface ReviewRecord extends WholeReview {
  readonly audit: readonly AuditEntry[];
  readonly messages: readonly Message[];
  /** Mails about this review alone; what somebody got for several is in the inbox under their own address. */
  readonly mails: readonly Mail[];
  readonly runs: readonly Run[];
  /** States of the review's own executions, one after the other. */
  readonly states: readonly string[];
  decision(id: string): Decision;
  /** Decisions of a question, in the order in which they were asked. */
  asked(question: string): readonly Decision[];
  /** Mails with these words in the subject. */
  mailed(subject: string | RegExp): readonly Mail[];
}

/** A review of the season, read once for all tests that look at it. */
export function recordOf(season: () => Season, about: string): () => Promise<ReviewRecord> {
  let told: Promise<ReviewRecord> | undefined;
  return () => (told ??= season().told(about));
}

export async function tell(stack: LocalStack, store: Store, about: string): Promise<ReviewRecord> {
  const [whole, audit, messages] = await Promise.all([
    store.needWholeReview(about),
    store.audit(about),
    messagesAbout(store, about),
  ]);
  const runs = runsOf(stack, about);
  const mails = stack.inbox.messages().filter(({ tags }) => tags.about === about);
  return {
    ...whole,
    ...{ audit, messages, mails, runs },
    states: runs.filter(({ machine }) => machine === 'review').flatMap(({ states }) => states),
    decision(id) {
      const found = whole.decisions.find(({ decision }) => decision === id);
      if (!found)
        throw new Error(`${about} has no '${id}', only ${whole.decisions.map((row) => row.decision).join(', ')}.`);
      return found;
    },
    asked: (question) =>
      whole.decisions
        .filter((row) => row.question === question)
        .sort((a, b) => a.askedAt.localeCompare(b.askedAt) || a.decision.localeCompare(b.decision)),
    mailed: (subject) =>
      mails.filter((mail) =>
        typeof subject === 'string' ? mail.subject.includes(subject) : subject.test(mail.subject),
      ),
  };
}

const messagesAbout = async (store: Store, about: string): Promise<Message[]> =>
  (await store.entities.message.query.primary({ about }).go({ pages: 'all' })).data;

/** The executions of a review and those started for it, the oldest first. */
export function runsOf(stack: LocalStack, about: string): Run[] {
  const machines = new Map(stack.machines.map(({ arn, name }) => [arn, name]));
  const own = new RegExp(`^(follow-up-)?${about}(-|$)`);
  return stack.engine
    .listExecutions()
    .filter(({ name }) => own.test(name))
    .reverse()
    .map(({ executionArn, stateMachineArn, name, status, stateTransitions }) => ({
      ...{ name, status, stateTransitions, machine: machines.get(stateMachineArn) ?? '' },
      states: stack.engine
        .history(executionArn)
        .filter(({ type }) => type.endsWith('StateEntered'))
        .map(({ details }) => String(details?.name)),
    }));
}
