import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..');
/** What a synthesis reads, and the code that does it. */
const SOURCES = ['bin', 'lib', 'lambdas', 'local', 'scripts', 'statemachines', 'cdk.json', 'package.json'];

/** New texts of source files, by path. */
export type Changes = Readonly<Record<string, (text: string) => string>>;

/**
 * Synthesizes the app with some of its sources changed, as the release after this one might have them. Works on a copy
 * of the sources, and keeps what it made as `synthesize()` does.
 *
 * @throws Error when a change leaves its file as it was: the source it was written for has moved on.
 */
export async function synthesizeNext(changes: Changes): Promise<string> {
  const copy = mkdtempSync(join(tmpdir(), 'next-release-'));
  try {
    for (const source of [...SOURCES, 'package-lock.json']) {
      cpSync(join(root, source), join(copy, source), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction'); // the kind that Windows lets everybody make
    for (const [file, change] of Object.entries(changes)) {
      const before = readFileSync(join(copy, file), 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`The next release does not change ${file}: adapt what it should change.`);
      writeFileSync(join(copy, file), after);
    }
    const script = `import { synthesize } from './local/synth.ts'; console.log(await synthesize());`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: copy,
    });
    // The cache lies behind the link, in the folder that the copy shares with its original.
    return stdout.trim().replace(copy, root);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
