import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { type AddressInfo, connect, createServer } from 'node:net';

/** A DynamoDB that answers on this machine. */
export interface DynamoDb {
  readonly endpoint: string;
  stop(): Promise<void>;
}

const START_ATTEMPTS = 5;
const START_TIMEOUT_MS = 10_000;

// The shell ends the database as soon as our end of its input closes, which happens however this process dies.
const DIE_WITH_PARENT = 'exec 3<&0; "$@" & child=$!; (cat <&3 >/dev/null; kill $child 2>/dev/null) & wait $child';

/**
 * Starts the embedded DynamoDB, or takes the one at `DYNAMODB_ENDPOINT`.
 *
 * @param databaseFile where it keeps its rows; in memory when left out.
 * @throws Error saying what to do when this platform has no binary.
 */
export async function startDynamoDb(databaseFile?: string): Promise<DynamoDb> {
  const given = process.env.DYNAMODB_ENDPOINT;
  if (given) return { endpoint: given.replace(/\/$/, ''), stop: async () => {} };
  const binary = findBinary();
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const child = spawn(
      '/bin/sh',
      [
        ...['-c', DIE_WITH_PARENT, 'dynamodb', binary, 'serve', '--host', '127.0.0.1', '--port', String(port)],
        ...(databaseFile === undefined ? [] : ['--db-path', databaseFile]),
      ],
      { stdio: ['pipe', 'ignore', 'pipe'] },
    );
    let complaint = '';
    child.stderr?.on('data', (chunk) => {
      complaint = `${complaint}${chunk}`.slice(-2000);
    });
    if (await answers(child, port)) {
      return { endpoint: `http://127.0.0.1:${port}`, stop: () => end(child) };
    }
    await end(child);
    // Between finding a free port and using it somebody else may have taken it.
    if (attempt === START_ATTEMPTS) throw new Error(`The embedded DynamoDB did not start: ${complaint.trim()}`);
  }
}

function findBinary(): string {
  try {
    return createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide');
  } catch {
    throw new Error(
      `The embedded DynamoDB has no binary for ${process.platform}-${process.arch}. Start any DynamoDB yourself, ` +
        'for example amazon/dynamodb-local, and set DYNAMODB_ENDPOINT=http://127.0.0.1:8000.',
    );
  }
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
  while (child.exitCode === null && Date.now() < deadline) {
    if (await connects(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  await gone;
}
