/** What `npm run rehearse` does, once it has been said that it does: see start.ts, and USAGE in arguments.ts. */
import { join } from 'node:path';
import { type DataFolder, withDataFolder } from '../data-folder/data-folder.ts';
import { UnusableFolder } from '../data-folder/unusable-folder.ts';
import { chooseDatabase, DATABASE_FILES } from '../dynamodb/choose-database.ts';
import { NoDatabase } from '../dynamodb/database.ts';
import { WrongArguments } from '../play/arguments.ts';
import { inSentences } from '../play/in-sentences.ts';
import type { Progress } from '../play/progress.ts';
import { UnsupportedLocally } from '../unsupported.ts';
import type { RehearsalArguments } from './arguments.ts';
import { compareSettings } from './comparison/compare-settings.ts';
import { hasBroken, playSeeds, tellSeeds } from './many-seeds.ts';
import { rehearse } from './rehearse.ts';
import { hasFound, rehearsalJson, tellRehearsed } from './report.ts';
import { reportFolder, writeReport } from './report-folder.ts';

/** What a process says that was stopped by Ctrl-C. */
const STOPPED = 130;

async function run(args: RehearsalArguments, progress: Progress): Promise<void> {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupted.abort());
  if (args.compare !== undefined) return runComparison(args, args.compare, progress, interrupted.signal);
  if (args.seeds > 1) return runSeeds(args, progress, interrupted.signal);
  if (args.data === undefined) return runOne(args, progress, interrupted);
  if (process.env.DYNAMODB_ENDPOINT) {
    throw new WrongArguments('--data keeps the tables too, and DYNAMODB_ENDPOINT names a database that keeps its own.');
  }
  const database = { file: chooseDatabase().file, all: DATABASE_FILES };
  await withDataFolder(args.data, database, args, (folder) => runOne(args, progress, interrupted, folder));
}

async function runOne(
  args: RehearsalArguments,
  progress: Progress,
  interrupted: AbortController,
  folder?: DataFolder,
): Promise<void> {
  folder?.full.addEventListener('abort', () => interrupted.abort());
  const rehearsed = await rehearse(args, { progress, folder, interrupted: interrupted.signal });
  const report = reportFolder(args);
  await writeReport(report, rehearsed.report);
  for (const line of tellRehearsed(rehearsed, args)) progress.print(line);
  progress.print(`The report is in ${join(report, 'report.html')}.`);
  if (args.json) progress.print(rehearsalJson(rehearsed));
  if (hasFound(rehearsed)) process.exitCode = 1;
  else if (!rehearsed.isDone) process.exitCode = STOPPED;
}

async function runSeeds(args: RehearsalArguments, progress: Progress, interrupted: AbortSignal): Promise<void> {
  progress.end();
  const folder = reportFolder(args);
  const played = await playSeeds(args, folder, interrupted);
  for (const line of tellSeeds(played, args.seeds)) progress.print(line);
  progress.print(`The reports are in ${folder}.`);
  if (played.some(hasBroken)) process.exitCode = 1;
  else if (interrupted.aborted) process.exitCode = STOPPED;
}

async function runComparison(
  args: RehearsalArguments,
  files: readonly [string, string],
  progress: Progress,
  interrupted: AbortSignal,
): Promise<void> {
  progress.end();
  const folder = reportFolder(args);
  for (const line of await compareSettings(args, files, { folder, interrupted })) progress.print(line);
  if (interrupted.aborted) process.exitCode = STOPPED;
}

const SAYS_IT_ALL = [NoDatabase, UnsupportedLocally, UnusableFolder];

/** Rehearses what was asked for. What goes wrong becomes a sentence and an exit status. */
export async function main(args: RehearsalArguments, progress: Progress): Promise<void> {
  await inSentences(() => run(args, progress), progress, SAYS_IT_ALL);
}
