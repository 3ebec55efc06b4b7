import { readFileSync } from 'node:fs';
import { allQuestions } from '../../lambdas/front-desk/catalogue.ts';
import { functionNames } from '../../lib/functions.ts';
import { machineNames } from '../../lib/machines.ts';
import { pascalCase } from '../../lib/names.ts';
import { contractOf, type Definition, type MachineContract } from './contract.ts';
import { type RowShapes, rowShapes } from './rows.ts';

/** What the sources as they are promise and expect; the record of a release, if they were one. */
export interface Contract {
  /** Questions of which rows may be open. */
  readonly questions: readonly string[];
  readonly machines: Readonly<Record<string, MachineContract>>;
  readonly rows: RowShapes;
}

const placeholders = new Map<string, string>([
  ...functionNames.map((name) => [`${pascalCase(name)}Arn`, name] as const),
  ...machineNames.map((name) => [`${pascalCase(name)}MachineArn`, name] as const),
]);

function nameOf(placeholder: string): string {
  const name = placeholders.get(placeholder);
  if (name === undefined) throw new Error(`No function or machine of lib/ is meant by \${${placeholder}}.`);
  return name;
}

export function contractOfToday(): Contract {
  const read = (name: string): Definition =>
    JSON.parse(readFileSync(`${import.meta.dirname}/../../statemachines/${name}.asl.json`, 'utf8'));
  return {
    questions: allQuestions.map(({ name }) => name).sort(),
    machines: Object.fromEntries(machineNames.map((name) => [name, contractOf(read(name), nameOf)])),
    rows: rowShapes(),
  };
}
