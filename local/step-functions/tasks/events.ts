import { isObject } from '../payload.ts';
import type { AwsOutcome, Json } from '../types.ts';
import type { Attempt } from './attempt.ts';
import { settleCall } from './perform.ts';
import { argumentsOf, metadata } from './response.ts';

/**
 * `events:putEvents`: a Detail may be an object, the machine and the execution are added to the entry's resources, and
 * a rejected entry fails the task.
 */
export function putEvents(attempt: Attempt): void {
  const { runtime, roleArn } = attempt.visit.thread.execution;
  const { putEvents: put, callAws } = runtime.integrations;
  const { Entries } = argumentsOf(attempt, ['Entries'], ['Entries']);
  const entries = (Array.isArray(Entries) ? (Entries as readonly Json[]) : []).map((entry) => complete(entry, attempt));
  runtime.outside(
    () => !attempt.over,
    () => {
      if (put) return put({ entries, roleArn });
      if (callAws)
        return callAws({ service: 'events', action: 'putEvents', parameters: { Entries: entries }, roleArn });
      throw new Error(`State '${attempt.visit.state.name}' puts events, and nothing here takes them`);
    },
    (outcome) => {
      if (!attempt.over) settleCall(attempt, answer(attempt, outcome));
    },
  );
}

function complete(entry: Json, attempt: Attempt): Json {
  if (!isObject(entry)) return entry;
  const { stateMachineArn, executionArn } = attempt.visit.thread.execution;
  const named = Array.isArray(entry.Resources) ? (entry.Resources as readonly Json[]) : [];
  const detail = entry.Detail ?? {};
  return {
    ...entry,
    Detail: typeof detail === 'string' ? detail : JSON.stringify(detail),
    Resources: [...named, stateMachineArn, executionArn],
  };
}

function answer(attempt: Attempt, outcome: AwsOutcome): { output: Json } | { error: string; cause: string } {
  if ('error' in outcome) return outcome;
  const output = outcome.output as Json;
  if (isObject(output) && typeof output.FailedEntryCount === 'number' && output.FailedEntryCount > 0) {
    return { error: 'EventBridge.FailedEntry', cause: JSON.stringify(output) };
  }
  return { output: isObject(output) ? { ...output, ...metadata(attempt) } : output };
}
