import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Grant } from './decide.ts';

/**
 * Names a folder in which every local stack notes the grants that it saw in use. `npm test` sets it, to see over all its
 * stacks and workers which grants nothing ever uses.
 */
export const USED_GRANTS_FOLDER = 'LOCAL_STACK_USED_GRANTS';

/** The grants of roles that allowed at least one call so far. */
export class UsedGrants {
  readonly #lines = new Set<string>();
  readonly #file: string | undefined;

  /** @param folder where to note them as well. */
  constructor(folder?: string) {
    if (folder !== undefined) mkdirSync(folder, { recursive: true });
    this.#file = folder === undefined ? undefined : join(folder, `${randomUUID()}.grants`);
  }

  add(role: string, grant: Grant): void {
    const line = lineOf(role, grant);
    if (this.#lines.has(line)) return;
    this.#lines.add(line);
    // At once, since a test may end its process without stopping its stack; there are a few hundred at most.
    if (this.#file !== undefined) appendFileSync(this.#file, `${line}\n`);
  }

  has(role: string, grant: Grant): boolean {
    return this.#lines.has(lineOf(role, grant));
  }

  /** Takes over what other stacks noted in a folder. */
  static readFrom(folder: string): UsedGrants {
    const used = new UsedGrants();
    const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.grants')) : [];
    for (const file of files) {
      for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) used.#lines.add(line);
    }
    return used;
  }
}

const lineOf = (role: string, { action, resource }: Grant): string => `${role}\t${action}\t${resource}`;
