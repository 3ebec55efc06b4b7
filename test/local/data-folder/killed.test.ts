import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from '../../../local/data-folder/data-folder.ts';
import { chooseDatabase, DATABASE_FILES } from '../../../local/dynamodb/choose-database.ts';

const main = join(import.meta.dirname, '../../../local/start.ts');

let folder = '';
const started: ChildProcess[] = [];

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'killed-')), 'kept');
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((run) => end(run, 'SIGKILL')));
  rmSync(join(folder, '..'), { recursive: true, force: true, maxRetries: 5 });
});

/** `npm start -- --once --data FOLDER` in a process group of its own, as a terminal has it. */
function start(...more: string[]) {
  const run = spawn(process.execPath, [main, '--once', '--port', '0', '--data', folder, ...more], { detached: true });
  started.push(run);
  const said = { out: '', complaints: '' };
  run.stdout.on('data', (chunk) => {
    said.out += chunk;
  });
  run.stderr.on('data', (chunk) => {
    said.complaints += chunk;
  });
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) {
      if (run.exitCode !== null) throw new Error(`It ended early: ${said.complaints}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return {
    run,
    said,
    /** Resolves when its database has its file. */
    ready: () => until(() => existsSync(join(folder, `running-${run.pid}`, chooseDatabase().file))),
    /** Resolves when the first mail has been sent. */
    playing: () => until(() => said.out.includes('  mail ')),
  };
}

/** Resolves with the exit status, or the signal. */
async function end(run: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  if (run.exitCode !== null || run.signalCode !== null) return run.exitCode ?? run.signalCode;
  const ended = once(run, 'close');
  // To the whole group, as Ctrl-C in a terminal is.
  process.kill(-(run.pid ?? 0), signal);
  const [status, bySignal] = await ended;
  return status ?? bySignal;
}

const stateOfFolder = (): string => readFileSync(join(folder, 'state.json'), 'utf8');

describe.skipIf(process.platform === 'win32')('a folder of --data', () => {
  it('is usable after its first run was killed, and has what was kept whatever becomes of a later one', async () => {
    const first = start();
    await first.ready();
    const second = start();
    expect(await once(second.run, 'close')).toEqual([1, null]);
    const inUse = `${folder} is in use by another run (process ${first.run.pid}): end that one, or name another folder`;
    expect(second.said.out).toBe('');
    expect(second.said.complaints.split('\n').at(-2)).toBe(`${inUse} with --data.`);
    expect(await end(first.run, 'SIGKILL')).toBe('SIGKILL');

    const third = start();
    await third.playing();
    expect(readdirSync(folder).sort()).toEqual(['peer-review.lock', `running-${third.run.pid}`]);
    expect(await end(third.run, 'SIGINT')).toBe(130);
    expect(third.said.complaints.split('\n').filter((line) => /Error|\[local\]/.test(line))).toEqual([]);
    const kept = stateOfFolder();
    expect(JSON.parse(kept)).toMatchObject({ played: false, mails: expect.arrayContaining([expect.anything()]) });

    const fourth = start();
    await fourth.ready();
    await end(fourth.run, 'SIGKILL');
    expect(stateOfFolder()).toBe(kept);
    const next = await openDataFolder(folder, { file: chooseDatabase().file, all: DATABASE_FILES });
    expect(next).toMatchObject({ run: 4, kept: { played: false } });
    next.close();
  }, 240_000);
});
