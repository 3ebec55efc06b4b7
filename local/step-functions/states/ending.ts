import type { FailState, SucceedState } from '../definition/model.ts';
import { StateError } from '../errors.ts';
import { evaluateString } from '../jsonata/template.ts';
import type { Visit } from '../visit.ts';

export function succeedState(visit: Visit, state: SucceedState): void {
  visit.leave({ assign: undefined, output: state.output }, undefined, visit.input, {});
}

export function failState(visit: Visit, state: FailState): void {
  const bindings = visit.bindings();
  const error = state.error && evaluateString(state.error, bindings);
  const cause = state.cause && evaluateString(state.cause, bindings);
  visit.fail(new StateError(error, cause));
}
