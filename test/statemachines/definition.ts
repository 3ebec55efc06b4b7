import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expandedMachine } from '../../lib/expanded-machine.ts';
import type { MachineName } from '../../lib/machine-name.ts';
import { Expression, SURROUNDINGS } from '../../local/step-functions/jsonata/expression.ts';

export interface State {
  readonly Type: string;
  readonly [field: string]: unknown;
}

interface Definition {
  readonly States: Readonly<Record<string, State>>;
}

/** Every state of a definition by its name, those inside maps and branches too. */
export function statesOf(definition: Definition): Record<string, State> {
  const inner = Object.values(definition.States).flatMap(({ ItemProcessor = [], Branches = [] }) =>
    [ItemProcessor, Branches].flat(),
  ) as Definition[];
  return Object.assign({}, definition.States, ...inner.map(statesOf));
}

/** A machine's file as people write it. */
export const sourceOf = (machine: MachineName): Definition =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../statemachines', `${machine}.asl.json`), 'utf8'));

/** Every state of a machine as its file has it. */
export const sourceStates = (machine: MachineName): Record<string, State> => statesOf(sourceOf(machine));

const PLAIN = new Set(['Type', 'Comment', 'Resource', 'Arguments', 'Next', 'End']);
const ASKED = new Set(['question', 'round', 'subject', 'person', 'expiresAt']);

/** Whether a state asks a person and says nothing but which question, which round, whom, until when, and what is next. */
export function isPlainQuestion(source: State): boolean {
  const { Payload = {} } = (source['Arguments'] ?? {}) as { Payload?: object };
  return (
    source['Resource'] === 'arn:aws:states:::lambda:invoke.waitForTaskToken' &&
    Object.keys(source).every((field) => PLAIN.has(field)) &&
    Object.keys(Payload).every((field) => ASKED.has(field))
  );
}

/** Every state of a machine as it is deployed. */
export const readStates = (machine: MachineName): Record<string, State> =>
  statesOf(JSON.parse(expandedMachine(machine)));

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
