import { compare, contentOf, type Item, same, typeOf, type Value } from './attributes.ts';
import type { Bound } from './bound.ts';
import { type Path, parsePath, pathOf, valueAt, type WrittenPath } from './paths.ts';
import { InvalidRequest } from './refusals.ts';
import { Tokens } from './tokens.ts';

type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** What stands on a side of a comparison. */
export type WrittenOperand =
  | { readonly kind: 'path'; readonly path: WrittenPath }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'size'; readonly of: WrittenOperand };

/** A condition as it is written. */
export type WrittenCondition =
  | { readonly kind: 'and' | 'or'; readonly all: readonly WrittenCondition[] }
  | { readonly kind: 'not'; readonly condition: WrittenCondition }
  | {
      readonly kind: 'compare';
      readonly by: Comparator;
      readonly left: WrittenOperand;
      readonly right: WrittenOperand;
    }
  | {
      readonly kind: 'between';
      readonly operand: WrittenOperand;
      readonly low: WrittenOperand;
      readonly high: WrittenOperand;
    }
  | { readonly kind: 'in'; readonly operand: WrittenOperand; readonly list: readonly WrittenOperand[] }
  | { readonly kind: 'function'; readonly name: string; readonly args: readonly WrittenOperand[] };

/** Whether a row is as a condition wants it. */
export type Test = (item: Item) => boolean;

const FUNCTIONS: Readonly<Record<string, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
};

/** The same few dozen expressions are asked thousands of times. */
const parsed = new Map<string, WrittenCondition>();
const MOST_KEPT = 2_000;

/** @throws InvalidRequest */
export function parseCondition(text: string, of: string): WrittenCondition {
  const key = `${of} ${text}`;
  const known = parsed.get(key);
  if (known) return known;
  const tokens = new Tokens(text, of);
  const condition = either(tokens);
  if (tokens.next.kind !== 'end') throw tokens.unexpected();
  if (parsed.size >= MOST_KEPT) parsed.clear();
  parsed.set(key, condition);
  return condition;
}

function either(tokens: Tokens): WrittenCondition {
  const all = [both(tokens)];
  while (tokens.takes('OR')) all.push(both(tokens));
  return all.length === 1 ? (all[0] as WrittenCondition) : { kind: 'or', all };
}

function both(tokens: Tokens): WrittenCondition {
  const all = [negated(tokens)];
  while (tokens.takes('AND')) all.push(negated(tokens));
  return all.length === 1 ? (all[0] as WrittenCondition) : { kind: 'and', all };
}

function negated(tokens: Tokens): WrittenCondition {
  if (tokens.takes('NOT')) return { kind: 'not', condition: negated(tokens) };
  if (tokens.takes('(')) {
    const inner = either(tokens);
    tokens.require(')');
    return inner;
  }
  const { kind, text } = tokens.next;
  if (kind === 'name' && tokens.afterNext.text === '(' && text !== 'size') return parseFunction(tokens);
  return comparison(tokens);
}

function parseFunction(tokens: Tokens): WrittenCondition {
  const name = tokens.take().text;
  const wanted = FUNCTIONS[name];
  if (wanted === undefined) throw tokens.refusal(`Invalid function name; function: ${name}`);
  tokens.require('(');
  const args = [parseOperand(tokens)];
  while (tokens.takes(',')) args.push(parseOperand(tokens));
  tokens.require(')');
  if (args.length !== wanted) {
    throw tokens.refusal(
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${args.length}`,
    );
  }
  return { kind: 'function', name, args };
}

function comparison(tokens: Tokens): WrittenCondition {
  const left = parseOperand(tokens);
  if (tokens.takes('BETWEEN')) {
    const low = parseOperand(tokens);
    tokens.require('AND');
    return { kind: 'between', operand: left, low, high: parseOperand(tokens) };
  }
  if (tokens.takes('IN')) {
    tokens.require('(');
    const list = [parseOperand(tokens)];
    while (tokens.takes(',')) list.push(parseOperand(tokens));
    tokens.require(')');
    return { kind: 'in', operand: left, list };
  }
  const by = (['=', '<>', '<', '<=', '>', '>='] as const).find((sign) => tokens.takes(sign));
  if (by === undefined) throw tokens.unexpected();
  return { kind: 'compare', by, left, right: parseOperand(tokens) };
}

function parseOperand(tokens: Tokens): WrittenOperand {
  const { kind, text } = tokens.next;
  if (kind === 'value') return { kind: 'value', name: tokens.take().text };
  if (kind === 'name' && text === 'size' && tokens.afterNext.text === '(') {
    tokens.take();
    tokens.require('(');
    const of = parseOperand(tokens);
    tokens.require(')');
    return { kind: 'size', of };
  }
  return { kind: 'path', path: parsePath(tokens) };
}

/**
 * A condition with the names and values of a request.
 *
 * @param onPath hears of each path in it
 * @throws InvalidRequest for a name or value that is not given
 */
export function conditionOf(written: WrittenCondition, bound: Bound, onPath?: (path: Path) => void): Test {
  const operand = (one: WrittenOperand): ((item: Item) => Value | undefined) => {
    if (one.kind === 'value') {
      const value = bound.value(one.name);
      return () => value;
    }
    if (one.kind === 'size') {
      const of = operand(one.of);
      return (item) => {
        const value = of(item);
        const size = value && lengthOf(value);
        return size === undefined ? undefined : { N: String(size) };
      };
    }
    const path = pathOf(one.path, bound);
    onPath?.(path);
    return (item) => valueAt(item, path);
  };
  switch (written.kind) {
    case 'and': {
      const all = written.all.map((each) => conditionOf(each, bound, onPath));
      return (item) => all.every((holds) => holds(item));
    }
    case 'or': {
      const all = written.all.map((each) => conditionOf(each, bound, onPath));
      return (item) => all.some((holds) => holds(item));
    }
    case 'not': {
      const inner = conditionOf(written.condition, bound, onPath);
      return (item) => !inner(item);
    }
    case 'compare': {
      const [left, right] = [operand(written.left), operand(written.right)];
      return (item) => holds(written.by, left(item), right(item));
    }
    case 'between': {
      const [value, low, high] = [operand(written.operand), operand(written.low), operand(written.high)];
      requireOrder(written.low, written.high, bound);
      return (item) => {
        const found = value(item);
        return holds('>=', found, low(item)) && holds('<=', found, high(item));
      };
    }
    case 'in': {
      const value = operand(written.operand);
      const list = written.list.map(operand);
      return (item) => {
        const found = value(item);
        return found !== undefined && list.some((each) => holds('=', found, each(item)));
      };
    }
    case 'function': {
      const [first, second] = written.args.map(operand);
      const test = functionTest(written.name);
      return (item) => test(first?.(item), second?.(item));
    }
  }
}

/** @throws InvalidRequest where a request gives both bounds of a BETWEEN, and the upper one is below the other */
export function requireOrder(low: WrittenOperand, high: WrittenOperand, bound: Bound): void {
  if (low.kind !== 'value' || high.kind !== 'value') return;
  const [from, to] = [bound.value(low.name), bound.value(high.name)];
  if ((compare(from, to) ?? 0) <= 0) return;
  throw new InvalidRequest(
    'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ' +
      `lower bound operand: AttributeValue: ${JSON.stringify(from)}, upper bound operand: AttributeValue: ${JSON.stringify(to)}`,
  );
}

function holds(by: Comparator, left: Value | undefined, right: Value | undefined): boolean {
  const isSame = left !== undefined && right !== undefined && same(left, right);
  if (by === '=') return isSame;
  if (by === '<>') return !isSame;
  const order = left && right && compare(left, right);
  if (order === undefined) return false;
  return by === '<' ? order < 0 : by === '<=' ? order <= 0 : by === '>' ? order > 0 : order >= 0;
}

function functionTest(name: string): (value: Value | undefined, other: Value | undefined) => boolean {
  switch (name) {
    case 'attribute_exists':
      return (value) => value !== undefined;
    case 'attribute_not_exists':
      return (value) => value === undefined;
    case 'attribute_type':
      return (value, type) => value !== undefined && type !== undefined && typeOf(value) === contentOf(type);
    case 'begins_with':
      return beginsWith;
    default:
      return contains;
  }
}

/** Whether a text, or bytes, begin as another one. */
export function beginsWith(value: Value | undefined, start: Value | undefined): boolean {
  if (value === undefined || start === undefined) return false;
  if ('S' in value && 'S' in start) return value.S.startsWith(start.S);
  if ('B' in value && 'B' in start) return bytes(value.B).startsWith(bytes(start.B));
  return false;
}

function contains(value: Value | undefined, part: Value | undefined): boolean {
  if (value === undefined || part === undefined) return false;
  if ('S' in value) return 'S' in part && value.S.includes(part.S);
  if ('B' in value) return 'B' in part && bytes(value.B).includes(bytes(part.B));
  if ('SS' in value) return 'S' in part && value.SS.includes(part.S);
  if ('NS' in value) return 'N' in part && value.NS.includes(part.N);
  if ('BS' in value) return 'B' in part && value.BS.includes(part.B);
  return 'L' in value && value.L.some((each) => same(each, part));
}

const bytes = (base64: string): string => Buffer.from(base64, 'base64').toString('latin1');

/** What `size()` gives: characters would be wrong, since it counts bytes of texts and members of the rest. */
function lengthOf(value: Value): number | undefined {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  if ('M' in value) return Object.keys(value.M).length;
  const content = contentOf(value);
  return Array.isArray(content) ? content.length : undefined;
}
