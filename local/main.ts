/** `npm start`: see USAGE in play/arguments.ts. */

import { londonDate } from '../lambdas/calendar/london.ts';
import { Store } from '../lambdas/store/store.ts';
import { type DataFolder, withDataFolder } from './data-folder/data-folder.ts';
import { UnusableFolder } from './data-folder/unusable-folder.ts';
import { chooseDatabase, DATABASE_FILES } from './dynamodb/choose-database.ts';
import { NoDatabase } from './dynamodb/database.ts';
import { DEVELOPER_KEY } from './endpoint/callers.ts';
import { continueFrom, stateOf } from './kept-state.ts';
import { attend } from './people/people.ts';
import { type PlayArguments, readArguments, USAGE, WrongArguments } from './play/arguments.ts';
import { PLAYED_YEAR, PlayStuck, play, playStart, reportPlay } from './play/play.ts';
import { playTerm, reactToTerm, tellTerm } from './play/play-term.ts';
import { type Network, readNetwork, seedNetwork } from './play/seed-network.ts';
import { seedTerm, termReviews, termStart } from './play/seed-term.ts';
import { printTimeline } from './play/timeline.ts';
import { PortInUse } from './portal.ts';
import { type LocalStack, startLocalStack } from './stack.ts';
import { synthesize } from './synth.ts';
import { UnsupportedLocally } from './unsupported.ts';

const print = (line: string): void => console.log(line);

async function run(args: PlayArguments): Promise<void> {
  if (args.data === undefined) return runIn(undefined, args);
  if (process.env.DYNAMODB_ENDPOINT) {
    throw new WrongArguments('--data keeps the tables too, and DYNAMODB_ENDPOINT names a database that keeps its own.');
  }
  const database = { file: chooseDatabase().file, all: DATABASE_FILES };
  await withDataFolder(args.data, database, args, (folder) => runIn(folder, args));
}

async function runIn(folder: DataFolder | undefined, args: PlayArguments): Promise<void> {
  const kept = folder?.kept;
  const start = kept ? new Date(kept.at) : args.term === undefined ? playStart() : termStart();
  const network = readNetwork({ ...args, today: londonDate(start.toISOString()) });
  // A port of one's own is part of every link in a mail, so the app is synthesized for it.
  const origin = args.port === 0 ? undefined : `http://127.0.0.1:${args.port}`;
  const cdkOut = await synthesize(origin === undefined ? {} : { portalOrigin: origin });
  const stack = await startLocalStack({
    ...{ cdkOut, start, port: args.once && args.port === 4300 ? 0 : args.port },
    ...(folder && { dataDir: folder.tables, seed: folder.run }),
  });
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupted.abort());
  folder?.full.addEventListener('abort', () => interrupted.abort());
  try {
    const heard = printTimeline(stack, print);
    await Promise.all([seed(stack, network, args), stack.functions.warmAll()]);
    attend(stack, { onAnswer: heard, ...(args.term !== undefined && { react: reactToTerm(args.once) }) });
    for (const line of network.refused) print(`Left out of the network: ${line}`);
    if (kept) await continueFrom(stack, kept);
    const playIt = args.term === undefined ? playOnce : playTermOnce;
    const played = kept?.played || (await playIt(stack, network.host.urn, args, interrupted.signal));
    await folder?.keep(stateOf(stack, { played })); // whoever ends the process from here on loses only what comes now
    if (!args.once) await serve(stack, interrupted.signal);
    if (!args.once) await folder?.keep(stateOf(stack, { played }));
    if (args.once && interrupted.signal.aborted) process.exitCode = 130;
  } finally {
    await stack.stop();
  }
}

async function playOnce(
  stack: LocalStack,
  host: string,
  { json }: PlayArguments,
  interrupted: AbortSignal,
): Promise<boolean> {
  const began = performance.now();
  if (!(await play(stack, host, interrupted))) return false;
  // performance.now() counts from the start of the process.
  const seconds = { play: (performance.now() - began) / 1000, wall: performance.now() / 1000 };
  const report = await reportPlay(stack, host, seconds);
  const { mails, decisions, executions, stateTransitions } = report.counts;
  print(
    `\n${report.review} is ${report.status}: ${mails} mails, ${decisions} questions, ${executions} executions, ` +
      `${stateTransitions.perReview} state transitions a review. Played in ${report.playSeconds} seconds.`,
  );
  if (json) print(JSON.stringify(report));
  return true;
}

async function seed(stack: LocalStack, network: Network, { term }: PlayArguments): Promise<void> {
  if (term === undefined) return seedNetwork(stack, network, PLAYED_YEAR);
  const store = new Store({ client: stack.table, table: stack.tableName });
  // What was kept of an earlier run has all of it.
  if (await store.review(termReviews(network, 1)[0]?.about ?? '')) return;
  await seedTerm(store, network, termReviews(network, term));
}

async function playTermOnce(
  stack: LocalStack,
  _host: string,
  { once, json }: PlayArguments,
  interrupted: AbortSignal,
): Promise<boolean> {
  const began = performance.now();
  const report = await playTerm(stack, once, interrupted);
  if (!report) return false;
  const playSeconds = (performance.now() - began) / 1000;
  print(`\n${await tellTerm(stack, playSeconds)}`);
  if (json) print(JSON.stringify({ ...report, playSeconds: Math.round(playSeconds * 10) / 10 }));
  return true;
}

async function serve(stack: LocalStack, interrupted: AbortSignal): Promise<void> {
  if (interrupted.aborted) return;
  stack.pace.begin();
  print(`\nInbox, pages and workflows: ${stack.portalOrigin}/_local/ (Ctrl-C ends)`);
  print(`For the AWS CLI and SDKs: ${stack.awsEndpoint} with the access key '${DEVELOPER_KEY}' and any secret.`);
  await new Promise((resolve) => interrupted.addEventListener('abort', resolve));
  await stack.pace.stop();
  await stack.clock.idle();
}

try {
  const args = readArguments(process.argv.slice(2));
  if (args.help) print(USAGE);
  else await run(args);
} catch (error) {
  if (error instanceof WrongArguments) {
    console.error(error.message);
    process.exitCode = 2;
  } else {
    const sentences = [NoDatabase, PlayStuck, PortInUse, UnsupportedLocally, UnusableFolder];
    const saysItAll = sentences.some((kind) => error instanceof kind);
    console.error(saysItAll && error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
