import type { ChildProcess } from 'node:child_process';
import { type AddressInfo, connect, createServer } from 'node:net';
import { chooseDatabase } from './choose-database.ts';
import { NoDatabase } from './database.ts';
import { startTied } from './tied-process.ts';

/** A DynamoDB that answers on this machine. */
export interface DynamoDb {
  readonly endpoint: string;
  stop(): Promise<void>;
}

const START_ATTEMPTS = 5;
/** A Java takes some seconds, and many of them where the machine is busy. */
const START_TIMEOUT_MS = 120_000;

/**
 * Starts the database of this machine, or takes the one at `DYNAMODB_ENDPOINT`.
 *
 * @param folder where it keeps its rows; in memory when left out.
 * @throws NoDatabase saying what to do when there is none.
 */
export async function startDynamoDb(folder?: string): Promise<DynamoDb> {
  const given = process.env.DYNAMODB_ENDPOINT;
  if (given) return useGiven(given);
  const database = chooseDatabase();
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const child = startTied(await database.command(port, folder));
    let complaint = '';
    child.stderr?.on('data', (chunk) => {
      complaint = `${complaint}${chunk}`.slice(-2000);
    });
    if (await answers(child, port)) {
      return { endpoint: `http://127.0.0.1:${port}`, stop: () => end(child) };
    }
    await end(child);
    // Between finding a free port and using it somebody else may have taken it.
    if (attempt === START_ATTEMPTS) throw new NoDatabase(`The embedded DynamoDB did not start: ${complaint.trim()}`);
  }
}

async function useGiven(endpoint: string): Promise<DynamoDb> {
  const url = URL.parse(endpoint);
  const port = Number(url?.port || (url?.protocol === 'https:' ? 443 : 80));
  // An address of IPv6 stands in brackets in a URL.
  if (!url || !(await connects(port, url.hostname.replace(/^\[|\]$/g, '')))) {
    throw new NoDatabase(`Nothing answers at DYNAMODB_ENDPOINT=${endpoint}: start that DynamoDB first.`);
  }
  return { endpoint: endpoint.replace(/\/$/, ''), stop: async () => {} };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(child: ChildProcess, port: number): Promise<boolean> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    if (await connects(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

function connects(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  await gone;
}
