import { globSync, readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test, vi } from 'vitest';
import { connectStore } from '../../lambdas/wiring/connect-store.ts';

/** A place that takes every connection and never says a word. Gives its address. */
async function silence(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

/**
 * A place that takes no connection: its thread stands still after it has begun to listen, and as many wait to be accepted as its queue
 * has room for. What comes then is left without an answer. Gives its address.
 */
async function fullQueue(): Promise<string> {
  const thread = new Worker(
    `const { createServer } = require('node:net');
    const server = createServer().listen(0, '127.0.0.1', 1, () => {
      require('node:worker_threads').parentPort.postMessage(server.address().port);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`,
    { eval: true },
  );
  onTestFinished(async () => void (await thread.terminate()));
  const port = await new Promise<number>((resolve) => thread.once('message', resolve));
  const waiting = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => {}));
  onTestFinished(() => waiting.forEach((socket) => void socket.destroy()));
  await new Promise((resolve) => waiting[0]?.once('connect', resolve));
  return `http://127.0.0.1:${port}`;
}

function useEndpoint(address: string): void {
  vi.stubEnv('AWS_ENDPOINT_URL', address);
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, 'any');
  vi.stubEnv('AWS_REGION', 'eu-west-2');
  onTestFinished(() => void vi.unstubAllEnvs());
}

test('a connection that nobody takes is given up after a second', { timeout: 20_000 }, async () => {
  useEndpoint(await fullQueue());
  const began = performance.now();

  await expect(connectStore('reviews').review('qar-2026-100183')).rejects.toThrow(
    /within the configured timeout of 1000 ms/,
  );
  expect(performance.now() - began).toBeGreaterThan(900);
});

test('a request that is never answered is given up after five seconds', { timeout: 9_000 }, async () => {
  useEndpoint(await silence());
  const began = performance.now();

  await expect(connectStore('reviews').review('qar-2026-100183')).rejects.toThrow(/exceeded the configured 5000 ms/);
  expect(performance.now() - began).toBeGreaterThan(4_500);
});

test('a form is counted though a transaction holds the row of its link just then', async () => {
  const asked: (string | undefined)[] = [];
  const server = createHttpServer((request, response) => {
    asked.push(String(request.headers['x-amz-target']).split('.').at(-1));
    const clash = { __type: 'com.amazonaws.dynamodb.v20120810#TransactionConflictException', message: 'Ongoing.' };
    const row = { Attributes: { forms: { N: '2' }, __edb_e__: { S: 'decisionLink' }, __edb_v__: { S: '1' } } };
    response.writeHead(asked.length === 1 ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' });
    request.resume().on('end', () => response.end(JSON.stringify(asked.length === 1 ? clash : row)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  useEndpoint(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
  vi.stubEnv('AWS_MAX_ATTEMPTS', '4');

  await connectStore('reviews').countForm('hash');
  expect(asked).toEqual(['UpdateItem', 'UpdateItem']);
});

test('every client is made with the same limits', () => {
  const sources = globSync('lambdas/**/*.{ts,tsx}').map((file) => readFileSync(file, 'utf8'));
  const made = sources.flatMap((source) => [...source.matchAll(/new \w+Client\(([^)]*)\)/g)].map(([, given]) => given));

  expect(made.length).toBeGreaterThan(2);
  expect(made.filter((given) => given !== 'clientSettings')).toEqual([]);
});
