import { isObject } from '../payload.ts';
import type { AwsOutcome, Json } from '../types.ts';
import type { Attempt } from './attempt.ts';
import { callAws } from './aws-sdk.ts';
import { settleCall } from './perform.ts';
import { argumentsOf, metadata } from './response.ts';

/** `events:putEvents`: a Detail may be an object; a rejected entry fails the task, as on AWS. */
export function putEvents(attempt: Attempt): void {
  const { runtime, roleArn } = attempt.visit.thread.execution;
  const put = runtime.integrations.putEvents;
  if (!put) {
    callAws(attempt);
    return;
  }
  const { Entries } = argumentsOf(attempt, ['Entries'], ['Entries']);
  const entries = (Array.isArray(Entries) ? (Entries as readonly Json[]) : []).map(withDetailText);
  runtime.outside(
    () => !attempt.over,
    () => put({ entries, roleArn }),
    (outcome) => {
      if (!attempt.over) settleCall(attempt, answer(attempt, outcome));
    },
  );
}

function withDetailText(entry: Json): Json {
  if (!isObject(entry) || entry.Detail === undefined || typeof entry.Detail === 'string') return entry;
  return { ...entry, Detail: JSON.stringify(entry.Detail) };
}

function answer(attempt: Attempt, outcome: AwsOutcome): { output: Json } | { error: string; cause: string } {
  if ('error' in outcome) return outcome;
  const output = outcome.output as Json;
  if (isObject(output) && typeof output.FailedEntryCount === 'number' && output.FailedEntryCount > 0) {
    return { error: 'EventBridge.FailedEntry', cause: JSON.stringify(output) };
  }
  return { output: isObject(output) ? { ...output, ...metadata(attempt) } : output };
}
