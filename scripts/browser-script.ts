/**
 * Code for browsers as text: `import code from './browser/while-typing.ts?script'` gives it bundled and minified, the same in
 * functions (esbuild) and in tests (vite).
 */
import { dirname, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

const SUFFIX = '?script';

/** What browsers of the last five years run. */
const TARGET = 'es2020';

async function bundleForBrowser(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: TARGET,
    charset: 'utf8',
    legalComments: 'none',
    write: false,
  });
  return outputFiles[0]?.text.trim() ?? '';
}

/** For esbuild's `plugins`. */
export const browserScript: Plugin = {
  name: 'browser-script',
  setup(builder) {
    builder.onResolve({ filter: /\?script$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.slice(0, -SUFFIX.length)),
      namespace: 'browser-script',
    }));
    builder.onLoad({ filter: /./, namespace: 'browser-script' }, async ({ path }) => ({
      contents: await bundleForBrowser(path),
      loader: 'text',
      watchFiles: [path],
    }));
  },
};

/** For `plugins` in vitest.config.ts. */
export const browserScriptForTests = {
  name: 'browser-script',
  enforce: 'pre' as const,
  resolveId(source: string, importer: string | undefined): string | undefined {
    if (!source.endsWith(SUFFIX) || importer === undefined) return undefined;
    return `\0${resolve(dirname(importer), source.slice(0, -SUFFIX.length))}.script.js`;
  },
  async load(id: string): Promise<string | undefined> {
    if (!id.startsWith('\0') || !id.endsWith('.script.js')) return undefined;
    return `export default ${JSON.stringify(await bundleForBrowser(id.slice(1, -'.script.js'.length)))};`;
  },
};
