import { globSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
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

test('a request that is never answered is given up after five seconds', { timeout: 9_000 }, async () => {
  vi.stubEnv('AWS_ENDPOINT_URL', await silence());
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, 'any');
  vi.stubEnv('AWS_REGION', 'eu-west-2');
  onTestFinished(() => void vi.unstubAllEnvs());
  const began = performance.now();

  await expect(connectStore('reviews').review('qar-2026-100183')).rejects.toThrow(/exceeded the configured 5000 ms/);
  expect(performance.now() - began).toBeGreaterThan(4_500);
});

test('every client is made with the same limits', () => {
  const sources = globSync('lambdas/**/*.{ts,tsx}').map((file) => readFileSync(file, 'utf8'));
  const made = sources.flatMap((source) => [...source.matchAll(/new \w+Client\(([^)]*)\)/g)].map(([, given]) => given));

  expect(made.length).toBeGreaterThan(2);
  expect(made.filter((given) => given !== 'clientSettings')).toEqual([]);
});
