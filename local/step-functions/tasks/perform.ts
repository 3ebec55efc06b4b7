import { Payload } from '../payload.ts';
import type { Json, TaskAnswer } from '../types.ts';
import type { Attempt } from './attempt.ts';
import { callAws } from './aws-sdk.ts';
import { putEvents } from './events.ts';
import { invokeFunction, invokeThroughService } from './lambda.ts';
import type { TaskResource } from './resource.ts';
import { startExecution } from './start-execution.ts';

const CALLS: Readonly<Record<TaskResource['kind'], (attempt: Attempt) => void>> = {
  'lambda-function': (attempt) => invokeFunction(attempt),
  'lambda-invoke': (attempt) => invokeThroughService(attempt),
  'start-execution': (attempt) => startExecution(attempt),
  'put-events': (attempt) => putEvents(attempt),
  'aws-sdk': (attempt) => callAws(attempt),
};

/** Does what the task's resource names. */
export function perform(attempt: Attempt): void {
  const { runtime } = attempt.visit.thread.execution;
  const answer = runtime.integrations.answerTask?.({
    stateName: attempt.visit.state.name,
    resource: attempt.resource.arn,
    parameters: attempt.parameters.value,
    retryCount: attempt.visit.retryCount,
  });
  if (answer) runtime.soon(() => giveAnswer(attempt, answer));
  else CALLS[attempt.resource.kind](attempt);
}
/** A mock's answer, given after tasks of the same turn have started. One that times out is left to the state's own limits. */
function giveAnswer(attempt: Attempt, answer: TaskAnswer): void {
  if (attempt.resource.pattern !== 'request-response') attempt.submitted(new Payload(submission(attempt)));
  if ('output' in answer) attempt.succeed(new Payload(answer.output));
  else if (!('timedOut' in answer)) attempt.fail(answer.error, answer.cause);
  else if (attempt.unlimited) attempt.timeOut();
}

/** What a mocked call says of having been made. */
function submission(attempt: Attempt): Json {
  if (attempt.resource.kind !== 'start-execution') return {};
  const { runtime, executionArn } = attempt.visit.thread.execution;
  return { ExecutionArn: executionArn, StartDate: runtime.clock.now() };
}

/** Settles an attempt by what a call answered: at once, or, when it waits for its token, by taking the call as made. */
export function settleCall(attempt: Attempt, result: { output: Json } | { error: string; cause: string }): void {
  if ('error' in result) attempt.fail(result.error, result.cause);
  else if (attempt.resource.pattern === 'wait-for-token') attempt.submitted(new Payload(result.output));
  else attempt.succeed(new Payload(result.output));
}
