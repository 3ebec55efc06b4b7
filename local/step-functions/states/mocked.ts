import type { MapState, ParallelState, TaskState } from '../definition/model.ts';
import { StateError } from '../errors.ts';
import { evaluateArray } from '../jsonata/template.ts';
import { Payload } from '../payload.ts';
import type { TaskAnswer } from '../types.ts';
import type { Visit } from '../visit.ts';

/** A state whose work is mocked: its fields are evaluated, its work is not done, and the mock's answer is its result. */
export function runMocked(visit: Visit, state: TaskState | ParallelState | MapState, answer: TaskAnswer): void {
  if (state.type === 'Task' && state.resource.pattern !== 'request-response') visit.taskToken = 'mocked-task-token';
  const bindings = visit.bindings();
  if (state.type === 'Map') {
    if (state.items) evaluateArray(state.items, bindings);
  } else if (state.arguments) {
    state.arguments.evaluate(bindings);
  }
  if ('output' in answer) {
    visit.leave(state, state.next, new Payload(answer.output), { result: answer.output });
    return;
  }
  if ('timedOut' in answer) throw new StateError('States.Timeout');
  throw new StateError(answer.error, answer.cause, { ofTask: answer.error !== 'States.Timeout' });
}
