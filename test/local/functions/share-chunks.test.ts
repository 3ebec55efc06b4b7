import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const shareChunks = pathToFileURL(join(import.meta.dirname, '../../../local/functions/share-chunks.mjs')).href;
let folder = '';

/** Two functions as scripts/build.ts makes them: each with a chunk of its own name and one of a name that both have, which the chunk asks for as well. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chunks-'));
  for (const name of ['one', 'other']) {
    mkdirSync(join(folder, name, 'chunks'), { recursive: true });
    writeFileSync(join(folder, name, 'chunks/common-ABCD2345.mjs'), 'loads.push("common"); export const common = {};');
    const own = `import './common-ABCD2345.mjs'; loads.push(${JSON.stringify(name)});`;
    writeFileSync(join(folder, name, `chunks/${name}-ABCD2345.mjs`), own);
    const imports = `import './chunks/${name}-ABCD2345.mjs'; export { common } from './chunks/common-ABCD2345.mjs';`;
    writeFileSync(join(folder, name, 'index.mjs'), `${imports} loads.push("entry");`);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

it('a chunk is loaded once for all functions of a sandbox, and each entry for itself', () => {
  const script = `
    import { shareChunks } from ${JSON.stringify(shareChunks)};
    globalThis.loads = [];
    shareChunks();
    const one = await import('./one/index.mjs');
    const other = await import('./other/index.mjs');
    console.log(JSON.stringify({ loads, isSame: one.common === other.common }));`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder });
  expect(JSON.parse(printed.toString())).toEqual({
    loads: ['common', 'one', 'entry', 'other', 'entry'],
    isSame: true,
  });
});
