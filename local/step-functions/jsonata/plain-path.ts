import type jsonata from 'jsonata';
import type { Json } from '../types.ts';

/**
 * Most expressions of a machine only fetch a value: `$round`, `$states.input.school.head`. These are followed directly,
 * at a fraction of the evaluator's time and memory. Whatever needs more of the language, an array on the way among it,
 * is left to the evaluator, so that results are the same.
 */
export type PlainPath = readonly string[];

const STEP_KEYS = new Set(['type', 'value', 'position']);
const PATH_KEYS = new Set(['type', 'steps']);

/** A node of the package's syntax tree; its own types leave out paths and marks such as `keepArray`. */
interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
}

/** The names that an expression follows from a variable, or undefined when it is more than that. */
export function plainPathOf(tree: jsonata.ExprNode): PlainPath | undefined {
  const node = tree as Node;
  const [first, ...names] = node.type === 'path' && hasOnly(node, PATH_KEYS) ? (node.steps ?? []) : [node];
  if (!first || !isPlain(first, 'variable') || !names.every((step) => isPlain(step, 'name'))) return undefined;
  return [first, ...names].map((step) => String(step.value));
}

/** The root documents `$` and `$$` are variables too, but not among those bound. */
function isPlain(node: Node, type: string): boolean {
  const { value } = node;
  return node.type === type && hasOnly(node, STEP_KEYS) && typeof value === 'string' && value !== '' && value !== '$';
}

const hasOnly = (node: Node, keys: ReadonlySet<string>): boolean => Object.keys(node).every((key) => keys.has(key));

/** The value at the end of the path, or undefined when there is none or the evaluator has to say. */
export function followPath(path: PlainPath, bindings: object): Json | undefined {
  let value: unknown = bindings;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name))
      return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value as Json | undefined;
}
