import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MachineName } from './machine-name.ts';
import { withPolicies } from './machine-policies.ts';

const folder = join(import.meta.dirname, '..', 'statemachines');

/**
 * The text of an ASL file as it is deployed: with what each Task has by its kind (lib/machine-policies.ts), without white
 * space, and with its placeholders for ARNs still open.
 *
 * @throws Error when there is no such file or it is no JSON; CannotDeploy as `withPolicies` does.
 */
export const expandedFile = (file: string): string =>
  JSON.stringify(withPolicies(JSON.parse(readFileSync(file, 'utf8'))));

/** The same of one of our machines. Whoever looks at a machine looks at this, never at its file. */
export const expandedMachine = (name: MachineName): string => expandedFile(join(folder, `${name}.asl.json`));
