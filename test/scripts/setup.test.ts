import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const OWN_NODE = process.platform === 'win32' ? 'node.exe' : 'node';
let folder = '';

/** A copy of the product as it is once its packages are installed. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'setup-'));
  for (const name of ['setup.mjs', 'install-packages.mjs'])
    cpSync(join(root, 'scripts', name), join(folder, 'scripts', name));
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  writeFileSync(join(folder, 'package-lock.json'), lock);
  mkdirSync(join(folder, 'node_modules/node/bin'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/.installed-lock-hash'), createHash('sha256').update(lock).digest('hex'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What the setup says on a machine with that version of Node. */
function setUp(version: string) {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' })`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, join(folder, 'scripts/setup.mjs')],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

const done = { status: 0, stdout: '', stderr: '' };

describe('the setup before every command', () => {
  it('asks for the Node of package.json and the README', () => {
    const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const oldest = Number(engines.node.replace('>=', ''));
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`Node ${oldest} or later`);
    expect(setUp(`${oldest - 1}.9.0`)).toEqual({
      status: 1,
      stdout: '',
      stderr: `This machine has Node ${oldest - 1}.9.0; Node ${oldest} or later is needed (https://nodejs.org).\n`,
    });
    writeFileSync(join(folder, 'node_modules/node/bin', OWN_NODE), '');
    expect(setUp(`${oldest}.0.0`)).toEqual(done);
  });

  it('asks for a newer one where npm has none for the platform', () => {
    expect(setUp('24.2.0')).toEqual(done);
    expect(setUp('26.0.0')).toEqual(done);
    for (const version of ['20.20.2', '24.1.0']) {
      expect(setUp(version)).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(`This machine's own is ${version}; install Node 24.2 or later`),
      });
    }
  });
});
