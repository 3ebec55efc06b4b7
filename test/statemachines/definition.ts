import { readFileSync } from 'node:fs';
import { Expression, SURROUNDINGS } from '../../local/step-functions/jsonata/expression.ts';

export interface State {
  readonly Type: string;
  readonly [field: string]: unknown;
}

/** Every state of a machine by its name, those inside maps and branches too. */
export function readStates(machine: string): Record<string, State> {
  const all: Record<string, State> = {};
  const walk = (states: Record<string, State>): void => {
    for (const [name, state] of Object.entries(states)) {
      all[name] = state;
      const inner = state['ItemProcessor'] as { States?: Record<string, State> } | undefined;
      if (inner?.States) walk(inner.States);
      for (const branch of (state['Branches'] as { States: Record<string, State> }[] | undefined) ?? []) {
        walk(branch.States);
      }
    }
  };
  const definition = JSON.parse(readFileSync(`statemachines/${machine}.asl.json`, 'utf8')) as {
    States: Record<string, State>;
  };
  walk(definition.States);
  return all;
}

/** Every expression of a state's own fields, by its path within the state. */
export function expressionsOf(state: State): Record<string, string> {
  const found: Record<string, string> = {};
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string' && value.startsWith('{%')) found[path] = value;
    else if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, `${path}[${index}]`);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) walk(item, path === '' ? key : `${path}.${key}`);
    }
  };
  const { ItemProcessor: _processor, Branches: _branches, ...own } = state;
  walk(own, '');
  return found;
}

/** Evaluates `{% ... %}` as Step Functions does: it fails when the expression fails or gives nothing. */
export const evaluate = (expression: string, variables: Record<string, unknown>): unknown =>
  new Expression(expression.replace(/^\{%\s*|\s*%\}$/g, ''), 'test').evaluate({
    ...variables,
    [SURROUNDINGS]: { now: () => 0, random: () => 0 },
  });
