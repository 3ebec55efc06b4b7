import type { PassState } from '../definition/model.ts';
import type { Visit } from '../visit.ts';

export function runPass(visit: Visit, state: PassState): void {
  visit.leave(state, state.next, visit.input, {});
}
