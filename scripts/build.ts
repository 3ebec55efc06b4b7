/**
 * Bundles every function: lambdas/ROOM/handlers/NAME.ts(x) becomes .build/NAME/index.mjs.
 *
 * The folders are the list: a new handler is built with no other edit. Equal sources give equal bytes, so a function
 * that has not changed is not deployed again.
 */
import { globSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { fontLoader } from './font-bytes.ts';
import { scssText } from './scss-text.ts';
import { trustedModels } from './trusted-models.ts';

const root = join(import.meta.dirname, '..');

/** Some packages still call `require` at run time, which an ES module does not have. */
const requireBanner = `import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);`;

/**
 * The handlers by the name of their function.
 *
 * @throws Error when two handlers have one name
 */
export function findHandlers(): ReadonlyMap<string, string> {
  const handlers = new Map<string, string>();
  for (const file of globSync('lambdas/*/handlers/*.{ts,tsx}', { cwd: root }).sort()) {
    const name = basename(file).replace(/\.tsx?$/, '');
    const other = handlers.get(name);
    if (other) throw new Error(`Two handlers are called '${name}': ${other} and ${file}. Rename one.`);
    handlers.set(name, file);
  }
  return handlers;
}

/** Builds all functions into `folder`, and removes what belongs to none. Returns their names. */
export async function buildFunctions(folder = join(root, '.build')): Promise<readonly string[]> {
  const handlers = findHandlers();
  mkdirSync(folder, { recursive: true });
  for (const left of readdirSync(folder)) {
    if (!handlers.has(left)) rmSync(join(folder, left), { recursive: true });
  }
  await build({
    absWorkingDir: root,
    entryPoints: [...handlers].map(([name, file]) => ({ in: file, out: `${name}/index` })),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'], // ES modules where a package has them: what is not used falls away
    banner: { js: requireBanner },
    define: { 'process.env.NODE_ENV': '"production"' },
    jsx: 'automatic',
    minify: true,
    keepNames: true, // the name of an error's class is what a state machine catches
    legalComments: 'none',
    loader: fontLoader,
    plugins: [scssText, trustedModels],
    logLevel: 'warning',
  });
  return [...handlers.keys()];
}

if (import.meta.main) {
  try {
    await buildFunctions();
  } catch (error) {
    // esbuild has already shown its own complaints, with the lines they are about.
    if (!(error instanceof Error && 'errors' in error)) throw error;
    process.exitCode = 1;
  }
}
