/**
 * Bundles every function: lambdas/ROOM/handlers/NAME.ts(x) becomes .build/NAME/index.mjs.
 *
 * The folders are the list: a new handler is built with no other edit. Equal sources give equal bytes, so a function
 * that has not changed is not deployed again.
 *
 * A thread that a function starts is no part of its index.mjs, so `threads` names each: whatever function bundles the file
 * that starts it gets .build/NAME/THREAD.mjs too, with the files that the thread reads. The starter finds it beside itself,
 * in the sources and in a bundle alike: `new URL('./THREAD' + extname(import.meta.url), import.meta.url)`.
 */
import { copyFileSync, globSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { fontLoader } from './font-bytes.ts';
import { scssText } from './scss-text.ts';
import { trustedModels } from './trusted-models.ts';

const root = join(import.meta.dirname, '..');

/** Some packages still call `require` at run time, which an ES module does not have. */
const requireBanner = `import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);`;

interface Thread {
  /** Its code: ROOM/THREAD.ts becomes THREAD.mjs. */
  readonly code: string;
  readonly startedBy: string;
  /** What a package of it reads from beside itself while it runs, by its name for `import`. */
  readonly reads: readonly string[];
}

const threads: readonly Thread[] = [
  {
    code: 'lambdas/team/season/prove-worker.ts',
    startedBy: 'lambdas/team/season/solve-in-worker.ts',
    reads: ['highs/runtime'], // highs.wasm, the solver itself
  },
];

/**
 * The handlers by the name of their function.
 *
 * @throws Error when two handlers have one name
 */
export function findHandlers(): ReadonlyMap<string, string> {
  const handlers = new Map<string, string>();
  for (const found of globSync('lambdas/*/handlers/*.{ts,tsx}', { cwd: root }).sort()) {
    const file = found.replaceAll('\\', '/'); // as esbuild names it, on Windows too
    const name = basename(file).replace(/\.tsx?$/, '');
    const other = handlers.get(name);
    if (other) throw new Error(`Two handlers are called '${name}': ${other} and ${file}. Rename one.`);
    handlers.set(name, file);
  }
  return handlers;
}

const options = {
  absWorkingDir: root,
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
} as const satisfies BuildOptions;

/** Builds all functions into `folder`, and removes what belongs to none. Returns their names. */
export async function buildFunctions(folder = join(root, '.build')): Promise<readonly string[]> {
  const handlers = findHandlers();
  mkdirSync(folder, { recursive: true });
  for (const left of readdirSync(folder)) {
    if (!handlers.has(left)) rmSync(join(folder, left), { recursive: true });
  }
  await bundle(handlers, folder);
  return [...handlers.keys()];
}

/**
 * Bundles files as functions: NAME/index.mjs in `folder` for each name, and the threads that it starts; what else is in the
 * folder of a function goes.
 *
 * @param functions the file of each function's handler, from the root of the product
 */
export async function bundle(functions: ReadonlyMap<string, string>, folder: string): Promise<void> {
  const { metafile } = await build({
    ...options,
    entryPoints: [...functions].map(([name, file]) => ({ in: file, out: `${name}/index` })),
    outdir: folder,
    metafile: true,
  });
  const files = new Map([...functions.keys()].map((name) => [name, ['index.mjs']]));
  for (const { code, startedBy, reads } of threads) {
    const starters = [...functions].flatMap(([name, file]) => (holds(metafile, file, startedBy) ? name : []));
    const thread = basename(code, '.ts');
    await build({
      ...options,
      entryPoints: starters.map((name) => ({ in: code, out: `${name}/${thread}` })),
      outdir: folder,
    });
    const beside = reads.map((name) => createRequire(import.meta.url).resolve(name));
    for (const name of starters) {
      for (const file of beside) copyFileSync(file, join(folder, name, basename(file)));
      files.get(name)?.push(`${thread}.mjs`, ...beside.map((file) => basename(file)));
    }
  }
  for (const [name, own] of files) {
    for (const left of readdirSync(join(folder, name))) {
      if (!own.includes(left)) rmSync(join(folder, name, left), { recursive: true });
    }
  }
}

/** Whether the bundle of a file has another file in it. */
const holds = ({ outputs }: Metafile, entry: string, file: string): boolean =>
  Object.values(outputs).some(({ entryPoint, inputs }) => entryPoint === entry && file in inputs);

if (import.meta.main) {
  try {
    await buildFunctions();
  } catch (error) {
    // esbuild has already shown its own complaints, with the lines they are about.
    if (!(error instanceof Error && 'errors' in error)) throw error;
    process.exitCode = 1;
  }
}
