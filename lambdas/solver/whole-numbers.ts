/** The cheapest plan over few pairs, in whole numbers: every limit that any two of the pairs could break is in it. */
import type { Highs } from 'highs';
import { type Belonging, brokenClashes, groupOfPair } from './clashes.ts';
import type { Season } from './compile-season.ts';
import type { Limit, PairKeys } from './limits.ts';
import { boundsOfRows, otherColumns, pairColumns, rowsOf } from './linear-model.ts';

export interface Cheapest {
  /** None when time was up before any plan was found. */
  readonly chosen?: readonly number[];
  /** Whether nothing is cheaper over these pairs. */
  readonly complete: boolean;
  readonly seconds: number;
}

export function cheapestOf(
  season: Season,
  keys: PairKeys,
  belonging: Belonging,
  pairs: readonly number[],
  highs: Highs,
  limits: { readonly seconds: number; readonly seed: number },
): Cheapest {
  const rows = rowsOf(season);
  const needed = limitsOf(season, keys, belonging, pairs);
  const others = otherColumns(season, rows);
  const own = pairColumns(season, rows, keys, pairs, needed);
  const bounds = boundsOfRows(season);
  const from = others.cost.length;
  const numCols = from + pairs.length;
  const numRows = rows.count + needed.length;
  const shift = others.matrix.indices.length;
  const { continuous, integer } = highs.constants.variableType;
  const source = {
    ...{ numCols, numRows },
    colCost: Float64Array.from([...others.cost, ...own.cost]),
    colLower: new Float64Array(numCols),
    colUpper: Float64Array.from([...others.upper, ...own.upper]),
    rowLower: Float64Array.from([...bounds.lower, ...needed.map(() => Number.NEGATIVE_INFINITY)]),
    rowUpper: Float64Array.from([...bounds.upper, ...needed.map(({ most }) => most)]),
    matrix: {
      ...{ format: 'csc' as const, numRows, numCols },
      starts: Int32Array.from([...others.matrix.starts, ...own.matrix.starts.slice(1).map((start) => start + shift)]),
      indices: Int32Array.from([...others.matrix.indices, ...own.matrix.indices]),
      values: Float64Array.from([...others.matrix.values, ...own.matrix.values]),
    },
    integrality: Int32Array.from({ length: numCols }, (_, column) => (column < from ? continuous : integer)),
  };
  return highs.withModel(source, (model): Cheapest => {
    model.options.set({ output_flag: false, random_seed: limits.seed, time_limit: limits.seconds });
    // Costs are whole numbers: a plan within 0.99 of the bound is the cheapest.
    model.options.set({ mip_abs_gap: 0.99, mip_rel_gap: 0 });
    model.run();
    const seconds = model.getRunTime();
    const complete = model.getModelStatus() === highs.constants.modelStatus.optimal;
    const values = model.getSolution().colValue.subarray(from);
    // Without a solution the arrays are empty or hold nothing that keeps the seats' rows.
    if (values.length !== pairs.length || !Number.isFinite(model.getObjectiveValue()))
      return { complete: false, seconds };
    const chosen = pairs.filter((_, at) => (values[at] ?? 0) > 0.5);
    return keepsRules(season, keys, belonging, chosen) ? { chosen, complete, seconds } : { complete: false, seconds };
  });
}

/** What a solver gives is looked at before it is believed. */
function keepsRules(season: Season, keys: PairKeys, belonging: Belonging, chosen: readonly number[]): boolean {
  const count = (key: (pair: number) => number): Map<number, number> => {
    const counts = new Map<number, number>();
    for (const pair of chosen) counts.set(key(pair), (counts.get(key(pair)) ?? 0) + 1);
    return counts;
  };
  const within = (counts: Map<number, number>, most: (key: number) => number): boolean =>
    [...counts].every(([key, number]) => number <= most(key));
  const groups = count((pair) => groupOfPair(season, pair));
  groups.delete(-1);
  return (
    within(
      count((pair) => season.pairReview[pair] ?? 0),
      (review) => season.reviews[review]?.seats ?? 0,
    ) &&
    within(
      count((pair) => season.pairPerson[pair] ?? 0),
      (person) => season.people[person]?.room ?? 0,
    ) &&
    within(
      count((pair) => keys.week[pair] ?? 0),
      () => 1,
    ) &&
    within(
      count((pair) => keys.term[pair] ?? 0),
      (key) => keys.terms[key]?.room ?? 0,
    ) &&
    brokenClashes(season, belonging, groups).length === 0
  );
}

/** Every week, term and clash that two of the pairs, or more, have in common. */
function limitsOf(season: Season, keys: PairKeys, belonging: Belonging, pairs: readonly number[]): Limit[] {
  const limits: Limit[] = [];
  for (const kind of ['week', 'term'] as const) {
    for (const [key, own] of Map.groupBy(pairs, (pair) => keys[kind][pair] ?? 0)) {
      const most = kind === 'week' ? 1 : (keys.terms[key]?.room ?? 0);
      if (own.length > most) limits.push({ kind, key, most });
    }
  }
  const inGroup = new Map<number, number>();
  for (const pair of pairs) {
    const group = groupOfPair(season, pair);
    if (group >= 0) inGroup.set(group, (inGroup.get(group) ?? 0) + 1);
  }
  for (const clash of brokenClashes(season, belonging, inGroup)) limits.push({ kind: 'clash', clash, most: 1 });
  return limits;
}
