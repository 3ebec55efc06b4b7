import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { assemblyOfCompileCache } from './functions/compile-cache.ts';

/** Everything that a synthesized template or a bundle is made from. */
const SOURCES = [
  'bin/**/*',
  'lib/**/*',
  'lambdas/**/*',
  'statemachines/**/*',
  'scripts/browser-script.ts',
  'scripts/build.ts',
  'scripts/font-bytes.ts',
  'scripts/scss-text.ts',
  'scripts/trusted-models.ts',
  'scripts/used-styles.ts',
  'cdk.json',
  'package-lock.json',
];
const KEPT_SYNTHESES = 5;
/** Whoever asked for a synthesis within the hour may still be making it, or load functions from it. */
const IN_USE_MS = 3_600_000;

const root = join(import.meta.dirname, '..');

const cdkJsonSchema = z.object({
  app: z.string(),
  context: z.record(z.string(), z.unknown()).default({}),
});

export interface SynthesizeOptions {
  /** The deployment of cdk.json to synthesize. Default: `local`. */
  readonly stage?: string;
  /** Overrides the stage's `portalOrigin`. */
  readonly portalOrigin?: string;
  /** Other settings in place of the stage's own. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told when a part begins that takes seconds; of a synthesis that is made already there is none. */
  readonly onPart?: (part: 'bundling' | 'synthesizing') => void;
}

/**
 * Gives the folder of an up-to-date cloud assembly, and makes it only when a source has changed since.
 *
 * It runs the app that cdk.json names, with the context and environment the CDK CLI would give it, which takes half the
 * CLI's time. Several processes may ask at once.
 */
export async function synthesize(options: SynthesizeOptions = {}): Promise<string> {
  const { app, context } = cdkJsonSchema.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')));
  const ownContext = withStage(context, options);
  const cache = join(root, 'node_modules', '.cache', 'local-stack');
  const made = join(cache, fingerprint(JSON.stringify(ownContext)));
  if (existsSync(made)) {
    const now = Date.now() / 1000;
    utimesSync(made, now, now); // the least recently used are cleared away
    return made;
  }
  mkdirSync(cache, { recursive: true });
  const scratch = mkdtempSync(join(cache, 'making-'));
  try {
    const buildDirectory = join(scratch, 'functions');
    const output = join(scratch, 'cdk.out');
    options.onPart?.('bundling');
    await bundle(buildDirectory);
    options.onPart?.('synthesizing');
    await runApp(app, output, { ...ownContext, buildDirectory });
    keep(output, made);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  clearOld(cache);
  return made;
}

function withStage(context: Record<string, unknown>, { stage = 'local', portalOrigin, settings }: SynthesizeOptions) {
  const deployments = { ...(context.deployments as Record<string, object> | undefined) };
  deployments[stage] = { ...deployments[stage], ...settings, ...(portalOrigin !== undefined && { portalOrigin }) };
  return { ...context, stage, deployments, 'aws:cdk:enable-path-metadata': true };
}

/** In a process of its own, since the bundler and the compiler of stylesheets take 150 MB that nothing needs afterwards. */
async function bundle(folder: string): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [join(root, 'scripts', 'build.ts'), folder], { cwd: root });
  } catch (error) {
    throw new Error(`The functions could not be bundled:\n${(error as { stderr?: string }).stderr ?? error}`.trim());
  }
}

async function runApp(app: string, output: string, context: object): Promise<void> {
  const [command = 'node', ...parameters] = app.split(' ');
  try {
    // Told to mind its size it takes 570 MB in place of 720, in the same time.
    const [program, flags] = command === 'node' ? [process.execPath, ['--optimize-for-size']] : [command, []];
    await promisify(execFile)(program, [...flags, ...parameters], {
      cwd: root,
      env: { ...process.env, CDK_OUTDIR: output, CDK_CONTEXT_JSON: JSON.stringify(context) },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`The CDK app could not be synthesized:\n${stderr}${stdout}`.trim());
  }
}

function fingerprint(context: string): string {
  const hash = createHash('sha256').update(context);
  for (const file of globSync(SOURCES, { cwd: root }).sort()) {
    const path = join(root, file);
    if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 32);
}

function keep(output: string, made: string): void {
  try {
    renameSync(output, made);
  } catch (error) {
    // Another process made the same meanwhile.
    if (!existsSync(made)) throw error;
  }
}

function clearOld(cache: string): void {
  const all = readdirSync(cache)
    .map((name) => ({ name, path: join(cache, name), usedAt: statSync(join(cache, name)).mtimeMs }))
    .toSorted((a, b) => b.usedAt - a.usedAt);
  const isLeft = ({ usedAt }: { usedAt: number }): boolean => usedAt < Date.now() - IN_USE_MS;
  const unfinished = all.filter(({ name }) => name.startsWith('making-'));
  const compiled = all.filter(({ path }) => assemblyOfCompileCache(path) !== undefined);
  const made = all.filter((each) => !unfinished.includes(each) && !compiled.includes(each));
  for (const { path } of [...made.slice(KEPT_SYNTHESES), ...unfinished].filter(isLeft)) {
    rmSync(path, { recursive: true, force: true });
  }
  for (const { path } of compiled) {
    if (!existsSync(assemblyOfCompileCache(path) ?? '')) rmSync(path, { recursive: true, force: true });
  }
}
