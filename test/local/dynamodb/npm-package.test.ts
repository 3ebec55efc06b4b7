import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchPackage } from '../../../local/dynamodb/npm-package.ts';

const root = join(import.meta.dirname, '../../..');
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
/** A small one that is installed, so that npm need not fetch it. */
const name = 'csv-parse';
const { version, integrity } = lock.packages[`node_modules/${name}`];
const made = join(root, `node_modules/.cache/npm-packages/${name}-${version}`);

afterEach(() => rmSync(made, { recursive: true, force: true }));

describe('a package that is fetched by itself', () => {
  it('is what npm would install, and is fetched once', async () => {
    let fetched = 0;
    const wanted = { name, version, integrity, part: 'lib' };
    for (const _time of [1, 2]) {
      const folder = await fetchPackage(wanted, () => {
        fetched += 1;
      });
      const file = (where: string) => readFileSync(join(where, 'sync.js'), 'utf8');
      expect(file(folder)).toBe(file(join(root, 'node_modules', name, 'lib')));
      expect(existsSync(join(folder, '../package.json'))).toBe(false);
    }
    expect(fetched).toBe(1);
  });

  it('is refused when it is not the very one that was expected', async () => {
    const other = { name, version, integrity: integrity.replace(/.{6}==$/, 'AAAAAA=='), part: 'lib' };
    await expect(fetchPackage(other, () => {})).rejects.toThrow(
      `npm gave another ${name}@${version} than expected: its hash is ${integrity}`,
    );
    expect(existsSync(made)).toBe(false);
  });

  it('is refused in a sentence when npm does not have it', async () => {
    const none = { name, version: '0.0.0-none', integrity, part: 'lib' };
    await expect(fetchPackage(none, () => {})).rejects.toThrow(`npm could not fetch ${name}@0.0.0-none: `);
  });
});
