/** `npm start`: see USAGE in play/arguments.ts. */

import { londonDate } from '../lambdas/calendar/london.ts';
import { Store } from '../lambdas/store/store.ts';
import { DEVELOPER_KEY } from './endpoint/callers.ts';
import { continueFrom, keepState, RunCutOff, readKeptState } from './kept-state.ts';
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
  const kept = args.data === undefined ? undefined : readKeptState(args.data);
  const start = kept ? new Date(kept.at) : args.term === undefined ? playStart() : termStart();
  const network = readNetwork({ ...args, today: londonDate(start.toISOString()) });
  // A port of one's own is part of every link in a mail, so the app is synthesized for it.
  const origin = args.port === 0 ? undefined : `http://127.0.0.1:${args.port}`;
  const cdkOut = await synthesize(origin === undefined ? {} : { portalOrigin: origin });
  const stack = await startLocalStack({
    ...{ cdkOut, start, port: args.once && args.port === 4300 ? 0 : args.port },
    ...(args.data === undefined ? {} : { dataDir: args.data }),
  });
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
  try {
    const heard = printTimeline(stack, print);
    await Promise.all([seed(stack, network, args), stack.functions.warmAll()]);
    attend(stack, { onAnswer: heard, ...(args.term !== undefined && { react: reactToTerm(args.once) }) });
    for (const line of network.refused) print(`Left out of the network: ${line}`);
    if (kept) await continueFrom(stack, kept);
    const playIt = args.term === undefined ? playOnce : playTermOnce;
    const played = kept?.played || (await playIt(stack, network.host.urn, args, interrupted.signal));
    if (!args.once) await serve(stack, interrupted.signal);
    if (args.data !== undefined) keepState(stack, args.data, { played });
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
  stack.pace.stop();
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
    const saysItAll = [PlayStuck, PortInUse, RunCutOff, UnsupportedLocally].some((kind) => error instanceof kind);
    console.error(saysItAll && error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
