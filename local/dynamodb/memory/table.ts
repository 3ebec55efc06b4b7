import { type Item, sameItem, sizeOf, type Value, valueSize } from './attributes.ts';
import { OrderedRows, type Row } from './ordered-rows.ts';
import { InvalidRequest } from './refusals.ts';
import { type IndexShape, type KeyAttribute, type Keys, names, type TableShape } from './shapes.ts';

/** Rows by partition: of a table, or of one of its indexes. */
export class Partitions {
  readonly keys: Keys;
  readonly #order: readonly string[];
  readonly #partitions = new Map<string, OrderedRows>();
  #inOrder: readonly string[] | undefined;

  /** @param tableKeys tell rows of an index apart that have one key there. */
  constructor(keys: Keys, tableKeys?: Keys) {
    this.keys = keys;
    this.#order = [...(keys.range ? [keys.range.name] : []), ...(tableKeys ? names(tableKeys) : [])];
  }

  of(hash: Value): OrderedRows | undefined {
    return this.#partitions.get(textOf(hash));
  }

  /**
   * All partitions, in an order that does not depend on what was written when.
   *
   * @param from only those from that of this value on
   */
  all(from?: Value): readonly OrderedRows[] {
    this.#inOrder ??= [...this.#partitions.keys()].sort();
    const first = from && textOf(from);
    const keys = first === undefined ? this.#inOrder : this.#inOrder.filter((key) => key >= first);
    return keys.map((key) => this.#partitions.get(key) as OrderedRows);
  }

  put(row: Row): void {
    const key = textOf(row.item[this.keys.hash.name] as Value);
    let partition = this.#partitions.get(key);
    if (!partition) {
      partition = new OrderedRows(this.#order);
      this.#partitions.set(key, partition);
      this.#inOrder = undefined;
    }
    partition.put(row);
  }

  remove(item: Item): void {
    const key = textOf(item[this.keys.hash.name] as Value);
    const partition = this.#partitions.get(key);
    partition?.remove(item);
    if (partition?.rows.length !== 0) return;
    this.#partitions.delete(key);
    this.#inOrder = undefined;
  }
}

/** One type of a key's values is in one partition map. */
const textOf = (value: Value): string =>
  'S' in value ? value.S : 'N' in value ? value.N : 'B' in value ? value.B : '';

/** The bytes that a row may have at most. */
const MOST_BYTES = 400 * 1024;
const INVALID = 'One or more parameter values were invalid: ';

interface Index {
  readonly shape: IndexShape;
  readonly partitions: Partitions;
}

/** A table with its indexes. */
export class Table {
  readonly shape: TableShape;
  readonly rows: Partitions;
  readonly #indexes: readonly Index[];

  constructor(shape: TableShape) {
    this.shape = shape;
    this.rows = new Partitions(shape.keys);
    this.#indexes = shape.indexes.map((index) => ({
      shape: index,
      partitions: new Partitions(index.keys, shape.keys),
    }));
  }

  /** @throws InvalidRequest when there is no such index. */
  index(name: string): Index {
    const index = this.#indexes.find(({ shape }) => shape.name === name);
    if (index) return index;
    throw new InvalidRequest(`The table does not have the specified index: ${name}`);
  }

  /** @param key the attributes of the key, among others or not */
  get(key: Item): Row | undefined {
    return this.rows.of(key[this.shape.keys.hash.name] as Value)?.get(key);
  }

  /** Puts a row in place of the one with its key, here and in the indexes. */
  put(row: Row): void {
    const before = this.get(row.item);
    this.rows.put(row);
    for (const { shape, partitions } of this.#indexes) {
      const isIn = isIndexed(row.item, shape.keys);
      if (before && isIndexed(before.item, shape.keys) && !(isIn && haveOneKey(before.item, row.item, shape.keys))) {
        partitions.remove(before.item);
      }
      if (isIn) partitions.put(row);
    }
  }

  remove(key: Item): void {
    const before = this.get(key);
    if (!before) return;
    this.rows.remove(before.item);
    for (const { shape, partitions } of this.#indexes) {
      if (isIndexed(before.item, shape.keys)) partitions.remove(before.item);
    }
  }

  /**
   * A row as it is written.
   *
   * @throws InvalidRequest for one that the table cannot hold
   */
  rowOf(item: Item): Row {
    for (const attribute of attributesOf(this.shape.keys)) {
      const value = item[attribute.name];
      if (value === undefined) throw new InvalidRequest(`${INVALID}Missing the key ${attribute.name} in the item`);
      requireType(value, attribute);
      requireContent(value, attribute.name);
    }
    for (const { name, keys } of this.shape.indexes) {
      for (const attribute of attributesOf(keys)) {
        const value = item[attribute.name];
        if (value === undefined) continue;
        if (!(attribute.type in value)) {
          throw new InvalidRequest(
            `${INVALID}Type mismatch for Index Key ${attribute.name} Expected: ${attribute.type} Actual: ${Object.keys(value)[0]} IndexName: ${name}`,
          );
        }
        if (isEmpty(value)) {
          throw new InvalidRequest(
            'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
              `The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ${name}, IndexKey: ${attribute.name}`,
          );
        }
      }
    }
    const size = sizeOf(item);
    if (size > MOST_BYTES) throw new InvalidRequest('Item size has exceeded the maximum allowed size');
    return { item, size };
  }

  /**
   * The key that a request gives, and nothing else.
   *
   * @throws InvalidRequest for one that is not of this table
   */
  keyOf(given: Item): Item {
    const attributes = attributesOf(this.shape.keys);
    if (Object.keys(given).length !== attributes.length) throw new InvalidRequest(NOT_THE_SCHEMA);
    for (const attribute of attributes) {
      const value = given[attribute.name];
      if (value === undefined || !(attribute.type in value)) throw new InvalidRequest(NOT_THE_SCHEMA);
      requireContent(value, attribute.name);
    }
    return given;
  }

  /**
   * The units that a write takes: one for each kilobyte of the larger of the two rows, on the table and on each index that it changes; two
   * on an index where it moves (developer guide, 'Provisioned throughput considerations for global secondary indexes'). In a transaction
   * the table's own are two for one, since it is written twice; indexes follow later, as after any write.
   */
  writeUnits(before: Row | undefined, after: Row | undefined, kind: 'alone' | 'transaction' = 'alone'): number {
    const own = kilobytes(Math.max(before?.size ?? 0, after?.size ?? 0)) * (kind === 'transaction' ? 2 : 1);
    return this.#indexes.reduce((sum, { shape }) => sum + indexUnits(shape, before, after), own);
  }
}

const NOT_THE_SCHEMA = 'The provided key element does not match the schema';

export const attributesOf = ({ hash, range }: Keys): readonly KeyAttribute[] => (range ? [hash, range] : [hash]);

const isIndexed = (item: Item, keys: Keys): boolean =>
  attributesOf(keys).every(({ name, type }) => {
    const value = item[name];
    return value !== undefined && type in value;
  });

function haveOneKey(one: Item, other: Item, keys: Keys): boolean {
  return names(keys).every((name) => textOf(one[name] as Value) === textOf(other[name] as Value));
}

function requireType(value: Value, { name, type }: KeyAttribute): void {
  if (type in value) return;
  throw new InvalidRequest(
    `${INVALID}Type mismatch for key ${name} expected: ${type} actual: ${Object.keys(value)[0]}`,
  );
}

const isEmpty = (value: Value): boolean => ('S' in value && value.S === '') || ('B' in value && value.B === '');

function requireContent(value: Value, name: string): void {
  if (isEmpty(value)) {
    throw new InvalidRequest(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`,
    );
  }
  const most = 2048;
  if (valueSize(value) > most) {
    throw new InvalidRequest(`${INVALID}Size of hashkey has exceeded the maximum size limit of${most} bytes`);
  }
}

const kilobytes = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

function indexUnits(shape: IndexShape, before: Row | undefined, after: Row | undefined): number {
  const was = before && isIndexed(before.item, shape.keys) ? held(before, shape) : undefined;
  const is = after && isIndexed(after.item, shape.keys) ? held(after, shape) : undefined;
  if (!was && !is) return 0;
  if (!was || !is) return kilobytes((was ?? is)?.size ?? 0);
  if (!haveOneKey(was.item, is.item, shape.keys)) return kilobytes(was.size) + kilobytes(is.size);
  return sameItem(was.item, is.item) ? 0 : kilobytes(Math.max(was.size, is.size));
}

/** What an index holds of a row. */
export function held(row: Row, { attributes }: IndexShape): Row {
  if (attributes === undefined) return row;
  const item = Object.fromEntries(Object.entries(row.item).filter(([name]) => attributes.has(name)));
  return { item, size: sizeOf(item) };
}
