import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { type KeptState, keptStateSchema } from './kept-state.ts';
import { KEEPING, removeFolders, STATE, type TablesFile } from './own-files.ts';
import { START_ANEW, UnusableFolder } from './unusable-folder.ts';

const fileSchema = keptStateSchema.extend({
  format: z.literal(1),
  /** The tables that belong to this state: others, whosever they are, would not fit it. */
  tables: z.object({ file: z.string(), sha256: z.string() }),
});
type StateFile = z.infer<typeof fileSchema>;

/**
 * Keeps a state and the tables as they are now in place of those before: both or, when the process dies meanwhile, neither.
 *
 * @param tables where the database has its file; it may be running, but nobody may be writing.
 */
export async function keepFiles(folder: string, tables: string, database: TablesFile, state: KeptState): Promise<void> {
  const { file } = database;
  removeFolders(folder, database, (name) => name === KEEPING);
  const keeping = join(folder, KEEPING);
  mkdirSync(keeping, { recursive: true });
  // SQLite brings together what is in its file and what is in its log.
  const source = new DatabaseSync(join(tables, file), { readOnly: true });
  try {
    await backup(source, join(keeping, file));
  } finally {
    source.close();
  }
  const sha256 = await digestOf(join(keeping, file));
  const text = JSON.stringify({ format: 1, tables: { file, sha256 }, ...state } satisfies StateFile);
  writeFileSync(join(keeping, `${STATE}.new`), text, { flush: true });
  renameSync(join(keeping, `${STATE}.new`), join(keeping, STATE));
  finishKeeping(folder, database);
}

/** Puts what was gathered where it belongs, or drops what was not gathered to its end. It may be cut off and called again. */
export function finishKeeping(folder: string, database: TablesFile): void {
  const keeping = join(folder, KEEPING);
  if (existsSync(join(keeping, STATE))) {
    for (const file of database.all) {
      if (existsSync(join(keeping, file))) renameSync(join(keeping, file), join(folder, file));
    }
    renameSync(join(keeping, STATE), join(folder, STATE));
  }
  removeFolders(folder, database, (name) => name === KEEPING);
}

/**
 * Reads what was kept, if anything was.
 *
 * @throws UnusableFolder when it is broken, or incomplete, or for another database.
 */
export async function readKept(folder: string, { file, all }: TablesFile): Promise<StateFile | undefined> {
  if (!existsSync(join(folder, STATE))) {
    const left = all.find((name) => existsSync(join(folder, name)));
    if (left === undefined) return undefined;
    throw new UnusableFolder(`${folder} has a ${left} but no ${STATE}, which belongs to it. ${START_ANEW}`);
  }
  const state = parseState(readFileSync(join(folder, STATE), 'utf8'));
  if (!state)
    throw new UnusableFolder(`${join(folder, STATE)} is broken: it is not what was kept there. ${START_ANEW}`);
  if (state.tables.file !== file) {
    throw new UnusableFolder(
      `The tables in ${folder} are in ${state.tables.file}; the database of this run reads ${file} alone. ` +
        `Choose the other database with PEER_REVIEW_DATABASE. ${START_ANEW}`,
    );
  }
  if (!existsSync(join(folder, file)) || (await digestOf(join(folder, file))) !== state.tables.sha256) {
    throw new UnusableFolder(`${join(folder, file)} is not the one that was kept with ${STATE}. ${START_ANEW}`);
  }
  return state;
}

function parseState(text: string): StateFile | undefined {
  try {
    return fileSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
