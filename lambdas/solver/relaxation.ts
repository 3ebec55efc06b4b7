/**
 * The linear model over all pairs of a season, kept in the solver: pairs come in when they are worth it and limits when
 * they are broken, so that a solution is one over every pair although few of them are in it. It can be solved again and again
 * with some groups of people left out, each time from where the last solution was.
 *
 * No pair is left out because of its own points: what a school still owes is in the prices, and the pairs that are the
 * cheapest by themselves are the wrong ones.
 */
import type { Highs, Model } from 'highs';
import { type Belonging, belongingOf, brokenClashes, type Clash, groupOfPair } from './clashes.ts';
import type { Season } from './compile-season.ts';
import type { FlowPlan } from './flow-plan.ts';
import type { Multipliers } from './instance.ts';
import { keysOf, type Limit, nameOf, type PairKeys } from './limits.ts';
import { boundsOfRows, limitRows, otherColumns, pairColumns, type Rows, rowsOf } from './linear-model.ts';
import { multipliersOf, reducedCostsOf } from './multipliers.ts';
import { pointsOfNoColumn } from './plan-cost.ts';

/** The solver ended without an answer. Its message is all that is worth a log line. */
export class NotProved extends Error {
  override name = 'NotProved';
}

/** A solution of the linear model. */
export interface Point {
  /** Points of the whole season: no plan of what is allowed costs less. */
  readonly points: number;
  /** How much of each pair is in it, for those of which anything is. */
  readonly pairs: ReadonlyMap<number, number>;
  /** The prices of the rows, for as many limits as there were. */
  readonly duals: Float64Array;
  readonly limits: number;
}

export const TOLERANCE = 1e-6;
/** Pairs as dear as this beyond the flow's prices come in at the start; about as many as there are seats, five times over. */
const NEAR = 2;
const COLUMNS_A_ROUND = 3000;

export class Relaxation {
  readonly keys: PairKeys;
  readonly belonging: Belonging;
  readonly #season: Season;
  readonly #rows: Rows;
  readonly #model: Model;
  readonly #optimal: number;
  readonly #atLower: number;
  /** The first column of a pair, and the pairs in the order of their columns. */
  readonly #from: number;
  #pairs: number[] = [];
  readonly #inModel: Uint8Array;
  readonly #leftOut: Uint8Array;
  /** Whether a pair can be in a plan that is looked for, or must be; nothing while all pairs count. */
  #sought: { readonly can: Uint8Array; readonly must: Uint8Array } | undefined;
  readonly #limits: Limit[] = [];
  readonly #limitAt = new Map<string, number>();
  /** Points that no column carries, such as those of who is fixed. */
  readonly #settled: number;

  /** To be disposed of: the solver's memory is not collected. */
  constructor(
    season: Season,
    first: Pick<FlowPlan, 'chosen' | 'reducedCosts'>,
    highs: Highs,
    limits: { readonly seconds: number; readonly seed: number },
  ) {
    this.#season = season;
    this.keys = keysOf(season);
    this.belonging = belongingOf(season);
    this.#rows = rowsOf(season);
    this.#inModel = new Uint8Array(season.pairPerson.length);
    this.#leftOut = new Uint8Array(season.pairPerson.length);
    this.#optimal = highs.constants.modelStatus.optimal;
    this.#atLower = highs.constants.basisStatus.lower;
    this.#settled = pointsOfNoColumn(season);
    const others = otherColumns(season, this.#rows);
    const bounds = boundsOfRows(season);
    this.#from = others.cost.length;
    this.#model = highs.createModel();
    this.#model.options.set({ output_flag: false, random_seed: limits.seed, time_limit: limits.seconds });
    this.#model.passModel({
      ...{ numCols: this.#from, numRows: this.#rows.count },
      colCost: Float64Array.from(others.cost),
      colLower: new Float64Array(this.#from),
      colUpper: Float64Array.from(others.upper),
      rowLower: Float64Array.from(bounds.lower),
      rowUpper: Float64Array.from(bounds.upper),
      matrix: {
        ...{ format: 'csc', numRows: this.#rows.count, numCols: this.#from },
        starts: Int32Array.from(others.matrix.starts),
        indices: Int32Array.from(others.matrix.indices),
        values: Float64Array.from(others.matrix.values),
      },
    });
    const chosen = new Set(first.chosen);
    this.#addPairs(
      [...season.pairPerson.keys()].filter((pair) => chosen.has(pair) || (first.reducedCosts[pair] ?? 0) <= NEAR),
    );
  }

  /** Of the solver's own clock. */
  get seconds(): number {
    return this.#model.getRunTime();
  }

  dispose(): void {
    this.#model.dispose();
  }

  /**
   * @param leftOut pairs that may not be in it.
   * @throws NotProved when the solver has no answer in time.
   */
  solve(leftOut: ReadonlySet<number>): Point {
    this.#leaveOut(leftOut);
    for (;;) {
      this.#model.run();
      const status = this.#model.getModelStatus();
      if (status !== this.#optimal) throw new NotProved(`The linear programme ended with status ${status}.`);
      const { colValue, rowDual } = this.#model.getSolution();
      const pairs = new Map<number, number>();
      this.#pairs.forEach((pair, at) => {
        const value = colValue[this.#from + at] ?? 0;
        if (value > TOLERANCE) pairs.set(pair, value);
      });
      const broken = this.#broken(pairs);
      if (broken.length > 0) {
        this.#addLimits(broken);
        continue;
      }
      const worth = this.#sought ? [] : this.#worthAdding(rowDual);
      if (worth.length === 0) {
        const points = this.#model.getObjectiveValue() + this.#settled;
        return { points, pairs, duals: rowDual, limits: this.#limits.length };
      }
      this.#addPairs(worth);
    }
  }

  multipliersOf({ duals, limits }: Point): Multipliers {
    return multipliersOf(this.#season, this.#rows, this.keys, duals, this.#limits.slice(0, limits));
  }

  reducedCostsOf({ duals, limits }: Point): Float64Array {
    return reducedCostsOf(this.#season, this.#rows, this.keys, duals, this.#limits.slice(0, limits));
  }

  /** What a solution pays for a clash; 0 for one that no solution has come up against. */
  priceOf(clash: Clash, { duals, limits }: Point): number {
    const at = this.#limitAt.get(nameOf({ kind: 'clash', clash, most: 1 })) ?? limits;
    return at < limits ? -(duals[this.#rows.count + at] ?? 0) : 0;
  }

  /** Takes out the pairs that cost more beyond the prices of a solution; they come back when they are worth it. */
  forget(point: Point, beyond: number): void {
    const reduced = this.reducedCostsOf(point);
    const { colStatus, rowStatus } = this.#model.getBasis();
    const far = this.#pairs.map(
      (pair, at) => (reduced[pair] ?? 0) > beyond && colStatus[this.#from + at] === this.#atLower,
    );
    this.#model.deleteCols({
      kind: 'set',
      indices: Int32Array.from(far.flatMap((is, at) => (is ? this.#from + at : []))),
    });
    this.#pairs = this.#pairs.filter((pair, at) => {
      if (far[at]) this.#inModel[pair] = 0;
      return !far[at];
    });
    this.#model.setBasis({ colStatus: colStatus.filter((_, column) => !far[column - this.#from]), rowStatus });
  }

  /**
   * Keeps to the pairs that a plan can have which costs at most so much more than a solution over all pairs; those that every
   * such plan has are whole from now on.
   */
  keepTo(point: Point, more: number): void {
    const reduced = this.reducedCostsOf(point);
    const can = Uint8Array.from(reduced, (cost) => (cost <= more + TOLERANCE ? 1 : 0));
    const must = Uint8Array.from(reduced, (cost) => (-cost > more + TOLERANCE ? 1 : 0));
    this.#sought = { can, must };
    this.forget(point, more + TOLERANCE);
    this.#leftOut.fill(0);
    this.#addPairs([...can.keys()].filter((pair) => can[pair] && !this.#inModel[pair]));
    this.#pairs.forEach((pair, at) => {
      this.#model.changeColBounds(this.#from + at, must[pair] ?? 0, can[pair] ?? 0);
    });
  }

  #leaveOut(pairs: ReadonlySet<number>): void {
    const { can, must } = this.#sought ?? {};
    this.#pairs.forEach((pair, at) => {
      const out = pairs.has(pair);
      if ((this.#leftOut[pair] === 1) === out) return;
      this.#model.changeColBounds(this.#from + at, out ? 0 : (must?.[pair] ?? 0), out ? 0 : (can?.[pair] ?? 1));
    });
    this.#leftOut.fill(0);
    for (const pair of pairs) this.#leftOut[pair] = 1;
  }

  #broken(pairs: ReadonlyMap<number, number>): Limit[] {
    const { week: weekOf, term: termOf, terms } = this.keys;
    const week = new Map<number, number>();
    const term = new Map<number, number>();
    const inGroup = new Map<number, number>();
    const add = (to: Map<number, number>, key: number, value: number) => to.set(key, (to.get(key) ?? 0) + value);
    for (const [pair, value] of pairs) {
      add(week, weekOf[pair] ?? 0, value);
      add(term, termOf[pair] ?? 0, value);
      const group = groupOfPair(this.#season, pair);
      if (group >= 0) add(inGroup, group, value);
    }
    const clashes = brokenClashes(this.#season, this.belonging, inGroup);
    const broken: Limit[] = clashes.map((clash) => ({ kind: 'clash', clash, most: 1 }));
    for (const [key, sum] of week) if (sum > 1 + TOLERANCE) broken.push({ kind: 'week', key, most: 1 });
    for (const [key, sum] of term) {
      const most = terms[key]?.room ?? 0;
      if (sum > most + TOLERANCE) broken.push({ kind: 'term', key, most });
    }
    return broken.filter((limit) => !this.#limitAt.has(nameOf(limit)));
  }

  #addLimits(limits: readonly Limit[]): void {
    const { starts, indices, values } = limitRows(limits, this.#pairs, this.#from, this.keys);
    this.#model.addRows({
      lower: new Float64Array(limits.length).fill(Number.NEGATIVE_INFINITY),
      upper: Float64Array.from(limits, ({ most }) => most),
      matrix: {
        ...{ format: 'csr', numRows: limits.length, numCols: this.#from + this.#pairs.length },
        ...{ starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values) },
      },
    });
    for (const limit of limits) this.#limitAt.set(nameOf(limit), this.#limits.push(limit) - 1);
  }

  /** The pairs that are worth the most, of those that are not in the model yet. */
  #worthAdding(duals: Float64Array): number[] {
    const reduced = reducedCostsOf(this.#season, this.#rows, this.keys, duals, this.#limits);
    const worth = [...reduced.keys()].filter(
      (pair) => !this.#inModel[pair] && !this.#leftOut[pair] && (reduced[pair] ?? 0) < -TOLERANCE,
    );
    if (worth.length <= COLUMNS_A_ROUND) return worth;
    return worth.sort((a, b) => (reduced[a] ?? 0) - (reduced[b] ?? 0) || a - b).slice(0, COLUMNS_A_ROUND);
  }

  #addPairs(pairs: readonly number[]): void {
    const { cost, upper, matrix } = pairColumns(this.#season, this.#rows, this.keys, pairs, this.#limits);
    this.#model.addCols({
      ...{ cost: Float64Array.from(cost), lower: new Float64Array(pairs.length), upper: Float64Array.from(upper) },
      matrix: {
        ...{ format: 'csc', numRows: this.#rows.count + this.#limits.length, numCols: pairs.length },
        starts: Int32Array.from(matrix.starts),
        indices: Int32Array.from(matrix.indices),
        values: Float64Array.from(matrix.values),
      },
    });
    for (const pair of pairs) this.#inModel[pair] = 1;
    this.#pairs.push(...pairs);
  }
}
