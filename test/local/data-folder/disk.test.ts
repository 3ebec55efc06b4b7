import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder, withDataFolder } from '../../../local/data-folder/data-folder.ts';

const main = join(import.meta.dirname, '../../../local/start.ts');
const NOBODY = 65_534;
const MEGABYTE = 1024 * 1024;
const database = { file: 'tables.db', all: ['tables.db'] };
const state = { at: 1, played: false, mails: [], running: [] };
const isRoot = process.getuid?.() === 0;

let folder = '';
let isMounted = false;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'disk-'));
});
afterEach(() => {
  if (isMounted) execFileSync('umount', [folder]);
  isMounted = false;
  rmSync(folder, { recursive: true, force: true });
});

/** Gives the folder a disk of its own; only root may, and not in every container. */
function mount(megabytes: number): boolean {
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  isMounted = status === 0;
  return isMounted;
}

/** As much of it as there is room for. */
function fill(megabytes: number): void {
  try {
    writeFileSync(join(folder, 'of-somebody-else'), Buffer.alloc(megabytes * MEGABYTE));
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  }
}

describe('the disk of a folder of --data', () => {
  it('must have room for a run', async ({ skip }) => {
    if (!mount(20)) skip('a small disk can only be made by root');
    await expect(openDataFolder(folder, database)).rejects.toThrow(
      /has \d+ MB free, and a run may need 32 MB\. Make room/,
    );
  });

  it.for([
    ['nearly: what the run has done is kept', 34, 2],
    ['wholly: what was kept before is there still', 41, 1],
  ] as const)('ends a run when it fills up, %s', async ([_how, megabytes, at], { skip }) => {
    if (!mount(40)) skip('a small disk can only be made by root');
    const full = withDataFolder(folder, database, {}, async ({ tables, full, keep }) => {
      const rows = new DatabaseSync(join(tables, database.file));
      rows.exec('CREATE TABLE words (word TEXT)');
      await keep({ ...state, at: 1 });
      fill(megabytes);
      if (!full.aborted) await new Promise((resolve) => full.addEventListener('abort', resolve));
      rows.close();
      await keep({ ...state, at: 2 });
    });
    await expect(full).rejects.toThrow('is full, or nearly so: the run has ended');
    rmSync(join(folder, 'of-somebody-else'));
    await withDataFolder(folder, database, {}, async ({ kept }) => expect(kept?.at).toBe(at));
  });

  it('is asked for by a user who may write there', ({ skip }) => {
    if (process.platform === 'win32') skip('Windows has no bits that forbid to write');
    chmodSync(folder, 0o555);
    const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {}; // root may write everywhere
    const mayRead = spawnSync(process.execPath, ['-e', `fs.accessSync(${JSON.stringify(main)})`], user).status === 0;
    if (!mayRead) skip('another user may not read this code');
    const run = spawnSync(process.execPath, [main, '--once', '--data', folder], { ...user, encoding: 'utf8' });
    expect(run).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(
        `Nothing can be kept in ${folder}: this user may not write there. Name another folder with --data.\n$`,
      ),
    });
    expect(readdirSync(folder)).toEqual([]);
    expect(statSync(folder).mode & 0o777).toBe(0o555);
  });
});
