/**
 * Stylesheets as text: `import css from './styles.scss'` gives minified CSS, the same in bundles (esbuild) and in
 * tests (vite, on which vitest stands).
 */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, transform } from 'esbuild';
import { compileAsync } from 'sass';
import { classNamesInPages, keepUsedStyles } from './used-styles.ts';

const root = join(import.meta.dirname, '..');

/**
 * Minified CSS of one SCSS file, as much of it as the pages use, and the files that it was made of. Throws what sass
 * says of a mistake in it.
 */
async function compileScss(file: string): Promise<{ css: string; madeOf: string[] }> {
  const compiled = await compileAsync(file, { loadPaths: [join(root, 'node_modules')], quietDeps: true });
  // esbuild merges rules that sass leaves apart.
  const { code } = await transform(compiled.css, { loader: 'css', minify: true, legalComments: 'none' });
  const css = keepUsedStyles(code.trim().replace(/^@charset "[^"]*";/, ''), classNamesInPages(root));
  return { css, madeOf: compiled.loadedUrls.map((url) => fileURLToPath(url)) };
}

/** For esbuild's `plugins`. */
export const scssText: Plugin = {
  name: 'scss-text',
  setup(build) {
    build.onLoad({ filter: /\.scss$/ }, async ({ path }) => {
      const { css, madeOf } = await compileScss(path);
      return { contents: css, loader: 'text', watchFiles: madeOf };
    });
  },
};

/** For `plugins` in vitest.config.ts. */
export const scssTextForTests = {
  name: 'scss-text',
  enforce: 'pre' as const,
  resolveId(source: string, importer: string | undefined): string | undefined {
    if (!source.endsWith('.scss') || importer === undefined) return undefined;
    // The name must not end in '.scss', or vite's own stylesheet handling takes it.
    return `\0${resolve(dirname(importer), source)}.js`;
  },
  async load(id: string): Promise<string | undefined> {
    if (!id.startsWith('\0') || !id.endsWith('.scss.js')) return undefined;
    const { css } = await compileScss(id.slice(1, -'.js'.length));
    return `export default ${JSON.stringify(css)};`;
  },
};
