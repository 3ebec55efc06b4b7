import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A text of the bundled functions or of the templates that is to be another. */
export interface Edit {
  /** As it stands in a bundle, where names are as in the sources and spaces are not. A name that another one shares has a number after it. */
  readonly from: string | RegExp;
  readonly to: string;
}

export interface EditedProduct {
  /** The folder of its cloud assembly. */
  readonly cdkOut: string;
  /** Deletes it, with what V8 compiled of it. */
  remove(): void;
}

/**
 * A copy of a cloud assembly whose functions or machines do something else: a product with faults.
 *
 * @throws Error naming each text that stands nowhere, since a product without the fault would prove nothing.
 */
export function editedProduct(cdkOut: string, edits: readonly Edit[]): EditedProduct {
  const folder = mkdtempSync(join(tmpdir(), 'edited-product-'));
  const copy = join(folder, 'cdk.out');
  cpSync(cdkOut, copy, { recursive: true });
  const missing = new Set(edits);
  for (const file of globSync(['asset.*/**/*.mjs', '*.template.json'], { cwd: copy })) {
    const path = join(copy, file);
    const before = readFileSync(path, 'utf8');
    let text = before;
    for (const edit of edits) {
      const after = text.replaceAll(everywhere(edit.from), edit.to);
      if (after !== text) missing.delete(edit);
      text = after;
    }
    if (text !== before) writeFileSync(path, text);
  }
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  if (missing.size > 0) {
    remove();
    throw new Error(`No function or machine has: ${[...missing].map(({ from }) => from).join(' | ')}`);
  }
  return { cdkOut: copy, remove };
}

const everywhere = (from: string | RegExp): string | RegExp =>
  typeof from === 'string' ? from : new RegExp(from.source, 'g');
