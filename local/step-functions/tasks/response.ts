import { StateError } from '../errors.ts';
import { isObject } from '../payload.ts';
import type { Json } from '../types.ts';
import type { Attempt } from './attempt.ts';

/** The HTTP metadata that AWS adds to the answer of a service. */
export function metadata(attempt: Attempt): { readonly [key: string]: Json } {
  const requestId = attempt.visit.thread.execution.runtime.newUuid();
  return { SdkHttpMetadata: { HttpStatusCode: 200 }, SdkResponseMetadata: { RequestId: requestId } };
}

/** The task's Arguments as the object that every service integration takes, with the given fields at most. */
export function argumentsOf(attempt: Attempt, allowed: readonly string[], required: readonly string[]) {
  const { value } = attempt.parameters;
  if (!isObject(value)) throw invalid(attempt, 'The Arguments of a service integration must be an object');
  const unknown = Object.keys(value).find((field) => !allowed.includes(field));
  if (unknown !== undefined) throw invalid(attempt, `The field '${unknown}' is not supported by Step Functions`);
  const missing = required.find((field) => value[field] === undefined);
  if (missing !== undefined) throw invalid(attempt, `The field '${missing}' is required but was missing`);
  return value;
}

function invalid(attempt: Attempt, reason: string): StateError {
  const { state, enteredEventId } = attempt.visit;
  return new StateError(
    'States.Runtime',
    `An error occurred while executing the state '${state.name}' (entered at the event id #${enteredEventId}). ${reason}`,
  );
}
