/** Every function starts with the environment that its deployment gives it, and with nothing of the machine's own. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { functionNames } from '../../lib/functions.ts';
import { buildFunctions } from '../../scripts/build.ts';
import { deploy, environmentsOf, everythingOf } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'functions-'));
const environments = environmentsOf(everythingOf(deploy()), 'trial');

/** References are only resolved in a deployment; any text serves here. */
const environmentOf = (name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environments.get(name) ?? {}).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : 'arn:of-something',
    ]),
  );

/** What became of each function: the type of its handler, or why it did not load. */
let loaded: Record<string, string> = {};

beforeAll(async () => {
  await buildFunctions(folder);
  // In one process, with one environment after another: that is a second in place of half a minute.
  const script = `
    import { pathToFileURL } from 'node:url';
    const loaded = {};
    for (const [name, environment] of Object.entries(JSON.parse(process.argv[1]))) {
      process.env = { AWS_REGION: 'eu-west-2', ...environment };
      try {
        const { handler } = await import(pathToFileURL(name + '/index.mjs').href);
        loaded[name] = typeof handler;
      } catch (error) {
        loaded[name] = String(error);
      }
    }
    process.stdout.write(JSON.stringify(loaded));`;
  const all = Object.fromEntries(functionNames.map((name) => [name, environmentOf(name)]));
  const parameters = ['--input-type=module', '--eval', script, '--', JSON.stringify(all)];
  loaded = JSON.parse(execFileSync(process.execPath, parameters, { cwd: folder, encoding: 'utf8', env: {} }));
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each(functionNames)('%s', (name) => {
  expect(loaded[name]).toBe('function');
});
