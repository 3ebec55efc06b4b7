/** What `npm start` does, once it has been said that it does: see start.ts, and USAGE in play/arguments.ts. */

import { longDate } from '../lambdas/calendar/dates.ts';
import { londonDate } from '../lambdas/calendar/london.ts';
import { Store } from '../lambdas/store/store.ts';
import { type DataFolder, withDataFolder } from './data-folder/data-folder.ts';
import { UnusableFolder } from './data-folder/unusable-folder.ts';
import { chooseDatabase, DATABASE_FILES } from './dynamodb/choose-database.ts';
import { NoDatabase } from './dynamodb/database.ts';
import { DEVELOPER_KEY } from './endpoint/callers.ts';
import { developerStore } from './endpoint/developer-store.ts';
import { continueFrom, stateOf } from './kept-state.ts';
import { attend, type Reached } from './people/people.ts';
import { type PlayArguments, WrongArguments } from './play/arguments.ts';
import { goOn } from './play/go-on.ts';
import { followReview, followTerm, followYears, type HowFar } from './play/how-far.ts';
import { inSentences } from './play/in-sentences.ts';
import { PLAYED_YEAR, PlayStuck, play, playedReview, playStart, reportPlay } from './play/play.ts';
import { playTerm, reactToTerm, tellTerm } from './play/play-term.ts';
import type { Progress } from './play/progress.ts';
import { type Network, readNetwork, seedNetwork } from './play/seed-network.ts';
import { ROUND, seedTerm, termReviews, termStart } from './play/seed-term.ts';
import { printTimeline, type Timeline } from './play/timeline.ts';
import { worthOpening } from './play/worth-opening.ts';
import { happenings } from './play/years/happenings.ts';
import { playYears, tellYears } from './play/years/play-years.ts';
import { PlayedYears } from './play/years/played-years.ts';
import { PortInUse } from './portal.ts';
import { type LocalStack, startLocalStack } from './stack.ts';
import { synthesize } from './synth.ts';
import { UnsupportedLocally } from './unsupported.ts';

/** How often what happened is printed while the pages are served. */
const FLUSH_MS = 1000;

/** What looks on while something is played, and may end it. */
interface Watch {
  readonly progress: Progress;
  readonly timeline: Timeline;
  readonly interrupted: AbortSignal;
}

async function run(args: PlayArguments, progress: Progress): Promise<void> {
  if (args.data === undefined) return runIn(undefined, args, progress);
  if (process.env.DYNAMODB_ENDPOINT) {
    throw new WrongArguments('--data keeps the tables too, and DYNAMODB_ENDPOINT names a database that keeps its own.');
  }
  const database = { file: chooseDatabase().file, all: DATABASE_FILES };
  await withDataFolder(args.data, database, args, (folder) => runIn(folder, args, progress));
}

async function runIn(folder: DataFolder | undefined, args: PlayArguments, progress: Progress): Promise<void> {
  const kept = folder?.kept;
  if (kept?.rehearsal !== undefined) {
    throw new WrongArguments(`${args.data} keeps a rehearsal: go on with npm run rehearse, or name another folder.`);
  }
  const start = kept ? new Date(kept.at) : args.term === undefined ? playStart() : termStart();
  const network = readNetwork({ ...args, today: londonDate(start.toISOString()) });
  // A port of one's own is part of every link in a mail, so the app is synthesized for it.
  const origin = args.port === 0 ? undefined : `http://127.0.0.1:${args.port}`;
  const onPart = (part: string): void => progress.begin(part);
  const cdkOut = await synthesize({ onPart, ...(origin !== undefined && { portalOrigin: origin }) });
  progress.begin('starting');
  const stack = await startLocalStack({
    print: (message) => progress.warn(`[local] ${message}`),
    quotas: args.quotas,
    ...(args.oldReads !== undefined && { oldReads: args.oldReads }),
    ...{ cdkOut, start, port: args.once && args.port === 4300 ? 0 : args.port },
    ...(folder && { dataDir: folder.tables, seed: folder.run }),
  });
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupted.abort());
  folder?.full.addEventListener('abort', () => interrupted.abort());
  try {
    const timeline = printTimeline(stack, (line) => progress.print(line));
    progress.begin('seeding');
    await Promise.all([seed(stack, network, args), stack.functions.warmAll()]);
    const years = yearsOf(stack, network, args, timeline);
    const react = args.term === undefined ? (reached: Reached) => years?.react(reached) : reactToTerm(args.once);
    attend(stack, { onAnswer: timeline.heard, react });
    for (const line of network.refused) progress.print(`Left out of the network: ${line}`);
    if (kept) await continueFrom(stack, kept);
    const watch = { progress, timeline, interrupted: interrupted.signal };
    const playIt = () =>
      years
        ? playAllYears(years, args, watch)
        : args.term === undefined
          ? playOnce(stack, network.host.urn, args, watch)
          : playTermOnce(stack, args, watch);
    const played = kept?.played || (await playIt());
    progress.end();
    if (kept?.played) tellEarlier(start, args, progress);
    await folder?.keep(stateOf(stack, { played })); // whoever ends the process from here on loses only what comes now
    // Of a term the plan waits; a run that goes on from an earlier one goes on from its day.
    const goesOn = args.term === undefined && played && !kept?.played;
    if (!args.once) await serve(stack, watch, goesOn);
    if (!args.once) await folder?.keep(stateOf(stack, { played }));
    if (args.once && interrupted.signal.aborted) process.exitCode = 130;
  } finally {
    await stack.stop();
  }
}

/** A run that only goes on says so: what there was to play an earlier run has played. */
function tellEarlier(start: Date, { data, json }: PlayArguments, progress: Progress): void {
  const at = start.toISOString();
  progress.print(
    `\nAn earlier run has played what ${data} keeps: this one goes on from ${longDate(londonDate(at))}. With --fresh it is played anew.`,
  );
  if (json) progress.print(JSON.stringify({ playedEarlier: true, at }));
}

async function playOnce(stack: LocalStack, host: string, { json }: PlayArguments, watch: Watch): Promise<boolean> {
  const { progress, interrupted } = watch;
  const began = performance.now();
  const howFar = followReview(stack, playedReview(host), progress);
  progress.begin('playing', howFar.where);
  const isDone = await play(stack, host, interrupted).finally(() => endOf(howFar, watch));
  // performance.now() counts from the start of the process.
  const seconds = { play: (performance.now() - began) / 1000, wall: performance.now() / 1000 };
  if (!isDone) return false;
  const report = await reportPlay(stack, host, seconds);
  const { mails, decisions, executions, stateTransitions } = report.counts;
  progress.print(
    `\n${report.review} is ${report.status}: ${mails} mails, ${decisions} questions, ${executions} executions, ` +
      `${stateTransitions.perReview} state transitions a review. Played in ${report.playSeconds} seconds.`,
  );
  if (json) progress.print(JSON.stringify(report));
  return true;
}

/** The years that were asked for, with everything that is to happen in them. */
function yearsOf(
  stack: LocalStack,
  network: Network,
  { years: count }: PlayArguments,
  timeline: Timeline,
): PlayedYears | undefined {
  if (count === undefined) return undefined;
  const years = new PlayedYears(stack, developerStore(stack), { network, count, tell: timeline.happened });
  for (const happening of happenings) happening(years);
  return years;
}

async function playAllYears(years: PlayedYears, { json }: PlayArguments, watch: Watch): Promise<boolean> {
  const { progress, interrupted } = watch;
  const howFar = followYears(years, progress);
  progress.begin('playing', howFar.where);
  const report = await playYears(years, interrupted).finally(() => endOf(howFar, watch));
  if (!report) return false;
  for (const line of tellYears(report)) progress.print(line);
  if (json) progress.print(JSON.stringify(report));
  if (report.problems > 0) process.exitCode = 1;
  return true;
}

/** Tells what is held back, also of a play that stood still, and how long it took. */
async function endOf(howFar: HowFar, { timeline, progress }: Watch): Promise<void> {
  await howFar.stop();
  timeline.flush();
  progress.end();
}

async function seed(stack: LocalStack, network: Network, { term }: PlayArguments): Promise<void> {
  if (term === undefined) return seedNetwork(stack, network, PLAYED_YEAR);
  const store = new Store({ client: stack.table, table: stack.tableName });
  // What was kept of an earlier run has all of it.
  if (await store.review(termReviews(network, 1)[0]?.about ?? '')) return;
  await seedTerm(store, network, termReviews(network, term));
}

async function playTermOnce(stack: LocalStack, { once, json }: PlayArguments, watch: Watch): Promise<boolean> {
  const { progress, interrupted } = watch;
  const began = performance.now();
  const howFar = followTerm(stack, ROUND, progress);
  progress.begin('playing', howFar.where);
  const report = await playTerm(stack, once, interrupted).finally(() => endOf(howFar, watch));
  const playSeconds = (performance.now() - began) / 1000;
  if (!report) return false;
  progress.print(`\n${await tellTerm(stack, playSeconds)}`);
  if (json) progress.print(JSON.stringify({ ...report, playSeconds: Math.round(playSeconds * 10) / 10 }));
  return true;
}

/** Serves the pages until somebody ends it, on a day on which there is something to see. */
async function serve(stack: LocalStack, { progress, timeline, interrupted }: Watch, goesOn: boolean): Promise<void> {
  if (interrupted.aborted) return;
  if (goesOn) {
    progress.begin('going on until somebody is asked');
    await goOn(stack, interrupted);
    timeline.flush();
    progress.end();
    if (interrupted.aborted) return;
  }
  stack.pace.begin();
  for (const line of worthOpening(stack)) progress.print(line);
  progress.print(
    `For the AWS CLI and SDKs: ${stack.awsEndpoint} with the access key '${DEVELOPER_KEY}' and any secret.`,
  );
  // The clock may stand still for hours now: what happened last is not held back until it goes on.
  const flushing = setInterval(() => timeline.flush(), FLUSH_MS);
  await new Promise((resolve) => interrupted.addEventListener('abort', resolve));
  clearInterval(flushing);
  await stack.pace.stop();
  await stack.clock.idle();
}

const SAYS_IT_ALL = [NoDatabase, PlayStuck, PortInUse, UnsupportedLocally, UnusableFolder];

/**
 * Plays what `npm start` was asked to, and then serves the pages. What goes wrong becomes a sentence and an exit status.
 */
export async function main(args: PlayArguments, progress: Progress): Promise<void> {
  await inSentences(() => run(args, progress), progress, SAYS_IT_ALL);
}
