/**
 * What no plan can cost less than by given prices of the linear model's rows, over the columns of some pairs: each column is in
 * or not by its own reduced cost. Concave in the prices, and evaluated in milliseconds; check-bound.ts computes the same over all
 * pairs from the document alone.
 */
import type { Season } from './compile-season.ts';
import type { Limit, PairKeys } from './limits.ts';
import { boundsOfRows, type Columns, otherColumns, pairColumns, rowsOf } from './linear-model.ts';

export class DualFunction {
  /** One dual for each row: those that always count, then the limits. */
  readonly rows: number;
  readonly #cost: Float64Array;
  readonly #upper: Float64Array;
  readonly #starts: Int32Array;
  readonly #indices: Int32Array;
  readonly #values: Float64Array;
  readonly #lowest: Float64Array;
  readonly #highest: Float64Array;
  /** The first column of a pair. */
  readonly #from: number;

  constructor(season: Season, keys: PairKeys, pairs: readonly number[], limits: readonly Limit[]) {
    const rows = rowsOf(season);
    const bounds = boundsOfRows(season);
    const others = otherColumns(season, rows);
    const own = pairColumns(season, rows, keys, pairs, limits);
    this.rows = rows.count + limits.length;
    this.#from = others.cost.length;
    this.#cost = joined(others, own, ({ cost }) => cost);
    this.#upper = joined(others, own, ({ upper }) => upper);
    this.#indices = Int32Array.from(joined(others, own, ({ matrix }) => matrix.indices));
    this.#values = joined(others, own, ({ matrix }) => matrix.values);
    this.#starts = new Int32Array(this.#cost.length + 1);
    this.#starts.set(others.matrix.starts);
    own.matrix.starts.forEach((start, at) => {
      this.#starts[this.#from + at] = others.matrix.indices.length + start;
    });
    const most = limits.map((limit) => limit.most);
    this.#lowest = Float64Array.from([...bounds.lower, ...limits.map(() => Number.NEGATIVE_INFINITY)]);
    this.#highest = Float64Array.from([...bounds.upper, ...most]);
  }

  /**
   * The points at these prices, without those that are settled.
   *
   * @param direction is filled with what each row's price would gain: where the points grow
   * @param isIn is filled with which pairs go by their own reduced cost
   */
  at(duals: Float64Array, direction: Float64Array, isIn: Uint8Array): number {
    const [cost, upper, starts, indices, values] = [this.#cost, this.#upper, this.#starts, this.#indices, this.#values];
    let points = 0;
    for (let row = 0; row < this.rows; row += 1) {
      const dual = duals[row] ?? 0;
      const lowest = this.#lowest[row] ?? 0;
      // A row with one limit only has prices of one sign; at 0 it may move from there.
      const limit = dual < 0 || lowest === Number.NEGATIVE_INFINITY ? (this.#highest[row] ?? 0) : lowest;
      // Where no head is needed nothing is limited, and nothing is paid.
      const most = Number.isFinite(limit) ? limit : 0;
      direction[row] = most;
      points += most * dual;
    }
    for (let column = 0; column < cost.length; column += 1) {
      const start = starts[column] ?? 0;
      const end = starts[column + 1] ?? 0;
      let reduced = cost[column] ?? 0;
      for (let at = start; at < end; at += 1) reduced -= (values[at] ?? 0) * (duals[indices[at] ?? 0] ?? 0);
      const goes = reduced < 0;
      if (column >= this.#from) isIn[column - this.#from] = goes ? 1 : 0;
      if (!goes) continue;
      const most = upper[column] ?? 0;
      points += reduced * most;
      for (let at = start; at < end; at += 1) {
        const row = indices[at] ?? 0;
        direction[row] = (direction[row] ?? 0) - (values[at] ?? 0) * most;
      }
    }
    return points;
  }

  /** The nearest price that a row may have. */
  allowed(row: number, dual: number): number {
    if (dual > 0 && this.#lowest[row] === Number.NEGATIVE_INFINITY) return 0;
    if (dual < 0 && this.#highest[row] === Number.POSITIVE_INFINITY) return 0;
    return dual;
  }
}

function joined(one: Columns, other: Columns, of: (columns: Columns) => readonly number[]): Float64Array {
  const [first, second] = [of(one), of(other)];
  const all = new Float64Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
