import type { Flow, State } from './model.ts';
import type { Reader } from './reader.ts';

/** Reports transitions to states that do not exist, and states that nothing leads to. */
export function checkTransitions(flow: Flow, reader: Reader): void {
  const known = new Set(Object.keys(reader.object('States')?.value ?? {}));
  const reached = new Set<string>();
  const pending = [flow.startAt];
  if (!known.has(flow.startAt)) {
    reader.problems.report(
      'MISSING_TRANSITION_TARGET',
      reader.at('StartAt'),
      `Missing 'StartAt' target: ${flow.startAt}`,
    );
  }
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    const state = flow.states.get(name);
    if (!state) continue;
    for (const { target, field } of targetsOf(state)) {
      if (known.has(target)) pending.push(target);
      else {
        const location = `${reader.at('States')}/${name}/${field}`;
        reader.problems.report('MISSING_TRANSITION_TARGET', location, `Missing '${lastOf(field)}' target: ${target}`);
      }
    }
  }
  if (reader.problems.all.length > 0) return;
  for (const name of known) {
    if (reached.has(name)) continue;
    const location = `${reader.at('States')}/${name}`;
    reader.problems.report('MISSING_TRANSITION_TARGET', location, `State "${name}" is not reachable.`);
  }
}

interface Target {
  readonly target: string;
  readonly field: string;
}

/** Every state that a state can lead to, with the field that says so. */
export function targetsOf(state: State): readonly Target[] {
  const targets: Target[] = [];
  if (state.type === 'Choice') {
    for (const [index, choice] of state.choices.entries()) {
      targets.push({ target: choice.next, field: `Choices[${index}]/Next` });
    }
    if (state.next !== undefined) targets.push({ target: state.next, field: 'Default' });
  } else if ('next' in state && state.next !== undefined) {
    targets.push({ target: state.next, field: 'Next' });
  }
  if ('catch' in state) {
    for (const [index, catcher] of state.catch.entries()) {
      targets.push({ target: catcher.next, field: `Catch[${index}]/Next` });
    }
  }
  return targets;
}

const lastOf = (field: string): string => field.slice(field.lastIndexOf('/') + 1);
