/**
 * Installs the packages that package-lock.json names, unless they are there already, and sees that what npm starts next runs
 * on a Node that can run it.
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

/** The sources are TypeScript that Node runs as it is, and ask `import.meta.main` whether they were started. */
const OLDEST_TO_RUN = [24, 2];

if (textOf(stamp) !== wanted) {
  if (!isInstalled()) install();
  writeFileSync(stamp, wanted);
}
checkNode();

/** Whether npm's own record of node_modules has every package of the lock, so that `npm install` is enough too. */
function isInstalled() {
  const record = JSON.parse(textOf(join(root, 'node_modules', '.package-lock.json')) ?? '{"packages":{}}').packages;
  return Object.entries(JSON.parse(lock).packages).every(
    ([path, { version, optional }]) => path === '' || optional || record[path]?.version === version,
  );
}

function install() {
  console.error('Installing packages (a minute or two, once) ...');
  const { status, error } = runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (status === 0) return;
  fail(`Packages could not be installed: 'npm ci' ${error ? `did not start (${error.message})` : 'failed'}.`);
}

/** Where npm runs this it says where it is itself; else Windows starts it only through its shell. */
function runNpm(parameters) {
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const npm = process.env.npm_execpath;
  if (npm) return spawnSync(process.execPath, [npm, ...parameters], options);
  return spawnSync('npm', parameters, { ...options, shell: process.platform === 'win32' });
}

/**
 * npm puts the Node of the package `node` before that of the machine. It is optional, since npm does not have every version
 * of it for every platform: where it is missing this very Node runs the rest, and has to be new enough.
 */
function checkNode() {
  if (existsSync(join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node'))) return;
  const { node: version } = process.versions;
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_TO_RUN;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  fail(
    `npm has installed no Node 24 for ${process.platform}-${process.arch}: it has none, or runs no install scripts. ` +
      `This machine's own is ${version}; install Node ${OLDEST_TO_RUN.join('.')} or later (https://nodejs.org).`,
  );
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function textOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
