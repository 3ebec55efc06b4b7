import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UnusableFolder } from './unusable-folder.ts';

/** The database whose file keeps the tables: see dynamodb/database.ts. */
export interface TablesFile {
  /** The name of its file in the folder that it is given. */
  readonly file: string;
  /** The names of every database's file, this one's included. */
  readonly all: readonly string[];
}

export const LOCK = 'peer-review.lock';
export const STATE = 'state.json';
/** Here a state and its tables are gathered, and they count as kept once its state has its name. */
export const KEEPING = 'keeping';
/** Where the database of a run has its file. */
export const RUNNING = /^running-\d+$/;

/** What SQLite has beside a database. */
const BESIDE = ['', '-wal', '-shm', '-journal'];

/**
 * Only a folder with our lock in it is ours; into another one nothing is put that could be taken for what is there.
 *
 * @throws UnusableFolder
 */
export function refuseForeign(folder: string, { all }: TablesFile): void {
  if (existsSync(join(folder, LOCK))) return;
  const taken = readdirSync(folder).filter((name) => [STATE, KEEPING, ...all].includes(name) || RUNNING.test(name));
  if (taken.length === 0) return;
  throw new UnusableFolder(
    `${folder} has ${taken.join(' and ')} in it but no ${LOCK}, so this version of the local stack has not filled it. ` +
      'Name another folder with --data; nothing in this one was touched.',
  );
}

/** Removes all that was kept, and what runs that were killed have left. The lock stays. */
export function removeAll(folder: string, database: TablesFile): void {
  removeFolders(folder, database, (name) => name === KEEPING || RUNNING.test(name));
  removeFiles(folder, database);
}

/** Removes the folders that are meant, with our files in them: a folder with something else in it stays. */
export function removeFolders(folder: string, database: TablesFile, isMeant: (name: string) => boolean): void {
  for (const name of readdirSync(folder).filter(isMeant)) {
    try {
      removeFiles(join(folder, name), database);
      rmdirSync(join(folder, name));
    } catch (error) {
      // On Windows the database of a run that was killed holds its file for a moment still: a later run removes it.
      const { code = '' } = error as NodeJS.ErrnoException;
      if (!['EBUSY', 'EPERM', 'ENOTEMPTY', 'ENOTDIR'].includes(code)) throw error;
    }
  }
}

function removeFiles(folder: string, { all }: TablesFile): void {
  const tables = all.flatMap((name) => BESIDE.map((suffix) => `${name}${suffix}`));
  for (const name of [...tables, STATE, `${STATE}.new`]) rmSync(join(folder, name), { force: true });
}
