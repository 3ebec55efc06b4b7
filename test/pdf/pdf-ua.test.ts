/** Every document that we print, held against PDF/UA-1 by veraPDF: `npm run check:pdf`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KINDS, printed, SCRIPTS, UNSHOWABLE } from '../documents/printed.ts';
import { type Breach, breachesOf, veraPdf } from './verapdf.ts';

const words = Object.entries({ ...SCRIPTS, 'signs without a font': UNSHOWABLE });
const folder = mkdtempSync(join(tmpdir(), 'check-pdf-'));
let looked = 0;
let breaches: readonly Breach[] = [];

const nameOf = (kind: string, script: string): string => `${kind}-${script.replaceAll(' ', '-')}.pdf`;

beforeAll(async () => {
  const files: string[] = [];
  for (const kind of KINDS) {
    for (const [script, text] of words) {
      const file = join(folder, nameOf(kind, script));
      writeFileSync(file, await printed[kind](text));
      files.push(file);
    }
  }
  // Not one of ours, so that a checker that finds nothing in anything is found out.
  writeFileSync(
    join(folder, 'broken.pdf'),
    (await printed.answer('Hello')).toString('latin1').replace('/Lang', '/Lung'),
    'latin1',
  );
  ({ looked, breaches } = breachesOf(veraPdf(), [...files, join(folder, 'broken.pdf')]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('veraPDF looked at every one, and finds what is wrong with a broken one', () => {
  expect(looked).toBe(KINDS.length * words.length + 1);
  expect(breaches.filter(({ file }) => file === 'broken.pdf').length).toBeGreaterThan(0);
});

describe.each(KINDS)('a %s', (kind) => {
  it.each(words)('in %s breaks no rule', (script) => {
    expect(breaches.filter(({ file }) => file === nameOf(kind, script))).toEqual([]);
  });
});
