/** Holds every workflow against the rules of the Amazon States Language: `npm run check:workflows`. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import validate from 'asl-validator';

const folder = join(import.meta.dirname, '../statemachines');

for (const file of globSync('*.asl.json', { cwd: folder }).sort()) {
  const { isValid, errors } = validate(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  console.log(isValid ? `${file} is valid` : `${file} is not valid: ${JSON.stringify(errors, null, 2)}`);
  if (!isValid) process.exitCode = 1;
}
