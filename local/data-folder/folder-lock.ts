import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Another process holds the lock. */
export class Locked extends Error {
  override readonly name = 'Locked';
  /** Id of the process that holds it, if it has said so already. */
  readonly holder: number | undefined;

  constructor(file: string, holder: number | undefined) {
    super(`${file} is held by ${holder === undefined ? 'another process' : `process ${holder}`}.`);
    this.holder = holder;
  }
}

/** The file is no lock of ours. */
export class NoLock extends Error {
  override readonly name = 'NoLock';
}

export interface FolderLock {
  /** How many processes have held it until now, this one included, since the last `reset`. */
  readonly run: number;
  /** Counts from this process on: `run` is 1. */
  reset(): void;
  release(): void;
}

/** https://sqlite.org/rescode.html */
const SQLITE_BUSY = 5;
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/**
 * Takes a lock that one process at a time can hold, and that ends with its holder however it dies: it is SQLite's own lock
 * on a file, which the operating system takes back. So nobody has to tell whether the lock of a killed process is stale.
 *
 * The holder keeps a transaction open that it never writes in: nobody else may begin one, and everybody can read whose it is.
 *
 * @param file is made where it is missing, and stays.
 * @throws Locked, NoLock; what the file system refuses comes out as it is.
 */
export function lockFolder(file: string): FolderLock {
  closeSync(openSync(file, 'a')); // SQLite says of every file that it 'cannot open' it; the file system says why
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec(
      'BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS holder (run INTEGER NOT NULL, process INTEGER NOT NULL)',
    );
    const last = latest(database)?.run ?? 0;
    let run = last + 1;
    const say = (): void => {
      database.exec('DELETE FROM holder');
      database.prepare('INSERT INTO holder VALUES (?, ?)').run(run, process.pid);
      // Between the two another process may come first: then it is the holder, and has counted on from here.
      database.exec('COMMIT; BEGIN IMMEDIATE');
    };
    say();
    return {
      get run() {
        return run;
      },
      reset: () => {
        run = 1;
        say();
      },
      release: () => database.close(),
    };
  } catch (error) {
    const { errcode } = error as { errcode?: number };
    try {
      if (errcode === SQLITE_BUSY) throw new Locked(file, holderOf(database));
      if (errcode === SQLITE_NOTADB || errcode === SQLITE_CORRUPT) throw new NoLock(`${file} is not a lock of ours.`);
      throw error;
    } finally {
      database.close();
    }
  }
}

const latest = (database: DatabaseSync) =>
  database.prepare('SELECT run, process FROM holder').get() as { run: number; process: number } | undefined;

/** Its first holder may still be making the file. */
function holderOf(database: DatabaseSync): number | undefined {
  try {
    const process_ = latest(database)?.process;
    return process_ === process.pid ? undefined : process_;
  } catch {
    return undefined;
  }
}
