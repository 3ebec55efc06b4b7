import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expandedMachine } from '../../lib/expanded-machine.ts';
import { machineNames } from '../../lib/machines.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'machines-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...given: readonly string[]) => {
  const script = join(import.meta.dirname, '../../scripts/write-machines.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...given], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

describe('npm run machines', () => {
  it('writes each machine as it is deployed, into a folder that it makes', () => {
    const out = join(folder, 'for', 'people');

    expect(run('--out', out)).toEqual({ status: 0, stdout: `9 state machines are in ${out}.\n`, stderr: '' });
    expect(readdirSync(out).sort()).toEqual(machineNames.map((name) => `${name}.asl.json`).sort());
    for (const name of machineNames) {
      expect(readFileSync(join(out, `${name}.asl.json`), 'utf8')).toBe(
        `${JSON.stringify(JSON.parse(expandedMachine(name)), null, 2)}\n`,
      );
    }
  });

  it.each([[[]], [['--out', '']], [['--into', 'somewhere']]])('says how it is called when it is called %j', (given) => {
    expect(run(...given)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'Name the folder: npm run machines -- --out FOLDER\n',
    });
  });
});
