import { copyFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type FolderLock, Locked, lockFolder, NoLock } from './folder-lock.ts';
import { finishKeeping, keepFiles, readKept } from './kept-files.ts';
import type { KeptState } from './kept-state.ts';
import { LOCK, RUNNING, refuseForeign, removeAll, removeFolders, type TablesFile } from './own-files.ts';
import { isLow, outOfRoom, refuseFull, watchRoom } from './room.ts';
import { START_ANEW, UnusableFolder, withinFolder } from './unusable-folder.ts';

/** The folder of `--data`, while this process has it for itself. */
export interface DataFolder {
  /** Which run of this folder this is, from 1: never the same for two, even when one of them was killed. */
  readonly run: number;
  /** What the latest run that was kept has left. */
  readonly kept: KeptState | undefined;
  /** Where the database has its file during this run: a copy, so that what was kept stays whole whatever becomes of the run. */
  readonly tables: string;
  /**
   * Keeps a state and the tables as they are now in place of what was kept before: all of it, or nothing when the process
   * dies meanwhile. The clock has to stand still.
   *
   * @throws UnusableFolder when the disk is full, for instance; what was kept before is there still.
   */
  keep(state: KeptState): Promise<void>;
  /** Aborted when the disk has hardly any room left: the run has to end while it can still be kept. */
  readonly full: AbortSignal;
  /** Gives the folder back. The database must have stopped. */
  close(): void;
}

/**
 * Opens a folder for what is done with it, and closes it however that ends.
 *
 * @throws what `run` throws; UnusableFolder in its place when the disk is full, which looks like all kinds of failures.
 */
export async function withDataFolder(
  path: string,
  database: TablesFile,
  options: { fresh?: boolean },
  run: (folder: DataFolder) => Promise<void>,
): Promise<void> {
  const folder = await openDataFolder(path, database, options);
  try {
    await run(folder);
    if (folder.full.aborted) throw outOfRoom(path);
  } catch (error) {
    throw folder.full.aborted || isLow(path) ? outOfRoom(path) : error;
  } finally {
    folder.close();
  }
}

/**
 * Takes a folder for this process alone, makes it where it is missing, and reads what was kept in it.
 *
 * @param fresh removes what earlier runs have left: files of ours alone, and only in a folder that was ours.
 * @throws UnusableFolder saying what is wrong and what to do
 */
export async function openDataFolder(
  folder: string,
  database: TablesFile,
  { fresh = false }: { fresh?: boolean } = {},
): Promise<DataFolder> {
  return withinFolder(folder, async () => {
    make(folder);
    refuseForeign(folder, database);
    const lock = takeLock(folder, fresh);
    try {
      if (fresh) {
        removeAll(folder, database);
        lock.reset();
      }
      finishKeeping(folder, database);
      return await beginRun(folder, database, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  });
}

function make(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  // Where nothing can be made in a folder that exists, as in /proc, Node would try for ever to make that one first.
  mkdirSync(folder, { recursive: !existsSync(dirname(folder)) });
}

function takeLock(folder: string, fresh: boolean): FolderLock {
  const file = join(folder, LOCK);
  try {
    return lockFolder(file);
  } catch (error) {
    if (error instanceof Locked) {
      const holder = error.holder === undefined ? '' : ` (process ${error.holder})`;
      throw new UnusableFolder(
        `${folder} is in use by another run${holder}: end that one, or name another folder with --data.`,
      );
    }
    if (!(error instanceof NoLock)) throw error;
    if (!fresh) throw new UnusableFolder(`${file} is broken. ${START_ANEW}`);
    rmSync(file); // nobody can hold it
    return lockFolder(file);
  }
}

async function beginRun(folder: string, database: TablesFile, lock: FolderLock): Promise<DataFolder> {
  const kept = await readKept(folder, database);
  refuseFull(folder, kept ? statSync(join(folder, database.file)).size : 0);
  removeFolders(folder, database, (name) => RUNNING.test(name));
  // Named for the process: the database of a run that was killed may live a moment longer, with its files elsewhere.
  const ownFolder = `running-${process.pid}`;
  const tables = join(folder, ownFolder);
  mkdirSync(tables, { recursive: true });
  if (kept) copyFileSync(join(folder, database.file), join(tables, database.file));
  const room = watchRoom(folder);
  return {
    run: lock.run,
    kept,
    tables,
    keep: (state) => withinFolder(folder, () => keepFiles(folder, tables, database, state)),
    full: room.low,
    close: () => {
      room.stop();
      removeFolders(folder, database, (name) => name === ownFolder);
      lock.release();
    },
  };
}
