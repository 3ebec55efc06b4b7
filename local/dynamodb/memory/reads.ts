import { compare, type Item, storedItem, type Value } from './attributes.ts';
import { Bound } from './bound.ts';
import {
  beginsWith,
  conditionOf,
  parseCondition,
  requireOrder,
  type Test,
  type WrittenCondition,
  type WrittenOperand,
} from './conditions.ts';
import type { OrderedRows, Row } from './ordered-rows.ts';
import { type Path, parsePath, pathOf, project } from './paths.ts';
import { InvalidRequest } from './refusals.ts';
import { type Keys, names } from './shapes.ts';
import { attributesOf, held, type Partitions, type Table } from './table.ts';
import { Tokens } from './tokens.ts';
import { readUnits } from './units.ts';

/** What `Query` and `Scan` may ask. */
export interface SearchRequest {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
  readonly ExclusiveStartKey?: unknown;
  readonly Limit?: number;
  readonly ScanIndexForward?: boolean;
  readonly ConsistentRead?: boolean;
  readonly Select?: string;
}

/** What they found, and the units that it took. */
export interface Found {
  readonly answer: Readonly<Record<string, unknown>>;
  readonly units: number;
}

/** A page of an answer ends with the row that makes it a megabyte. */
const PAGE_BYTES = 1024 * 1024;

interface Searched {
  readonly table: Table;
  readonly request: SearchRequest;
  readonly bound: Bound;
  readonly rows: Partitions;
  /** A row as it is held where it is looked for. */
  readonly held: (row: Row) => Row;
}

/** @throws InvalidRequest */
export function query(table: Table, request: SearchRequest): Found {
  const searched = searchedOf(table, request);
  const { rows, bound } = searched;
  const text = request.KeyConditionExpression;
  if (text === undefined) {
    throw new InvalidRequest(
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    );
  }
  const wanted = keyRange(parseCondition(text, 'KeyConditionExpression'), rows.keys, bound);
  const partition = rows.of(wanted.hash);
  const start = startOf(searched);
  const isForward = request.ScanIndexForward !== false;
  const places = partition ? placesIn(partition, wanted, start, isForward) : { from: 0, to: 0 };
  const range = partition ? rowsBetween(partition.rows, places, isForward) : [];
  return search(searched, range, names(rows.keys));
}

/** One row after another: a page is short where the rest of its partition may be all that is due. */
function* rowsBetween(
  rows: readonly Row[],
  { from, to }: { readonly from: number; readonly to: number },
  isForward: boolean,
): Iterable<Row> {
  if (isForward) for (let at = from; at < to; at += 1) yield rows[at] as Row;
  else for (let at = to - 1; at >= from; at -= 1) yield rows[at] as Row;
}

/** @throws InvalidRequest */
export function scan(table: Table, request: SearchRequest): Found {
  const searched = searchedOf(table, request);
  const start = startOf(searched);
  return search(searched, rowsFrom(searched.rows, start), []);
}

function* rowsFrom(partitions: Partitions, start: Item | undefined): Iterable<Row> {
  const hash = start?.[partitions.keys.hash.name];
  const own = hash && partitions.of(hash);
  for (const partition of partitions.all(hash)) {
    // The partition in which the last page ended may be gone since: then the next one in order comes now.
    const first = start && partition === own ? partition.after(start) : 0;
    for (let at = first; at < partition.rows.length; at += 1) yield partition.rows[at] as Row;
  }
}

function searchedOf(table: Table, request: SearchRequest): Searched {
  const bound = new Bound(request);
  if (request.Limit !== undefined && request.Limit < 1) {
    throw new InvalidRequest(
      `1 validation error detected: Value '${request.Limit}' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1`,
    );
  }
  if (request.IndexName === undefined) return { table, request, bound, rows: table.rows, held: (row) => row };
  const { shape, partitions } = table.index(request.IndexName);
  if (request.ConsistentRead && !shape.isLocal) {
    throw new InvalidRequest('Consistent reads are not supported on global secondary indexes');
  }
  return { table, request, bound, rows: partitions, held: (row) => held(row, shape) };
}

function startOf({ request, table, rows }: Searched): Item | undefined {
  if (request.ExclusiveStartKey === undefined) return undefined;
  const start = storedItem(request.ExclusiveStartKey);
  const wanted = new Set([...names(table.shape.keys), ...names(rows.keys)]);
  const given = Object.keys(start);
  if (given.length !== wanted.size || given.some((name) => !wanted.has(name))) {
    throw new InvalidRequest('The provided starting key is invalid');
  }
  return start;
}

/** The rows of a partition that a condition on the key asks for. */
interface KeyRange {
  readonly hash: Value;
  /** Whether a row is at or after the first one wanted; nothing when all are. */
  readonly begun: Test | undefined;
  /** Whether a row is after the last one wanted. */
  readonly over: Test | undefined;
}

function keyRange(condition: WrittenCondition, { hash, range }: Keys, bound: Bound): KeyRange {
  const parts = condition.kind === 'and' ? condition.all : [condition];
  const nameOf = (operand: WrittenOperand): string | undefined =>
    operand.kind === 'path' && operand.path.length === 1 ? pathOf(operand.path, bound)[0] : undefined;
  const valueGiven = (operand: WrittenOperand): Value => {
    if (operand.kind === 'value') return bound.value(operand.name);
    throw new InvalidRequest('Invalid KeyConditionExpression: Incorrect operand');
  };
  let own: Value | undefined;
  let within: Pick<KeyRange, 'begun' | 'over'> | undefined;
  for (const part of parts) {
    const subject =
      part.kind === 'compare'
        ? part.left
        : part.kind === 'between'
          ? part.operand
          : part.kind === 'function'
            ? part.args[0]
            : undefined;
    const name = subject && nameOf(subject);
    if (part.kind === 'compare' && part.by === '=' && name === hash.name && own === undefined)
      own = valueGiven(part.right);
    else if (range && name === range.name && within === undefined)
      within = rangeOf(part, range.name, valueGiven, bound);
    else throw new InvalidRequest('Query key condition not supported');
  }
  if (own === undefined) {
    throw new InvalidRequest(`Query condition missed key schema element: ${hash.name}`);
  }
  if (!(hash.type in own)) {
    throw new InvalidRequest(
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    );
  }
  return { hash: own, begun: within?.begun, over: within?.over };
}

function rangeOf(
  part: WrittenCondition,
  name: string,
  valueGiven: (operand: WrittenOperand) => Value,
  bound: Bound,
): Pick<KeyRange, 'begun' | 'over'> {
  const order = (item: Item, value: Value): number => compare(item[name] as Value, value) ?? Number.NaN;
  if (part.kind === 'between') {
    requireOrder(part.low, part.high, bound);
    const [low, high] = [valueGiven(part.low), valueGiven(part.high)];
    return { begun: (item) => order(item, low) >= 0, over: (item) => order(item, high) > 0 };
  }
  if (part.kind === 'function' && part.name === 'begins_with') {
    const start = valueGiven(part.args[1] as WrittenOperand);
    return {
      begun: (item) => order(item, start) >= 0,
      over: (item) => order(item, start) > 0 && !beginsWith(item[name], start),
    };
  }
  if (part.kind !== 'compare') throw new InvalidRequest('Query key condition not supported');
  const value = valueGiven(part.right);
  switch (part.by) {
    case '=':
      return { begun: (item) => order(item, value) >= 0, over: (item) => order(item, value) > 0 };
    case '<':
      return { begun: undefined, over: (item) => order(item, value) >= 0 };
    case '<=':
      return { begun: undefined, over: (item) => order(item, value) > 0 };
    case '>':
      return { begun: (item) => order(item, value) > 0, over: undefined };
    case '>=':
      return { begun: (item) => order(item, value) >= 0, over: undefined };
    default:
      throw new InvalidRequest('Unsupported operator on KeyCondition: operator: <>');
  }
}

function placesIn(
  partition: OrderedRows,
  { begun, over }: KeyRange,
  start: Item | undefined,
  isForward: boolean,
): { from: number; to: number } {
  const from = begun ? partition.first(begun) : 0;
  const to = over ? partition.first(over) : partition.rows.length;
  if (!start) return { from, to };
  return isForward
    ? { from: Math.max(from, partition.after(start)), to }
    : { from, to: Math.min(to, partition.from(start)) };
}

/** @param keyNames attributes that a filter must not look at */
function search(searched: Searched, rows: Iterable<Row>, keyNames: readonly string[]): Found {
  const { table, request, bound, rows: partitions } = searched;
  const filter = filterOf(request, bound, keyNames);
  const paths = projectionOf(request.ProjectionExpression, bound);
  bound.requireAllUsed();
  const items: Item[] = [];
  let [scanned, count, bytes] = [0, 0, 0];
  let last: Item | undefined;
  for (const row of rows) {
    // The row is as it is in the index: its attributes, and its bytes.
    const here = searched.held(row);
    scanned += 1;
    bytes += here.size;
    if (!filter || filter(here.item)) {
      count += 1;
      if (request.Select !== 'COUNT') items.push(paths ? project(here.item, paths) : here.item);
    }
    if (scanned === request.Limit || bytes >= PAGE_BYTES) {
      last = row.item;
      break;
    }
  }
  const startNames = new Set([...names(table.shape.keys), ...names(partitions.keys)]);
  return {
    answer: {
      ...(request.Select !== 'COUNT' && { Items: items }),
      ...{ Count: count, ScannedCount: scanned },
      ...(last && { LastEvaluatedKey: Object.fromEntries([...startNames].map((name) => [name, last[name]])) }),
    },
    units: readUnits(bytes, request.ConsistentRead),
  };
}

function filterOf({ FilterExpression }: SearchRequest, bound: Bound, keyNames: readonly string[]): Test | undefined {
  if (FilterExpression === undefined) return undefined;
  return conditionOf(parseCondition(FilterExpression, 'FilterExpression'), bound, ([name]) => {
    if (!keyNames.includes(name)) return;
    throw new InvalidRequest(
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${name}`,
    );
  });
}

/** @throws InvalidRequest */
export function projectionOf(text: string | undefined, bound: Bound): readonly Path[] | undefined {
  if (text === undefined) return undefined;
  const tokens = new Tokens(text, 'ProjectionExpression');
  const paths: Path[] = [];
  do paths.push(pathOf(parsePath(tokens), bound));
  while (tokens.takes(','));
  if (tokens.next.kind !== 'end') throw tokens.unexpected();
  return paths;
}

/** @throws InvalidRequest for a key of another table */
export const keyGiven = (table: Table, key: unknown): Item => table.keyOf(storedItem(key));

/** Nothing else is in a key. */
export const keyText = (table: Table, key: Item): string =>
  attributesOf(table.shape.keys)
    .map(({ name }) => JSON.stringify(key[name]))
    .join(' ');
