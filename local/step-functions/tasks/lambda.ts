import { Payload } from '../payload.ts';
import type { FunctionOutcome, Json } from '../types.ts';
import type { Attempt } from './attempt.ts';
import { settleCall } from './perform.ts';
import { argumentsOf, metadata } from './response.ts';

/** A function named by its ARN alone: its payload is the task's result. */
export function invokeFunction(attempt: Attempt): void {
  invoke(attempt, attempt.resource.arn, attempt.parameters.value, (outcome) => {
    if ('error' in outcome) attempt.fail(outcome.error, outcome.cause);
    else attempt.succeed(new Payload(asJson(outcome.payload)));
  });
}

const FIELDS = ['FunctionName', 'Payload', 'Qualifier', 'InvocationType', 'ClientContext', 'LogType'];

/** `lambda:invoke`: the payload comes wrapped in the Lambda API's answer. */
export function invokeThroughService(attempt: Attempt): void {
  const fields = argumentsOf(attempt, FIELDS, ['FunctionName']);
  const name = String(fields.FunctionName);
  const qualifier = fields.Qualifier === undefined ? '' : `:${String(fields.Qualifier)}`;
  invoke(attempt, functionArn(attempt, name) + qualifier, fields.Payload ?? {}, (outcome) => {
    settleCall(attempt, 'error' in outcome ? outcome : { output: answer(attempt, asJson(outcome.payload)) });
  });
}

function answer(attempt: Attempt, Payload: Json): Json {
  return { ExecutedVersion: '$LATEST', Payload, ...metadata(attempt), StatusCode: 200 };
}

function functionArn(attempt: Attempt, name: string): string {
  if (name.startsWith('arn:')) return name;
  const { region, accountId } = attempt.visit.thread.execution.runtime;
  return `arn:aws:lambda:${region}:${accountId}:function:${name}`;
}

function invoke(
  attempt: Attempt,
  functionArn: string,
  payload: Json,
  deliver: (outcome: Exclude<FunctionOutcome, { unanswered: true }>) => void,
): void {
  const { runtime, roleArn } = attempt.visit.thread.execution;
  runtime.outside(
    () => !attempt.over,
    () => runtime.integrations.invokeFunction({ functionArn, payload, roleArn }),
    (outcome) => {
      if ('unanswered' in outcome) return;
      const answered = (): void => {
        if (!attempt.over) deliver(outcome);
      };
      if (outcome.takes === undefined) return answered();
      runtime.clock.schedule(runtime.clock.now() + outcome.takes, () => {
        answered();
        runtime.settle();
      });
    },
  );
}

/** A function that returns nothing answers `null`. */
const asJson = (payload: unknown): Json => (payload === undefined ? null : (payload as Json));
