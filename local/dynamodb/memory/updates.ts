import { contentOf, type Item, typeOf, type Value } from './attributes.ts';
import type { Bound } from './bound.ts';
import { addNumbers, subtractNumbers } from './numbers.ts';
import { overlaps, type Path, parsePath, pathInWords, pathOf, valueAt, type WrittenPath } from './paths.ts';
import { InvalidRequest } from './refusals.ts';
import { Tokens } from './tokens.ts';

type WrittenOperand =
  | { readonly kind: 'path'; readonly path: WrittenPath }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'if_not_exists'; readonly path: WrittenPath; readonly otherwise: WrittenOperand }
  | {
      readonly kind: 'list_append' | '+' | '-';
      readonly left: WrittenOperand;
      readonly right: WrittenOperand;
    };

type WrittenAction =
  | { readonly kind: 'SET'; readonly path: WrittenPath; readonly to: WrittenOperand }
  | { readonly kind: 'REMOVE'; readonly path: WrittenPath }
  | { readonly kind: 'ADD' | 'DELETE'; readonly path: WrittenPath; readonly value: string };

const CLAUSES = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;
const OF = 'UpdateExpression';

const parsed = new Map<string, readonly WrittenAction[]>();
const MOST_KEPT = 2_000;

/** @throws InvalidRequest */
function parseUpdate(text: string): readonly WrittenAction[] {
  const known = parsed.get(text);
  if (known) return known;
  const tokens = new Tokens(text, OF);
  const actions: WrittenAction[] = [];
  const seen = new Set<string>();
  while (tokens.next.kind !== 'end') {
    const clause = CLAUSES.find((one) => tokens.takes(one));
    if (clause === undefined) throw tokens.unexpected();
    if (seen.has(clause))
      throw tokens.refusal(`The "${clause}" section can only be used once in an update expression;`);
    seen.add(clause);
    do actions.push(parseAction(clause, tokens));
    while (tokens.takes(','));
  }
  if (parsed.size >= MOST_KEPT) parsed.clear();
  parsed.set(text, actions);
  return actions;
}

function parseAction(kind: (typeof CLAUSES)[number], tokens: Tokens): WrittenAction {
  const path = parsePath(tokens);
  if (kind === 'REMOVE') return { kind, path };
  if (kind === 'SET') {
    tokens.require('=');
    return { kind, path, to: parseSum(tokens) };
  }
  if (tokens.next.kind !== 'value') throw tokens.unexpected();
  return { kind, path, value: tokens.take().text };
}

function parseSum(tokens: Tokens): WrittenOperand {
  const left = parseOperand(tokens);
  const sign = (['+', '-'] as const).find((one) => tokens.takes(one));
  return sign ? { kind: sign, left, right: parseOperand(tokens) } : left;
}

function parseOperand(tokens: Tokens): WrittenOperand {
  const { kind, text } = tokens.next;
  if (kind === 'value') return { kind: 'value', name: tokens.take().text };
  if (tokens.takes('(')) {
    const inner = parseSum(tokens);
    tokens.require(')');
    return inner;
  }
  if (kind !== 'name' || tokens.afterNext.text !== '(') return { kind: 'path', path: parsePath(tokens) };
  tokens.take();
  tokens.require('(');
  if (text === 'if_not_exists') {
    const path = parsePath(tokens);
    tokens.require(',');
    const otherwise = parseOperand(tokens);
    tokens.require(')');
    return { kind: 'if_not_exists', path, otherwise };
  }
  if (text !== 'list_append') throw tokens.refusal(`Invalid function name; function: ${text}`);
  const left = parseOperand(tokens);
  tokens.require(',');
  const right = parseOperand(tokens);
  tokens.require(')');
  return { kind: 'list_append', left, right };
}

/** An update with the names and values of a request. */
export interface Update {
  /** What it changes. */
  readonly paths: readonly Path[];
  /**
   * The row as it is afterwards; the row before stays as it is.
   *
   * @throws InvalidRequest for what cannot be done to this row
   */
  apply(before: Item): Item;
}

/** @throws InvalidRequest */
export function updateOf(text: string, bound: Bound): Update {
  const actions = parseUpdate(text).map((action) => ({
    path: pathOf(action.path, bound),
    change: changeOf(action, bound),
  }));
  for (const [index, { path }] of actions.entries()) {
    const other = actions.slice(0, index).find((each) => overlaps(each.path, path));
    if (other) {
      throw new InvalidRequest(
        `Invalid ${OF}: Two document paths overlap with each other; must remove or rewrite one of these paths; ` +
          `path one: ${pathInWords(other.path)}, path two: ${pathInWords(path)}`,
      );
    }
  }
  return {
    paths: actions.map(({ path }) => path),
    apply: (before) => {
      // Every value is of the row as it was, and places in lists too: what is removed from one goes last, from its end.
      const changes = actions.map(({ path, change }) => ({ path, to: change(before, path) }));
      const setting = changes.filter(({ to }) => to !== undefined);
      const removing = changes
        .filter(({ to }) => to === undefined)
        .toSorted((a, b) => lastPlace(b.path) - lastPlace(a.path));
      let after: Item = before;
      for (const { path, to } of [...setting, ...removing]) after = changedItem(after, path, to);
      return after;
    },
  };
}

const lastPlace = (path: Path): number => (typeof path.at(-1) === 'number' ? Number(path.at(-1)) : -1);

/** Gives what is to lie at a path; nothing when nothing is to. */
type Change = (before: Item, path: Path) => Value | undefined;

const WRONG_TYPE = 'An operand in the update expression has an incorrect data type';

function changeOf(action: WrittenAction, bound: Bound): Change {
  switch (action.kind) {
    case 'REMOVE':
      return () => undefined;
    case 'SET': {
      const to = operandOf(action.to, bound);
      return (before) => to(before);
    }
    case 'ADD': {
      const more = bound.value(action.value);
      if (!['N', 'SS', 'NS', 'BS'].includes(typeOf(more))) throw wrongOperand('ADD', more);
      return (before, path) => added(valueAt(before, path), more);
    }
    case 'DELETE': {
      const less = bound.value(action.value);
      if (!['SS', 'NS', 'BS'].includes(typeOf(less))) throw wrongOperand('DELETE', less);
      return (before, path) => without(valueAt(before, path), less);
    }
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  ...{ S: 'STRING', N: 'NUMBER', B: 'BINARY', BOOL: 'BOOLEAN', NULL: 'NULL', L: 'LIST', M: 'MAP' },
  ...{ SS: 'STRING_SET', NS: 'NUMBER_SET', BS: 'BINARY_SET' },
};

const wrongOperand = (clause: string, value: Value): InvalidRequest =>
  new InvalidRequest(
    `Invalid ${OF}: Incorrect operand type for operator or function; operator: ${clause}, operand type: ${TYPE_NAMES[typeOf(value)]}`,
  );

function added(known: Value | undefined, more: Value): Value {
  if (known === undefined) return more;
  if (typeOf(known) !== typeOf(more)) throw new InvalidRequest(WRONG_TYPE);
  if ('N' in known && 'N' in more) return { N: addNumbers(known.N, more.N) };
  const all = new Set([...(contentOf(known) as string[]), ...(contentOf(more) as string[])]);
  return { [typeOf(known)]: [...all] } as unknown as Value;
}

function without(known: Value | undefined, less: Value): Value | undefined {
  if (known === undefined) return undefined;
  if (typeOf(known) !== typeOf(less)) throw new InvalidRequest(WRONG_TYPE);
  const gone = new Set(contentOf(less) as string[]);
  const left = (contentOf(known) as string[]).filter((each) => !gone.has(each));
  return left.length === 0 ? undefined : ({ [typeOf(known)]: left } as unknown as Value);
}

function operandOf(written: WrittenOperand, bound: Bound): (before: Item) => Value {
  switch (written.kind) {
    case 'value': {
      const value = bound.value(written.name);
      return () => value;
    }
    case 'path': {
      const path = pathOf(written.path, bound);
      return (before) => {
        const value = valueAt(before, path);
        if (value) return value;
        throw new InvalidRequest('The provided expression refers to an attribute that does not exist in the item');
      };
    }
    case 'if_not_exists': {
      const path = pathOf(written.path, bound);
      const otherwise = operandOf(written.otherwise, bound);
      return (before) => valueAt(before, path) ?? otherwise(before);
    }
    case 'list_append': {
      const [left, right] = [operandOf(written.left, bound), operandOf(written.right, bound)];
      return (before) => {
        const [a, b] = [left(before), right(before)];
        if (!('L' in a && 'L' in b)) throw new InvalidRequest(WRONG_TYPE);
        return { L: [...a.L, ...b.L] };
      };
    }
    default: {
      const [left, right] = [operandOf(written.left, bound), operandOf(written.right, bound)];
      return (before) => {
        const [a, b] = [left(before), right(before)];
        if (!('N' in a && 'N' in b)) throw new InvalidRequest(WRONG_TYPE);
        return { N: written.kind === '+' ? addNumbers(a.N, b.N) : subtractNumbers(a.N, b.N) };
      };
    }
  }
}

const NO_SUCH_PLACE = 'The document path provided in the update expression is invalid for update';

function changedItem(item: Item, [name, ...deeper]: Path, to: Value | undefined): Item {
  const inner = deeper.length === 0 ? to : changed(item[name], deeper, to);
  if (inner !== undefined) return { ...item, [name]: inner };
  const { [name]: _gone, ...rest } = item;
  return rest;
}

function changed(value: Value | undefined, steps: readonly (string | number)[], to: Value | undefined): Value {
  const [step, ...deeper] = steps;
  if (value !== undefined && typeof step === 'string' && 'M' in value) {
    return { M: changedItem(value.M, [step, ...deeper], to) };
  }
  if (value !== undefined && typeof step === 'number' && 'L' in value) {
    const list = [...value.L];
    const place = Math.min(step, list.length); // beyond the end is at the end
    const inner = deeper.length === 0 ? to : changed(list[step], deeper, to);
    if (inner === undefined) list.splice(step, 1);
    else list[place] = inner;
    return { L: list };
  }
  throw new InvalidRequest(NO_SUCH_PLACE);
}
