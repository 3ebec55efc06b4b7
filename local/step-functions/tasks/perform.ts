import { Payload } from '../payload.ts';
import type { Json, TaskAnswer } from '../types.ts';
import type { Attempt } from './attempt.ts';
import { callAws } from './aws-sdk.ts';
import { putEvents } from './events.ts';
import { invokeFunction, invokeThroughService } from './lambda.ts';
import { startExecution } from './start-execution.ts';

/** Does what the task's resource names. */
export function perform(attempt: Attempt): void {
  const { runtime } = attempt.visit.thread.execution;
  const answer = runtime.integrations.answerTask?.({
    stateName: attempt.visit.state.name,
    resource: attempt.resource.arn,
    parameters: attempt.parameters.value,
    retryCount: attempt.visit.retryCount,
  });
  if (answer) return giveAnswer(attempt, answer);
  switch (attempt.resource.kind) {
    case 'lambda-function':
      return invokeFunction(attempt);
    case 'lambda-invoke':
      return invokeThroughService(attempt);
    case 'start-execution':
      return startExecution(attempt);
    case 'put-events':
      return putEvents(attempt);
    case 'aws-sdk':
      return callAws(attempt);
  }
}

/** A mock's answer. One that times out is left to the state's own limits. */
function giveAnswer(attempt: Attempt, answer: TaskAnswer): void {
  if (attempt.resource.pattern !== 'request-response') attempt.submitted(new Payload({}));
  if ('output' in answer) return attempt.succeed(new Payload(answer.output));
  if (!('timedOut' in answer)) return attempt.fail(answer.error, answer.cause);
  if (attempt.unlimited) attempt.timeOut();
}

/** Settles an attempt by what a call answered: at once, or, when it waits for its token, by taking the call as made. */
export function settleCall(attempt: Attempt, result: { output: Json } | { error: string; cause: string }): void {
  if ('error' in result) return attempt.fail(result.error, result.cause);
  const output = new Payload(result.output);
  if (attempt.resource.pattern === 'wait-for-token') attempt.submitted(output);
  else attempt.succeed(output);
}
