/**
 * Installs the packages that package-lock.json names, unless they are there already.
 *
 * Plain JavaScript, since it runs before anything is installed, on whatever Node (20 or later) the machine has. It
 * prints to stderr alone: some commands promise a machine-readable stdout.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** In node_modules, so that it goes when they go. */
const stamp = join(root, 'node_modules', '.installed-lock-hash');
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;

if (installed !== wanted) {
  console.error('Installing packages (a minute or two, once) ...');
  const npm = process.env.npm_execpath;
  const [command, script] = npm ? [process.execPath, [npm]] : ['npm', []];
  const { status, error } = spawnSync(command, [...script, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    console.error(
      `Packages could not be installed: 'npm ci' ${error ? `did not start (${error.message})` : 'failed'}.`,
    );
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}
