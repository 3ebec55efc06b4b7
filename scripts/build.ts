/**
 * Bundles every function: lambdas/ROOM/handlers/NAME.ts(x) becomes .build/NAME/index.mjs.
 *
 * The folders are the list: a new handler is built with no other edit. Equal sources give equal bytes, so a function is
 * deployed again only when its code has changed, or that of a chunk that it has in common with another.
 *
 * What several functions have in common is in chunks: .build/NAME/chunks/ has those that index.mjs needs, each named by a
 * hash of what it holds. So a chunk of the same name is the same code in whichever function's folder it lies.
 *
 * A thread that a function starts is no part of its code, so `threads` names each: the file that starts it gets
 * THREAD.mjs beside it, with the files that the thread reads. The starter finds it there, in the sources and in a bundle
 * alike: `new URL('./THREAD' + extname(import.meta.url), import.meta.url)`.
 */
import { copyFileSync, globSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, posix, relative, resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { browserScript } from './browser-script.ts';
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
    code: 'lambdas/solver/prove-worker.ts',
    startedBy: 'lambdas/solver/solve-in-worker.ts',
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
  // Names stay as they are written, so that a stack that is logged can be read. To shorten them and to give each function its name back
  // when it is made (`keepNames`) takes a call for each closure: a tenth of what loading takes, and a twentieth of running.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  loader: fontLoader,
  plugins: [scssText, browserScript, trustedModels],
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
 * Bundles files as functions: NAME/index.mjs in `folder` for each name, the chunks that it needs and the threads that they
 * start; what else is in the folder of a function goes.
 *
 * @param functions the file of each function's handler, from the root of the product
 */
export async function bundle(functions: ReadonlyMap<string, string>, folder: string): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'functions-'));
  try {
    const outputs = await bundleTogether(functions, scratch);
    await addThreads(outputs, scratch);
    for (const name of functions.keys()) {
      const target = join(folder, name);
      rmSync(target, { recursive: true, force: true });
      for (const file of filesOf(`${name}.mjs`, outputs)) {
        const copy = join(target, file === `${name}.mjs` ? 'index.mjs' : file);
        mkdirSync(dirname(copy), { recursive: true });
        copyFileSync(join(scratch, file), copy);
      }
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** One file that was made, by its path within the folder of all: which it imports, and which must lie beside it. */
interface Output {
  readonly inputs: ReadonlySet<string>;
  readonly needs: string[];
}

async function bundleTogether(functions: ReadonlyMap<string, string>, outdir: string): Promise<Map<string, Output>> {
  const { metafile } = await build({
    ...options,
    entryPoints: [...functions].map(([name, file]) => ({ in: file, out: name })),
    outdir,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    metafile: true,
  });
  const inFolder = (path: string): string => relative(outdir, resolve(root, path)).replaceAll('\\', '/');
  return new Map(
    Object.entries(metafile.outputs).map(([path, { imports, inputs }]) => {
      const own = imports.filter(({ external }) => !external).map((each) => inFolder(each.path));
      return [inFolder(path), { inputs: new Set(Object.keys(inputs)), needs: own }];
    }),
  );
}

/** Puts each thread beside whatever file has the code that starts it. */
async function addThreads(outputs: ReadonlyMap<string, Output>, folder: string): Promise<void> {
  for (const { code, startedBy, reads } of threads) {
    for (const [path, { inputs, needs }] of outputs) {
      if (!inputs.has(startedBy)) continue;
      const beside = posix.dirname(path);
      const thread = posix.join(beside, basename(code, '.ts'));
      await build({ ...options, entryPoints: [{ in: code, out: thread }], outdir: folder });
      needs.push(`${thread}.mjs`);
      for (const file of reads.map((name) => createRequire(import.meta.url).resolve(name))) {
        const copy = posix.join(beside, basename(file));
        copyFileSync(file, join(folder, copy));
        needs.push(copy);
      }
    }
  }
}

/** A file that was made, and all that it needs. */
function filesOf(path: string, outputs: ReadonlyMap<string, Output>): ReadonlySet<string> {
  const found = new Set<string>([path]);
  for (const each of found) for (const needed of outputs.get(each)?.needs ?? []) found.add(needed);
  return found;
}

if (import.meta.main) {
  try {
    await buildFunctions(process.argv[2]);
  } catch (error) {
    // esbuild has already shown its own complaints, with the lines they are about.
    if (!(error instanceof Error && 'errors' in error)) throw error;
    process.exitCode = 1;
  }
}
