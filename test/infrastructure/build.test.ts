import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkPlan } from '../../lambdas/solver/check-plan.ts';
import type { SolvedSeason } from '../../lambdas/solver/solve-in-worker.ts';
import { functionNames } from '../../lib/functions.ts';
import { buildFunctions, bundle, findHandlers } from '../../scripts/build.ts';
import { person, review, season } from '../solver/small-seasons.ts';

test('every function of lib/functions.ts has a handler, and every handler is a function of it', () => {
  expect([...findHandlers().keys()].sort()).toEqual([...functionNames].sort());
});

const root = join(import.meta.dirname, '../..');

/** All functions, as the first test builds them. */
const built = mkdtempSync(join(tmpdir(), 'build-'));
const names = await buildFunctions(built);

test('equal sources give equal bytes, and what belongs to no handler goes', async () => {
  const second = mkdtempSync(join(tmpdir(), 'build-'));
  mkdirSync(join(second, 'a-function-of-yesterday'));

  await buildFunctions(second);

  expect(readdirSync(second).sort()).toEqual([...names].sort());
  for (const name of names) expect(bytesOf(join(second, name))).toEqual(bytesOf(join(built, name)));
});

/** What the files of a function hold, by their names. */
const bytesOf = (folder: string): Map<string, string> =>
  new Map(filesIn(folder).map((file) => [file, readFileSync(join(folder, file), 'base64')]));

const filesIn = (folder: string): string[] =>
  globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

test('a chunk is the same code in each function that has it, and a function has those that it imports and no others', async () => {
  const folder = built;
  const known = new Map<string, string>();
  for (const name of names) {
    const files = bytesOf(join(folder, name));
    const code = [...files.values()].map((bytes) => Buffer.from(bytes, 'base64').toString('latin1')).join('');
    for (const [file, bytes] of files) {
      if (!file.startsWith('chunks/')) continue;
      expect(code, `${name} has ${file}`).toContain(basename(file));
      expect(known.get(file) ?? bytes, file).toBe(bytes);
      known.set(file, bytes);
    }
  }
  expect(known.size).toBeGreaterThan(0);
});

test('an error says its name itself, since a bundler may give its class another', () => {
  const files = globSync('lambdas/**/*.{ts,tsx}', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'));
  const classes = files.flatMap((text) => [...text.matchAll(/class (\w+) extends Error \{\n(.*)/g)]);

  expect(classes.length).toBeGreaterThan(20);
  for (const [, name, first] of classes)
    expect(first).toMatch(new RegExp(`^  override (readonly )?name = '${name}';$`));
});

test('an error of a bundled function has the name that a state machine catches', () => {
  const handler = join(built, 'plan-team', 'index.mjs');
  const call = `import(${JSON.stringify(handler)})
    .then(({ handler }) => handler({ wrong: true }, { functionName: 'plan-team', awsRequestId: 'r' }))
    .catch(({ name, stack }) => console.log(JSON.stringify({ name, stack })));`;
  const env = { TABLE_NAME: 'table', AWS_REGION: 'eu-west-2', PATH: process.env.PATH };

  const printed = execFileSync(process.execPath, ['-e', call], { encoding: 'utf8', env });

  const { name, stack } = JSON.parse(printed.trim().split('\n').at(-1) ?? '');
  expect(name).toBe('StepInputWrong');
  expect(stack).toContain('at readStep ');
});

describe('a function that starts a thread', () => {
  const functions = new Map([
    ['plan-a-season', 'test/infrastructure/functions/plan-a-season.ts'],
    ['plan-team', 'lambdas/team/handlers/plan-team.ts'],
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'threads-'));
  const built = join(folder, 'plan-a-season');

  beforeAll(async () => {
    mkdirSync(join(folder, 'plan-team'));
    writeFileSync(join(folder, 'plan-team', 'prove-worker.mjs'), 'a thread of yesterday');
    await bundle(functions, folder);
  });

  test('has the code of the thread and the solver beside its own, and nobody else has', () => {
    const besideTheirChunks = (name: string): string[] =>
      filesIn(join(folder, name)).filter((file) => !file.startsWith('chunks/'));
    expect(besideTheirChunks('plan-a-season')).toEqual(['highs.wasm', 'index.mjs', 'prove-worker.mjs']);
    expect(besideTheirChunks('plan-team')).toEqual(['index.mjs']);
  });

  test('is made of equal bytes every time', async () => {
    const again = mkdtempSync(join(tmpdir(), 'threads-'));
    await bundle(functions, again);
    expect(bytesOf(join(again, 'plan-a-season'))).toEqual(bytesOf(built));
  });

  test('solves and proves a season with nothing but its own files', () => {
    const instance = season(
      [review('s1'), review('s2')],
      [person('p1', 's3'), person('p2', 's4', { head: true }), person('p3', 's5'), person('p4', 's5')],
    );
    writeFileSync(join(folder, 'season.json'), JSON.stringify(instance));
    writeFileSync(
      join(folder, 'call.mjs'),
      `import { readFileSync } from 'node:fs';
       import { handler } from './plan-a-season/index.mjs';
       console.log(JSON.stringify(await handler(JSON.parse(readFileSync('season.json', 'utf8')))));`,
    );

    const printed = execFileSync(process.execPath, ['call.mjs'], { cwd: folder, encoding: 'utf8', env: {} });

    const solved: SolvedSeason = JSON.parse(printed);
    expect(solved).toMatchObject({ proved: true, emptySeats: 0 });
    expect(solved.unsolved).toBeUndefined();
    expect(checkPlan(instance, solved.plan)).toMatchObject({ broken: [], cost: solved.cost });
  });
});
