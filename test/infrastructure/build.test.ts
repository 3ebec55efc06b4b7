import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { functionNames } from '../../lib/functions.ts';
import { buildFunctions, findHandlers } from '../../scripts/build.ts';

test('every function of lib/functions.ts has a handler, and every handler is a function of it', () => {
  expect([...findHandlers().keys()].sort()).toEqual([...functionNames].sort());
});

test('equal sources give equal bytes, and what belongs to no handler goes', async () => {
  const first = mkdtempSync(join(tmpdir(), 'build-'));
  const second = mkdtempSync(join(tmpdir(), 'build-'));
  mkdirSync(join(second, 'a-function-of-yesterday'));

  const names = await buildFunctions(first);
  await buildFunctions(second);

  expect(readdirSync(second).sort()).toEqual([...names].sort());
  for (const name of names) {
    const bundles = [first, second].map((folder) => readFileSync(join(folder, name, 'index.mjs')));
    expect(bundles[0]?.equals(bundles[1] ?? Buffer.alloc(0))).toBe(true);
  }
}, 60_000);
