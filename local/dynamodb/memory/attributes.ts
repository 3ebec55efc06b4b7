import { compareNumbers, normalNumber } from './numbers.ts';
import { InvalidRequest } from './refusals.ts';

/** A value of an attribute in DynamoDB's own JSON: one member, named by its type. */
export type Value =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: boolean }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly L: readonly Value[] }
  | { readonly M: Item };

/** A row, or a map in one. What is stored is never changed, only replaced. */
export interface Item {
  readonly [name: string]: Value;
}

export type ValueType = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'L' | 'M';

const TYPES: ReadonlySet<string> = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M']);

/** The type of a value. */
export function typeOf(value: Value): ValueType {
  for (const type in value) return type as ValueType;
  throw new InvalidRequest('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
}

/** What is within a value, whatever its type. */
export const contentOf = (value: Value): unknown => (value as unknown as Record<string, unknown>)[typeOf(value)];

/**
 * A value as the database keeps it: numbers in their normal form.
 *
 * @throws InvalidRequest for what is no value
 */
export function stored(given: unknown): Value {
  if (typeof given !== 'object' || given === null) throw new InvalidRequest('An AttributeValue is an object');
  const entries = Object.entries(given);
  const [[type, content] = ['', undefined]] = entries;
  if (entries.length !== 1 || !TYPES.has(type)) {
    throw new InvalidRequest(
      entries.length > 1
        ? 'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes'
        : 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
    );
  }
  switch (type) {
    case 'N':
      return { N: normalNumber(String(content)) };
    case 'NS':
      return {
        NS: asSet(
          (content as string[]).map((one) => normalNumber(String(one))),
          'number',
        ),
      };
    case 'SS':
      return { SS: asSet(content as string[], 'string') };
    case 'BS':
      return { BS: asSet(content as string[], 'binary') };
    case 'L':
      return { L: (content as unknown[]).map(stored) };
    case 'M':
      return { M: storedItem(content) };
    case 'NULL':
      if (content !== true)
        throw new InvalidRequest(`${INVALID}Null attribute value types must have the value of true`);
      return { NULL: true };
    default:
      return given as Value;
  }
}

/** All attributes of a row or a map as they are kept. */
export function storedItem(given: unknown): Item {
  const item: Record<string, Value> = {};
  for (const name in given as Record<string, unknown>) item[name] = stored((given as Record<string, unknown>)[name]);
  return item;
}

const INVALID = 'One or more parameter values were invalid: ';

function asSet(values: readonly string[], kind: string): readonly string[] {
  if (values.length === 0) throw new InvalidRequest(`${INVALID}An ${kind} set  may not be empty`);
  if (new Set(values).size < values.length) {
    throw new InvalidRequest(`${INVALID}Input collection [${values.join(', ')}] contains duplicates.`);
  }
  return values;
}

/** Whether two values are the same; a set is the same in any order. */
export function same(one: Value, other: Value): boolean {
  const type = typeOf(one);
  if (type !== typeOf(other)) return false;
  const [a, b] = [contentOf(one), contentOf(other)];
  switch (type) {
    case 'SS':
    case 'NS':
    case 'BS': {
      const [mine, others] = [a as string[], new Set(b as string[])];
      return mine.length === others.size && mine.every((each) => others.has(each));
    }
    case 'L': {
      const [mine, others] = [a as Value[], b as Value[]];
      return mine.length === others.length && mine.every((each, index) => same(each, others[index] as Value));
    }
    case 'M':
      return sameItem(a as Item, b as Item);
    default:
      return a === b;
  }
}

/** Whether two rows, or maps, are the same. */
export function sameItem(one: Item, other: Item): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => other[name] !== undefined && same(one[name] as Value, other[name]))
  );
}

/**
 * Which of two values comes first: numbers by size, texts and bytes by their bytes. Nothing for types that have no order, and for two
 * of different types.
 */
export function compare(one: Value, other: Value): number | undefined {
  if ('S' in one && 'S' in other) return compareTexts(one.S, other.S);
  if ('N' in one && 'N' in other) return compareNumbers(one.N, other.N);
  if ('B' in one && 'B' in other) return Buffer.compare(Buffer.from(one.B, 'base64'), Buffer.from(other.B, 'base64'));
  return undefined;
}

/** DynamoDB orders texts by their bytes in UTF-8; JavaScript's own order differs from that beyond the basic plane alone. */
export function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (a !== b) return rank(a) - rank(b);
  }
  return one.length - other.length;
}

/** A half of a surrogate pair stands for a code point above all others of one unit. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

/** The bytes of an item as DynamoDB counts them (developer guide, 'DynamoDB item sizes and formats'). */
export function sizeOf(item: Item): number {
  let size = 0;
  for (const name in item) size += textSize(name) + valueSize(item[name] as Value);
  return size;
}

/** The bytes of one value, as they count towards those of its item. */
export function valueSize(value: Value): number {
  const type = typeOf(value);
  const content = contentOf(value);
  switch (type) {
    case 'S':
      return textSize(content as string);
    case 'N':
      return numberSize(content as string);
    case 'B':
      return Buffer.byteLength(content as string, 'base64');
    case 'BOOL':
    case 'NULL':
      return 1;
    case 'SS':
      return sum(content as string[], textSize);
    case 'NS':
      return sum(content as string[], numberSize);
    case 'BS':
      return sum(content as string[], (each) => Buffer.byteLength(each, 'base64'));
    case 'L':
      return 3 + sum(content as Value[], (each) => 1 + valueSize(each));
    case 'M':
      return 3 + Object.keys(content as Item).length + sizeOf(content as Item);
  }
}

const sum = <T>(values: readonly T[], size: (value: T) => number): number =>
  values.reduce((total, each) => total + size(each), 0);

const textSize = (text: string): number => Buffer.byteLength(text);

/** About one byte for two significant digits and one more; another for a minus. */
function numberSize(number: string): number {
  const digits = number.replace(/^-/, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.ceil(digits.length / 2) + 1 + (number.startsWith('-') ? 1 : 0);
}
