import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RUN_FOLDER = 'TESTS_RUN_FOLDER';

/** Before any test: makes a folder for what test files of one process have in common, which goes when all tests have ended. */
export default function makeRunFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'tests-run-'));
  process.env[RUN_FOLDER] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** @throws Error outside of a run of tests. */
export function runFolder(): string {
  const folder = process.env[RUN_FOLDER];
  if (folder === undefined) throw new Error('No test is run: there is no folder of the run.');
  return folder;
}
