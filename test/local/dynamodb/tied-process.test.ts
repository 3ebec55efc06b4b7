import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTied, type Watch } from '../../../local/dynamodb/tied-process.ts';

const starter = join(import.meta.dirname, '../fixtures/dynamodb/start-tied.ts');
const watchers: readonly Watch[] = process.platform === 'win32' ? ['node'] : ['shell', 'node'];
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tied-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe.each(watchers)('a program that is tied to its starter by %s', (watch) => {
  it('ends when its starter is killed', async () => {
    const file = join(folder, 'pid');
    const run = spawn(process.execPath, [starter, watch, file]);
    await until(() => existsSync(file) && readFileSync(file, 'utf8') !== '');
    const program = Number(readFileSync(file, 'utf8'));
    expect(isAlive(program)).toBe(true);
    run.kill('SIGKILL');
    await until(() => !isAlive(program));
    expect(isAlive(program)).toBe(false);
  });

  it('ends when its input is closed', async () => {
    const file = join(folder, 'pid');
    const program = startTied({ command: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)', file] }, watch);
    program.stdin?.end();
    await once(program, 'close');
    expect(program.exitCode).not.toBe(0);
  });

  it('says what it complained of, and its status', async () => {
    const program = startTied(
      { command: process.execPath, args: ['-e', 'console.error("no"); process.exit(7)'] },
      watch,
    );
    let complaint = '';
    program.stderr?.on('data', (chunk) => {
      complaint += chunk;
    });
    await once(program, 'close');
    expect([complaint, program.exitCode]).toEqual(['no\n', 7]);
  });
});
