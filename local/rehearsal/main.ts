/** What `npm run rehearse` does, once it has been said that it does: see start.ts, and USAGE in arguments.ts. */
import { type DataFolder, withDataFolder } from '../data-folder/data-folder.ts';
import { UnusableFolder } from '../data-folder/unusable-folder.ts';
import { chooseDatabase, DATABASE_FILES } from '../dynamodb/choose-database.ts';
import { NoDatabase } from '../dynamodb/database.ts';
import { WrongArguments } from '../play/arguments.ts';
import { inSentences } from '../play/in-sentences.ts';
import type { Progress } from '../play/progress.ts';
import { UnsupportedLocally } from '../unsupported.ts';
import type { RehearsalArguments } from './arguments.ts';
import { rehearse } from './rehearse.ts';
import { hasFound, rehearsalJson, tellRehearsed } from './report.ts';

async function run(args: RehearsalArguments, progress: Progress): Promise<void> {
  if (args.data === undefined) return runIn(undefined, args, progress);
  if (process.env.DYNAMODB_ENDPOINT) {
    throw new WrongArguments('--data keeps the tables too, and DYNAMODB_ENDPOINT names a database that keeps its own.');
  }
  const database = { file: chooseDatabase().file, all: DATABASE_FILES };
  await withDataFolder(args.data, database, args, (folder) => runIn(folder, args, progress));
}

async function runIn(folder: DataFolder | undefined, args: RehearsalArguments, progress: Progress): Promise<void> {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupted.abort());
  folder?.full.addEventListener('abort', () => interrupted.abort());
  for (let seed = args.seed; seed < args.seed + args.seeds && !interrupted.signal.aborted; seed += 1) {
    const rehearsed = await rehearse({ ...args, seed }, { progress, folder, interrupted: interrupted.signal });
    for (const line of tellRehearsed(rehearsed, args)) progress.print(line);
    if (args.json) progress.print(rehearsalJson(rehearsed));
    if (hasFound(rehearsed)) process.exitCode = 1;
    else if (!rehearsed.isDone) process.exitCode ??= 130;
  }
}

const SAYS_IT_ALL = [NoDatabase, UnsupportedLocally, UnusableFolder];

/** Rehearses what was asked for. What goes wrong becomes a sentence and an exit status. */
export async function main(args: RehearsalArguments, progress: Progress): Promise<void> {
  await inSentences(() => run(args, progress), progress, SAYS_IT_ALL);
}
