import type { Item, Value } from './attributes.ts';
import type { Bound } from './bound.ts';
import { RESERVED_WORDS } from './reserved-words.ts';
import type { Tokens } from './tokens.ts';

/** Where a value lies in a row, as an expression says it: names with `#` are still to be looked up, numbers are places in lists. */
export type WrittenPath = readonly (string | number)[];
/** The same with the names that it stands for. The first is of an attribute. */
export type Path = readonly [string, ...(string | number)[]];

/** @throws InvalidRequest */
export function parsePath(tokens: Tokens): WrittenPath {
  const path: (string | number)[] = [parseName(tokens)];
  for (;;) {
    if (tokens.takes('.')) path.push(parseName(tokens));
    else if (tokens.takes('[')) {
      if (tokens.next.kind !== 'number') throw tokens.unexpected();
      path.push(Number(tokens.take().text));
      tokens.require(']');
    } else return path;
  }
}

function parseName(tokens: Tokens): string {
  const { kind, text } = tokens.next;
  if (kind !== 'name' && kind !== 'placeholder') throw tokens.unexpected();
  if (kind === 'name' && RESERVED_WORDS.has(text.toUpperCase())) {
    throw tokens.refusal(`Attribute name is a reserved keyword; reserved keyword: ${text}`);
  }
  return tokens.take().text;
}

/** @throws InvalidRequest for a name that the request does not say */
export const pathOf = (written: WrittenPath, bound: Bound): Path =>
  written.map((step) =>
    typeof step === 'string' && step.startsWith('#') ? bound.name(step) : step,
  ) as unknown as Path;

/** What lies there in a row, if anything. */
export function valueAt(item: Item, path: Path): Value | undefined {
  let value: Value | undefined = item[path[0]];
  for (let index = 1; index < path.length && value !== undefined; index += 1) {
    const step = path[index] as string | number;
    if (typeof step === 'number') value = 'L' in value ? value.L[step] : undefined;
    else value = 'M' in value ? value.M[step] : undefined;
  }
  return value;
}

/** How messages write it: `[address, lines, [0]]`. */
export const pathInWords = (path: Path): string =>
  `[${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;

/** Whether one path leads through the other. */
export function overlaps(one: Path, other: Path): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  return shorter.every((step, index) => step === longer[index]);
}

/** Only what lies at some paths, within what it lies in. */
export function project(item: Item, paths: readonly Path[]): Item {
  const tree: Tree = new Map();
  for (const path of paths) {
    let within = tree;
    for (const step of path) {
      const deeper: Tree = within.get(step) ?? new Map();
      within.set(step, deeper);
      within = deeper;
    }
  }
  const only = onlyOf({ M: item }, tree);
  return only && 'M' in only ? only.M : {};
}

interface Tree extends Map<string | number, Tree> {}

function onlyOf(value: Value, tree: Tree): Value | undefined {
  if (tree.size === 0) return value;
  if ('M' in value) {
    const found: Record<string, Value> = {};
    let isEmpty = true;
    for (const [step, deeper] of tree) {
      const inner = value.M[step];
      const only = inner && onlyOf(inner, deeper);
      if (only === undefined) continue;
      found[step] = only;
      isEmpty = false;
    }
    return isEmpty ? undefined : { M: found };
  }
  if ('L' in value) {
    const places = [...tree].filter(([step]) => typeof step === 'number').toSorted(([a], [b]) => Number(a) - Number(b));
    const found = places.flatMap(([step, deeper]) => {
      const inner = value.L[Number(step)];
      const only = inner && onlyOf(inner, deeper);
      return only === undefined ? [] : [only];
    });
    return found.length === 0 ? undefined : { L: found };
  }
  return undefined;
}
