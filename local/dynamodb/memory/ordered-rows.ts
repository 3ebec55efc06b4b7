import { compare, type Item, type Value } from './attributes.ts';

/** A row and the bytes that it has. */
export interface Row {
  readonly item: Item;
  readonly size: number;
}

/** The rows of one partition of a table or an index, in the order of their keys. */
export class OrderedRows {
  readonly rows: Row[] = [];
  readonly #attributes: readonly string[];

  /** @param attributes those that order its rows, the first of them first; together they tell rows apart. */
  constructor(attributes: readonly string[]) {
    this.#attributes = attributes;
  }

  get(key: Item): Row | undefined {
    const row = this.rows[this.#atOrAfter(key)];
    return row && this.#order(row.item, key) === 0 ? row : undefined;
  }

  /** Puts a row where it belongs, in place of the one with its key. */
  put(row: Row): void {
    const at = this.#atOrAfter(row.item);
    const known = this.rows[at];
    this.rows.splice(at, known && this.#order(known.item, row.item) === 0 ? 1 : 0, row);
  }

  remove(key: Item): void {
    const at = this.#atOrAfter(key);
    const known = this.rows[at];
    if (known && this.#order(known.item, key) === 0) this.rows.splice(at, 1);
  }

  /** The place of the first row after a key, which need not be there itself. */
  after(key: Item): number {
    const at = this.#atOrAfter(key);
    const known = this.rows[at];
    return known && this.#order(known.item, key) === 0 ? at + 1 : at;
  }

  /** The place of the first row that is at a key or after it. */
  from(key: Item): number {
    return this.#atOrAfter(key);
  }

  /** The place of the first row for which something holds that holds for all after it. */
  first(holds: (item: Item) => boolean): number {
    let [low, high] = [0, this.rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds((this.rows[middle] as Row).item)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #atOrAfter(key: Item): number {
    // Most rows come after all that are there: of days, of mails, of versions.
    const last = this.rows.at(-1);
    if (last && this.#order(last.item, key) < 0) return this.rows.length;
    return this.first((item) => this.#order(item, key) >= 0);
  }

  #order(one: Item, other: Item): number {
    for (const attribute of this.#attributes) {
      const order = compare(one[attribute] as Value, other[attribute] as Value) ?? 0;
      if (order !== 0) return order;
    }
    return 0;
  }
}
