import type { ChoiceState } from '../definition/model.ts';
import { StateError } from '../errors.ts';
import { evaluateBoolean } from '../jsonata/template.ts';
import type { Visit } from '../visit.ts';

/** Takes the first rule whose condition holds, with the rule's own Assign and Output; otherwise the default. */
export function runChoice(visit: Visit, state: ChoiceState): void {
  const bindings = visit.bindings();
  const rule = state.choices.find((choice) => evaluateBoolean(choice.condition, bindings));
  const taken = rule ?? (state.next === undefined ? undefined : state);
  if (taken) {
    visit.leave(taken, taken.next, visit.input, {});
    return;
  }
  throw new StateError(
    'States.Runtime',
    `An error occurred while executing the state '${state.name}' (entered at the event id #${visit.enteredEventId}). ` +
      'Failed to transition out of the state. The state does not point to a next state.',
  );
}
