import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DataFolder, openDataFolder } from '../../../local/data-folder/data-folder.ts';
import type { KeptState } from '../../../local/data-folder/kept-state.ts';

const database = { file: 'tables.db', all: ['tables.db', 'other.db'] };
const state: KeptState = {
  at: 1_800_000_000_000,
  played: true,
  mails: [{ id: 'a', at: 1, envelopeFrom: 'a@b', envelopeTo: ['c@d'], tags: { kind: 'e' }, rawBase64: 'Zg==' }],
  running: [{ machine: 'review', name: 'qar-2026-900001', input: '{}' }],
};

let folder = '';
const open: DataFolder[] = [];

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'data-folder-')), 'kept');
});
afterEach(() => {
  for (const each of open.splice(0)) each.close();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

async function openIt(options?: { fresh?: boolean }): Promise<DataFolder> {
  const opened = await openDataFolder(folder, database, options);
  open.push(opened);
  return opened;
}

function close(opened: DataFolder): void {
  open.splice(open.indexOf(opened), 1);
  opened.close();
}

/** Does with SQLite what a database does during a run. */
function write({ tables }: DataFolder, word: string): void {
  const file = new DatabaseSync(join(tables, database.file));
  file.exec('PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS words (word TEXT)');
  file.prepare('INSERT INTO words VALUES (?)').run(word);
  file.close();
}

function words({ tables }: DataFolder): unknown[] {
  const file = new DatabaseSync(join(tables, database.file));
  const all = file.prepare('SELECT word FROM words').all();
  file.close();
  return all.map(({ word }) => word);
}

/** A folder in which one run was kept. */
async function keepOnce(): Promise<void> {
  const first = await openIt();
  write(first, 'first');
  await first.keep(state);
  close(first);
}

describe('the folder of --data', () => {
  it('gives a later run what an earlier one kept, tables and state together', async () => {
    const first = await openIt();
    expect(first).toMatchObject({ run: 1, kept: undefined });
    write(first, 'first');
    await first.keep(state);
    write(first, 'after it was kept');
    close(first);
    expect(readdirSync(folder).sort()).toEqual(['peer-review.lock', 'state.json', 'tables.db']);

    const second = await openIt();
    expect(second).toMatchObject({ run: 2, kept: state });
    expect(words(second)).toEqual(['first']);
    write(second, 'second');
    await second.keep({ ...state, at: 2 });
    await second.keep({ ...state, at: 3 });
    close(second);

    const third = await openIt();
    expect(third).toMatchObject({ run: 3, kept: { at: 3 } });
    expect(words(third)).toEqual(['first', 'second']);
  });

  it('keeps what is in the log of a database that still runs', async () => {
    const first = await openIt();
    const running = new DatabaseSync(join(first.tables, database.file));
    running.exec("PRAGMA journal_mode = WAL; CREATE TABLE words (word TEXT); INSERT INTO words VALUES ('logged')");
    await first.keep(state);
    running.close();
    close(first);
    expect(words(await openIt())).toEqual(['logged']);
  });

  it('counts a run that was never kept, and forgets what it did', async () => {
    await keepOnce();
    const killed = await openIt();
    write(killed, 'lost');
    close(killed);
    const next = await openIt();
    expect(next).toMatchObject({ run: 3, kept: state });
    expect(words(next)).toEqual(['first']);
  });

  it.each([
    ['before its state was whole', ['tables.db'], 'first'],
    ['before its tables were in their place', ['tables.db', 'state.json'], 'second'],
    ['after they were', ['state.json'], 'second'],
  ])('is whole when a run dies while it is kept: %s', async (_when, gathered, expected) => {
    await keepOnce();
    const before = new Map(['tables.db', 'state.json'].map((name) => [name, readFileSync(join(folder, name))]));
    const second = await openIt();
    write(second, 'second');
    await second.keep({ ...state, at: 2 });
    close(second);
    // As the death leaves it: some of the new files still where they were gathered, and the old ones in place.
    mkdirSync(join(folder, 'keeping'));
    for (const name of gathered) {
      writeFileSync(join(folder, 'keeping', name), readFileSync(join(folder, name)));
      writeFileSync(join(folder, name), before.get(name) ?? '');
    }
    if (expected === 'first') writeFileSync(join(folder, 'state.json'), before.get('state.json') ?? '');

    const next = await openIt();
    expect(next.kept?.at).toBe(expected === 'first' ? state.at : 2);
    expect(words(next).at(-1)).toBe(expected);
    expect(readdirSync(folder)).not.toContain('keeping');
  });

  it('is for one run at a time', async () => {
    await openIt();
    await expect(openIt()).rejects.toThrow(/kept is in use by another run.*: end that one, or name another folder/);
  });

  it('starts anew with fresh: what is not ours stays', async () => {
    await keepOnce();
    mkdirSync(join(folder, 'running-99999'));
    writeFileSync(join(folder, 'running-99999', 'tables.db-wal'), '');
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    mkdirSync(join(folder, 'running-away'));
    mkdirSync(join(folder, 'keeping'));
    writeFileSync(join(folder, 'keeping', 'notes.txt'), 'mine');
    const fresh = await openIt({ fresh: true });
    expect(fresh).toMatchObject({ run: 1, kept: undefined });
    close(fresh);
    expect(readdirSync(folder).sort()).toEqual(['keeping', 'notes.txt', 'peer-review.lock', 'running-away']);
    expect(readdirSync(join(folder, 'keeping'))).toEqual(['notes.txt']);
  });

  it.each([
    ['state.json that is no JSON', (name: string) => writeFileSync(join(name, 'state.json'), '{"at":'), 'is broken'],
    ['state.json of something else', (name: string) => writeFileSync(join(name, 'state.json'), '{"a":1}'), 'is broken'],
    [
      'tables of somebody else',
      (name: string) => writeFileSync(join(name, 'tables.db'), 'x'),
      'is not the one that was',
    ],
    ['no tables', (name: string) => rmSync(join(name, 'tables.db')), 'is not the one that was kept'],
    ['no state', (name: string) => rmSync(join(name, 'state.json')), 'has a tables.db but no state.json'],
    [
      'a lock that is none',
      (name: string) => writeFileSync(join(name, 'peer-review.lock'), 'somebody'.repeat(100)),
      'lock is broken',
    ],
  ])('is refused in a sentence with %s, and can be used again with fresh', async (_what, breakIt, sentence) => {
    await keepOnce();
    breakIt(folder);
    const refusal = { name: 'UnusableFolder', message: expect.stringContaining(sentence) };
    await expect(openIt()).rejects.toMatchObject(refusal);
    await expect(openIt()).rejects.toThrow('Start anew in it with --fresh, or name another folder');
    const fresh = await openIt({ fresh: true });
    expect(fresh).toMatchObject({ run: 1, kept: undefined });
  });

  it('is refused when the database of this run cannot read its tables', async () => {
    await keepOnce();
    await expect(openDataFolder(folder, { ...database, file: 'other.db' })).rejects.toThrow(
      'are in tables.db; the database of this run reads other.db alone',
    );
  });

  it.each(['state.json', 'tables.db', 'other.db', 'keeping', 'running-1'])(
    'is refused and left alone when a folder that was never ours has a %s',
    async (name) => {
      mkdirSync(folder);
      writeFileSync(join(folder, name), 'mine');
      for (const fresh of [false, true]) {
        await expect(openIt({ fresh })).rejects.toThrow(`has ${name} in it but no peer-review.lock`);
      }
      expect(readdirSync(folder)).toEqual([name]);
      expect(readFileSync(join(folder, name), 'utf8')).toBe('mine');
    },
  );

  it('may be a folder that has other things in it', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    expect(await openIt()).toMatchObject({ run: 1, kept: undefined });
  });

  it('cannot be a file, or in one', async () => {
    writeFileSync(folder, '');
    await expect(openIt()).rejects.toThrow('kept: it is a file. Name another folder with --data.');
    folder = join(folder, 'below', 'it');
    await expect(openIt()).rejects.toThrow('it is a file, or lies in one');
    folder = join(folder, '..', '..');
    rmSync(folder);
    mkdirSync(folder);
  });
});
