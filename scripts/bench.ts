/**
 * Runs measurements: all of test/bench one after the other, or the one that is named, with what follows as its arguments.
 *
 *   npm run bench
 *   npm run bench -- teams --members FILE.csv --reviews 157 --seed 1
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { basename } from 'node:path';

const [name, ...rest] = process.argv.slice(2);
const file = `test/bench/${name}.ts`;
if (name !== undefined && !existsSync(file)) {
  const names = globSync('test/bench/*.ts').map((one) => basename(one, '.ts'));
  const thereAre = `there are ${names.sort().join(', ')}.`;
  if (name === '--help') console.log(`npm run bench -- [MEASUREMENT [its options]]: all of them, or one; ${thereAre}`);
  else console.error(`There is no measurement '${name}'; ${thereAre}`);
  process.exit(name === '--help' ? 0 : 2);
}
for (const one of name === undefined ? globSync('test/bench/*.ts').sort() : [file]) {
  const { status } = spawnSync(process.execPath, [one, ...rest], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
