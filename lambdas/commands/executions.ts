import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { addDays } from '../calendar/dates.ts';
import { beginOn } from '../store/agenda.ts';
import type { Review, Store } from '../store/store.ts';

/** The name of a review's next execution: 'qar-2026-100183', then 'qar-2026-100183-2'. */
export const nextExecutionName = (review: Pick<Review, 'about' | 'executions'>): string =>
  review.executions === 0 ? review.about : `${review.about}-${review.executions + 1}`;

/**
 * Takes the number of a sleeping review's next execution. A review that still sleeps on the next day, because its
 * execution did not come to open it, is started again then under the next number.
 *
 * @returns the execution's name; nothing when somebody else took the number or the review is awake.
 */
export async function claimNextExecution(store: Store, review: Review, today: string): Promise<string | undefined> {
  const written = await store.write([
    store.rows.review
      .patch({ about: review.about })
      .set({ executions: review.executions + 1, startsOn: addDays(today, 1) })
      .composite({ stage: 'planned' })
      .where(({ executions }, { eq }) => eq(executions, review.executions))
      .commit(),
    beginOn(store, review.about, addDays(today, 1)),
  ]);
  return written.written ? nextExecutionName(review) : undefined;
}

/** The name of a review's latest execution, if it ever had one. */
export const latestExecutionName = (review: Pick<Review, 'about' | 'executions'>): string | undefined => {
  if (review.executions === 0) return undefined;
  return review.executions === 1 ? review.about : `${review.about}-${review.executions}`;
};

/** The name of the execution of a review's follow-up: 'follow-up-qar-2026-100183-1'. */
export const followUpName = ({ about, turn }: Pick<Review, 'about' | 'turn'>): string => `follow-up-${about}-${turn}`;

/** Which of a review's executions a name is: 1 for 'qar-2026-100183', 2 for 'qar-2026-100183-2'. */
export const executionNumber = (about: string, name: string): number =>
  name === about ? 1 : Number.parseInt(name.slice(about.length + 1), 10) || 1;

/** Starts an execution by name. One that exists already counts as started: the name is the idempotency key. */
export async function start(client: SFNClient, machineArn: string, name: string, input: object): Promise<void> {
  try {
    await client.send(new StartExecutionCommand({ stateMachineArn: machineArn, name, input: JSON.stringify(input) }));
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
}

/** Stops an execution by name; its children that it waits for are stopped with it. One that is gone counts as stopped. */
export async function stop(client: SFNClient, machineArn: string, name: string, cause: string): Promise<void> {
  const executionArn = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  try {
    await client.send(new StopExecutionCommand({ executionArn, error: 'Steered', cause }));
  } catch (error) {
    if (!(error instanceof ExecutionDoesNotExist)) throw error;
  }
}
