/** The ASL files as people write them: what every Task of a kind has is said once, in lib/machine-policies.ts. */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { MachineName } from '../../lib/machine-name.ts';
import { withPolicies } from '../../lib/machine-policies.ts';
import { machineNames } from '../../lib/machines.ts';
import { readStates, type State, sourceStates } from './definition.ts';

const tasksOf = (machine: MachineName) =>
  Object.entries(sourceStates(machine)).filter(([, { Type }]) => Type === 'Task');

/** The fields of a state, and of what it hands over, by their paths. */
const fieldsOf = (state: State): string[] => {
  const given = state['Arguments'] as Record<string, object>;
  const handed = ['Payload', 'Input'].flatMap((part) =>
    Object.keys(given[part] ?? {}).map((field) => `Arguments.${part}.${field}`),
  );
  return [...Object.keys(state), ...handed];
};

function without(state: State, path: string): State {
  const copy = structuredClone(state);
  const steps = path.split('.');
  const field = steps.pop() ?? '';
  const owner = steps.reduce((inner, step) => inner[step] as Record<string, unknown>, copy as Record<string, unknown>);
  delete owner[field];
  return copy;
}

/** Whether a state becomes the same when it leaves out a field. One that cannot be deployed without it does not. */
function isSpareField(name: string, state: State, path: string): boolean {
  const deployed = (one: State) => withPolicies({ StartAt: name, States: { [name]: one } });
  try {
    return isDeepStrictEqual(deployed(without(state, path)), deployed(state));
  } catch {
    return false;
  }
}

describe.each(machineNames)('%s', (name) => {
  it('writes nothing that its Tasks have by their kind', () => {
    const spare = tasksOf(name).flatMap(([state, task]) =>
      fieldsOf(task)
        .filter((path) => isSpareField(state, task, path))
        .map((path) => `${state}: ${path}`),
    );

    expect(spare).toEqual([]);
  });

  it('lets no Task run without an end, or fail without a second try', () => {
    const tasks = Object.values(readStates(name)).filter(({ Type }) => Type === 'Task');

    expect(tasks.filter((task) => task['TimeoutSeconds'] === undefined || task['Retry'] === undefined)).toEqual([]);
  });
});

it('no Retry stands twice', () => {
  const retries = machineNames.flatMap((name) =>
    tasksOf(name).flatMap(([state, { Retry }]) =>
      Retry ? [{ at: `${name}: ${state}`, text: JSON.stringify(Retry) }] : [],
    ),
  );

  expect(retries.map(({ at }) => at)).toEqual([
    "morning-round: Do this morning's round",
    "weekly-digest: Send this week's digests",
  ]);
  expect(new Set(retries.map(({ text }) => text)).size).toBe(retries.length);
});
