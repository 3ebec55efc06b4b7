import { allQuestions } from '../../lambdas/app/catalogue.ts';
import { expandedMachine } from '../../lib/expanded-machine.ts';
import { machineNames } from '../../lib/machines.ts';
import { functionMeant, machineMeant } from '../../lib/placeholders.ts';
import { contractOf, type Definition, type MachineContract } from './contract.ts';
import { type RowShapes, rowShapes } from './rows.ts';

/** What the sources as they are promise and expect; the record of a release, if they were one. */
export interface Contract {
  /** Questions of which rows may be open. */
  readonly questions: readonly string[];
  readonly machines: Readonly<Record<string, MachineContract>>;
  readonly rows: RowShapes;
}

function nameOf(placeholder: string): string {
  const name = functionMeant(placeholder) ?? machineMeant(placeholder);
  if (name === undefined) throw new Error(`No function or machine of lib/ is meant by \${${placeholder}}.`);
  return name;
}

export function contractOfToday(): Contract {
  return {
    questions: allQuestions.map(({ name }) => name).sort(),
    machines: Object.fromEntries(
      machineNames.map((name) => [name, contractOf(JSON.parse(expandedMachine(name)) as Definition, nameOf)]),
    ),
    rows: rowShapes(),
  };
}
