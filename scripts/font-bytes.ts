/** Fonts as bytes: `import font from '...ttf'` (or '.woff') gives a Uint8Array, the same in bundles (esbuild) and in tests (vite). */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** For esbuild's `loader`. */
export const fontLoader = { '.ttf': 'binary', '.woff': 'binary' } as const;

const FONT = /\.(ttf|woff)$/;
const FONT_MODULE = /^\0.*\.(ttf|woff)\.js$/;

/** For `plugins` in vitest.config.ts. */
export const fontBytesForTests = {
  name: 'font-bytes',
  enforce: 'pre' as const,
  resolveId(source: string, importer: string | undefined): string | undefined {
    if (!FONT.test(source) || importer === undefined) return undefined;
    // The name must not end as that of a font, or vite makes an address of it.
    return `\0${createRequire(importer).resolve(source)}.js`;
  },
  async load(id: string): Promise<string | undefined> {
    if (!FONT_MODULE.test(id)) return undefined;
    const bytes = await readFile(id.slice(1, -'.js'.length), 'base64');
    return `export default Uint8Array.from(Buffer.from('${bytes}', 'base64'));`;
  },
};
