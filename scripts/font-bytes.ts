/** Fonts as bytes: `import font from '...ttf'` gives a Uint8Array, the same in bundles (esbuild) and in tests (vite). */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** For esbuild's `loader`. */
export const fontLoader = { '.ttf': 'binary' } as const;

/** For `plugins` in vitest.config.ts. */
export const fontBytesForTests = {
  name: 'font-bytes',
  enforce: 'pre' as const,
  resolveId(source: string, importer: string | undefined): string | undefined {
    if (!source.endsWith('.ttf') || importer === undefined) return undefined;
    // The name must not end in '.ttf', or vite makes an address of it.
    return `\0${createRequire(importer).resolve(source)}.js`;
  },
  async load(id: string): Promise<string | undefined> {
    if (!id.startsWith('\0') || !id.endsWith('.ttf.js')) return undefined;
    const bytes = await readFile(id.slice(1, -'.js'.length), 'base64');
    return `export default Uint8Array.from(Buffer.from('${bytes}', 'base64'));`;
  },
};
