/**
 * Holds every workflow against the rules of the Amazon States Language, as its file has it and as it is deployed:
 * `npm run check:workflows`.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import validate from 'asl-validator';
import { expandedFile } from '../lib/expanded-machine.ts';

const folder = join(import.meta.dirname, '../statemachines');

for (const file of globSync('*.asl.json', { cwd: folder }).sort()) {
  const path = join(folder, file);
  const texts = { [file]: readFileSync(path, 'utf8'), [`${file} as deployed`]: expandedFile(path) };
  for (const [name, text] of Object.entries(texts)) {
    const { isValid, errors } = validate(JSON.parse(text));
    console.log(isValid ? `${name} is valid` : `${name} is not valid: ${JSON.stringify(errors, null, 2)}`);
    if (!isValid) process.exitCode = 1;
  }
}
