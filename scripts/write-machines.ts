/**
 * Writes every state machine as it is deployed, for people and their tools: `npm run machines -- --out FOLDER`. A file has
 * what each Task has by its kind (lib/machine-policies.ts); ARNs are still `${...}`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { expandedMachine } from '../lib/expanded-machine.ts';
import { machineNames } from '../lib/machines.ts';

/** The folder to write to; undefined when the command was not given as it is meant. */
function readFolder(): string | undefined {
  try {
    return parseArgs({ options: { out: { type: 'string' } } }).values.out;
  } catch {
    return undefined;
  }
}

const folder = readFolder();
if (!folder) {
  console.error('Name the folder: npm run machines -- --out FOLDER');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
for (const name of machineNames) {
  const text = JSON.stringify(JSON.parse(expandedMachine(name)), null, 2);
  writeFileSync(join(folder, `${name}.asl.json`), `${text}\n`);
}
console.log(`${machineNames.length} state machines are in ${folder}.`);
