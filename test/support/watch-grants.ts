import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { USED_GRANTS_FOLDER } from '../../local/iam/used-grants.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Every test file that a run of all tests runs. */
    readonly allTestFiles: readonly string[];
  }
}

/** Before any test: names the folder in which the local stacks of all workers note the grants that were of use. */
export default async function watchGrants({ vitest, provide }: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'used-grants-'));
  process.env[USED_GRANTS_FOLDER] = folder;
  const found = await Promise.all(vitest.projects.map((project) => project.globTestFiles()));
  provide('allTestFiles', [...new Set(found.flatMap(({ testFiles }) => testFiles))]);
  return () => rmSync(folder, { recursive: true, force: true });
}
