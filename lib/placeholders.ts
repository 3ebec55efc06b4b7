/**
 * How a machine's ASL file names functions and machines, whose ARNs are known only when they are deployed: it has
 * `${OfferDatesArn}` for the function `offer-dates` and `${PlacementMachineArn}` for the machine `placement`.
 */
import { type FunctionName, functionNames } from './functions.ts';
import { pascalCase } from './letter-case.ts';
import type { MachineName } from './machine-name.ts';
import { machineNames } from './machines.ts';

/** The name within `${...}` that stands for a function's ARN. */
export const functionPlaceholder = (name: string): string => `${pascalCase(name)}Arn`;

/** The name within `${...}` that stands for a machine's ARN. */
export const machinePlaceholder = (name: string): string => `${pascalCase(name)}MachineArn`;

const functionsMeant = new Map(functionNames.map((name) => [functionPlaceholder(name), name]));
const machinesMeant = new Map(machineNames.map((name) => [machinePlaceholder(name), name]));

/** The function that a name within `${...}` stands for; undefined where lib/functions.ts has none. */
export const functionMeant = (placeholder: string): FunctionName | undefined => functionsMeant.get(placeholder);

/** The machine that a name within `${...}` stands for; undefined where lib/machines.ts has none. */
export const machineMeant = (placeholder: string): MachineName | undefined => machinesMeant.get(placeholder);
