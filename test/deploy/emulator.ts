/** The AWS emulator that others wrote: installed beside the project, started on a free port, ended with all it started. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** Pinned to the last package: what docs/decisions says of the emulator was seen with these. */
const requirements = join(import.meta.dirname, 'requirements.txt');

const oldestPython = [3, 10] as const;
const readyWithinMs = 30_000;

/** Why there is nothing to run here and now, as a sentence. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}

/** Everything of a run is in one folder of the project, which git ignores. */
export const workFolder = join(import.meta.dirname, '..', '..', '.emulator');

/**
 * Installs the emulator into an environment of its own, unless it is there.
 *
 * @throws CannotRun without a Python that can run it, or when it cannot be installed.
 */
export function installEmulator(): string {
  const folder = join(workFolder, 'venv');
  const python = join(folder, 'bin', 'python');
  const installed = join(folder, 'requirements.txt');
  if (existsSync(installed) && readFileSync(installed).equals(readFileSync(requirements))) return python;
  const found = findPython();
  rmSync(folder, { recursive: true, force: true });
  try {
    execFileSync(found, ['-m', 'venv', folder], { stdio: ['ignore', 2, 2] });
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
    execFileSync(python, install, { stdio: ['ignore', 2, 2] });
  } catch {
    throw new CannotRun(`The emulator could not be installed: ${found} -m pip install -r ${requirements} failed.`);
  }
  copyFileSync(requirements, installed); // last, so that an install that broke off is made again
  return python;
}

function findPython(): string {
  const [major, minor] = oldestPython;
  const ask = `import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (${major}, ${minor}) else 1)`;
  for (const candidate of ['python3', 'python']) {
    try {
      execFileSync(candidate, ['-c', ask], { stdio: 'ignore' });
      return candidate;
    } catch {
      // The next name may be a newer one.
    }
  }
  throw new CannotRun(`The emulator needs Python ${major}.${minor} or later with venv, and this machine has none.`);
}

/** How many functions a new account runs at a time (Lambda's guide, 'Lambda quotas': new accounts have reduced quotas). */
export const FUNCTIONS_AT_A_TIME = 10;

const Refused = z.object({ functions: z.number(), mails: z.number() });
/** Calls that were refused: of functions, since as many as may were running, and of SES, since as many mails as may had gone in that second. */
export type Refused = z.infer<typeof Refused>;

export interface Emulator {
  readonly endpoint: string;
  readonly port: number;
  /** What a command must find in its environment to talk to the emulator, and to nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  /** What its clock shows. */
  now(): string;
  /** Sets its clock to the instant given at its start, from which it goes on. */
  setClock(): Promise<void>;
  putClockRight(): Promise<void>;
  /** From now on SES takes so many mails a second; any number when nothing is said. */
  limitMails(perSecond?: number): void;
  /** What was refused so far for want of room. */
  refused(): Refused;
  /** The end of what it printed, for a failure's report. */
  lastWords(): string;
  stop(): Promise<void>;
}

/**
 * Starts the emulator on 127.0.0.1.
 *
 * @param instant to which its clock can be set
 * @throws Error when it does not answer within half a minute
 */
export async function startEmulator(python: string, region: string, instant: string): Promise<Emulator> {
  const port = await freePort();
  const run = join(workFolder, 'run');
  rmSync(run, { recursive: true, force: true });
  mkdirSync(run, { recursive: true });
  // It unpacks the functions and its own scripts below; those are not the ES modules that our package.json speaks of.
  writeFileSync(join(run, 'package.json'), '{}');
  const logFile = join(workFolder, 'emulator.log');
  const quotasFile = join(run, 'quotas.json');
  const refusedFile = join(run, 'refused.json');
  const endpoint = `http://127.0.0.1:${port}`;
  const environment = {
    ...withoutAws(process.env),
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    // Accepted by the emulator alone; no account, profile or machine role of a real one can be reached by mistake.
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const log = openSync(logFile, 'w');
  const child = spawn(python, [join(import.meta.dirname, 'emulator.py'), instant], {
    cwd: run,
    detached: true, // a process group of its own: the functions' processes end with it
    stdio: ['ignore', log, log],
    env: {
      ...environment,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      MINISTACK_REGION: region,
      LAMBDA_ACCOUNT_CONCURRENCY: String(FUNCTIONS_AT_A_TIME),
      QUOTAS_FILE: quotasFile,
      REFUSED_FILE: refusedFile,
      SFN_WAIT_SCALE: '0', // a wait until a day next year is over at once
      LOG_LEVEL: 'WARNING',
      TMPDIR: run,
      STATE_DIR: join(run, 'state'),
      S3_DATA_DIR: join(run, 's3'),
    },
  });
  process.once('exit', () => killGroup(child)); // whatever ends this process, the emulator goes with it
  let ahead = 0;
  const emulator: Emulator = {
    endpoint,
    port,
    environment,
    now: () => new Date(Date.now() + ahead).toISOString(),
    setClock: async () => {
      child.kill('SIGUSR1');
      ahead = await difference(endpoint, Date.parse(instant));
    },
    putClockRight: async () => {
      child.kill('SIGUSR2');
      ahead = await difference(endpoint, Date.now());
    },
    limitMails: (mails) =>
      mails === undefined ? rmSync(quotasFile) : writeFileSync(quotasFile, JSON.stringify({ mails })),
    refused: () =>
      existsSync(refusedFile)
        ? Refused.parse(JSON.parse(readFileSync(refusedFile, 'utf8')))
        : { functions: 0, mails: 0 },
    lastWords: () => readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-40).join('\n'),
    stop: () => end(child),
  };
  try {
    await ready(endpoint, child);
    return emulator;
  } catch (error) {
    await emulator.stop();
    throw new Error(`${error instanceof Error ? error.message : error}\n${emulator.lastWords()}`);
  }
}

const withoutAws = (environment: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      name.startsWith('AWS_') || value === undefined ? [] : [[name, value]],
    ),
  );

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port of 127.0.0.1 is free.');
  return address.port;
}

/** Milliseconds by which the emulator's clock is ahead of ours, once it shows about `expected`. */
async function difference(endpoint: string, expected: number): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { headers } = await fetch(`${endpoint}/_ministack/health`);
    const shown = Date.parse(headers.get('date') ?? '');
    if (Math.abs(shown - expected) < readyWithinMs) return shown - Date.now();
    await sleep(100);
  }
  throw new Error("The emulator's clock could not be set.");
}

async function ready(endpoint: string, child: ChildProcess): Promise<void> {
  for (let waited = 0; waited < readyWithinMs; waited += 200) {
    if (child.exitCode !== null) throw new Error(`The emulator ended with status ${child.exitCode}.`);
    const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(200);
  }
  throw new Error(`The emulator did not answer within ${readyWithinMs / 1000} s.`);
}

/** It holds nothing that is worth a farewell, so its whole group is killed at once. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  killGroup(child);
  await gone;
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}
