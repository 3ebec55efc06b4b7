/** Every function starts with the environment that its deployment gives it, and with nothing of the machine's own. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { functionNames } from '../../lib/functions.ts';
import { buildFunctions } from '../../scripts/build.ts';
import { deploy, environmentsOf, everythingOf } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'functions-'));
const machine = { ...process.env };
const environments = environmentsOf(everythingOf(deploy()), 'trial');

/** References are only resolved in a deployment; any text serves here. */
const environmentOf = (name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environments.get(name) ?? {}).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : 'arn:of-something',
    ]),
  );

beforeAll(async () => {
  await buildFunctions(folder);
});

afterAll(() => {
  process.env = machine;
});

test.each(functionNames)('%s', async (name) => {
  process.env = { AWS_REGION: 'eu-west-2', ...environmentOf(name) };

  const loaded: { handler?: unknown } = await import(pathToFileURL(join(folder, name, 'index.mjs')).href);

  expect(loaded.handler).toBeTypeOf('function');
});
