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
const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
const wanted = createHash('sha256').update(lock).digest('hex');
/** In node_modules, so that it goes when they go. */
const stamp = join(root, 'node_modules', '.installed-lock-hash');

if (textOf(stamp) !== wanted) {
  if (!isInstalled()) install();
  writeFileSync(stamp, wanted);
}

/** Whether npm's own record of node_modules has every package of the lock, so that `npm install` is enough too. */
function isInstalled() {
  const record = JSON.parse(textOf(join(root, 'node_modules', '.package-lock.json')) ?? '{"packages":{}}').packages;
  return Object.entries(JSON.parse(lock).packages).every(
    ([path, { version, optional }]) => path === '' || optional || record[path]?.version === version,
  );
}

function install() {
  console.error('Installing packages (a minute or two, once) ...');
  const began = performance.now();
  const npm = process.env.npm_execpath;
  const [command, script] = npm ? [process.execPath, [npm]] : ['npm', []];
  const { status, error } = spawnSync(command, [...script, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status === 0) {
    console.error(`Installing took ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    return;
  }
  console.error(`Packages could not be installed: 'npm ci' ${error ? `did not start (${error.message})` : 'failed'}.`);
  process.exit(1);
}

function textOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
