/**
 * The cheapest plan and the proof that it is: the linear programme over all pairs, columns brought in when they are worth it
 * and limits when they are broken; then a small programme in whole numbers over the pairs that can still matter.
 *
 * No pair is left out because of its own points: what a school still owes is in the multipliers, and the pairs that are the
 * cheapest by themselves are the wrong ones.
 */
import type { Highs, Model } from 'highs';
import { checkBound } from './check-bound.ts';
import { type Belonging, belongingOf, brokenClashes, groupOfPair, reviewOfGroup, schoolOfGroup } from './clashes.ts';
import type { Season } from './compile-season.ts';
import type { FlowPlan } from './flow-plan.ts';
import { type Multipliers, SCALE } from './instance.ts';
import { keysOf, type Limit, LimitPrices, nameOf, type PairKeys } from './limits.ts';
import { planCost, planOf } from './plan-cost.ts';
import { boundsOfRows, limitRows, otherColumns, pairColumns, type Rows, rowsOf } from './programme.ts';
import { cheapestOf } from './whole-numbers.ts';

export interface Proof {
  readonly chosen: readonly number[];
  readonly cost: number;
  /** No plan costs less. Follows from the multipliers alone; see check-bound.ts. */
  readonly bound: number;
  readonly multipliers: Multipliers;
  /** Whether cost and bound meet, so that the multipliers alone prove it. */
  readonly proved: boolean;
  /** Whether the solver's own search says that nothing is cheaper, where the bound falls short of the cost. */
  readonly searched: boolean;
}

export interface ProofLimits {
  /** Of the solver's own time; it may overshoot. */
  readonly seconds: number;
  readonly seed: number;
}

/** A step on the way: multipliers of a better bound, a cheaper plan, or both. What is said so is not lost to a kill. */
export interface Progress {
  readonly multipliers?: Multipliers;
  /** Indices of pairs. */
  readonly chosen?: readonly number[];
}

/** The solver ended without an answer. Its message is all that is worth a log line. */
export class NotProved extends Error {
  override name = 'NotProved';
}

const TOLERANCE = 1e-6;
/** Pairs as dear as this beyond the prices come in at the start; about as many as there are seats, five times over. */
const NEAR = 2;
const COLUMNS_A_ROUND = 3000;
/** A programme in whole numbers over more pairs than this is not small. */
const MOST_PAIRS = 20_000;

/** @throws NotProved when the linear programme is not solved in time. */
export function prove(
  season: Season,
  first: FlowPlan,
  highs: Highs,
  limits: ProofLimits,
  onProgress: (step: Progress) => void = () => {},
): Proof {
  const pinned = planOf(season, []).placements;
  let best = { chosen: first.chosen, cost: planCost(season, first.chosen) };
  // The prices of the network may prove its plan already, as where nobody can be placed at all.
  if (checkBound(season.instance, pinned, first.multipliers) === best.cost) {
    return { ...best, bound: best.cost, multipliers: first.multipliers, proved: true, searched: false };
  }
  const relaxed = relax(season, first, highs, limits);
  onProgress({ multipliers: relaxed.multipliers });
  const bound = checkBound(season.instance, pinned, relaxed.multipliers);
  let searched = false;
  let seconds = limits.seconds - relaxed.seconds;
  // First over few pairs, which gives a good plan; then, if that leaves a gap, over all that could be in a better one.
  for (let width = NEAR; best.cost > bound && !searched && seconds > 0; width = best.cost - bound) {
    const gap = best.cost - bound;
    const wide = Math.min(Math.max(width, NEAR), gap);
    const pairs = [...relaxed.reducedCosts.keys()].filter(
      (pair) => (relaxed.reducedCosts[pair] ?? 0) <= wide + TOLERANCE,
    );
    if (pairs.length > MOST_PAIRS) break;
    const found = cheapestOf(season, relaxed.keys, relaxed.belonging, pairs, highs, { seconds, seed: limits.seed });
    seconds -= found.seconds;
    const cost = found.chosen ? planCost(season, found.chosen) : Number.POSITIVE_INFINITY;
    if (found.chosen && cost < best.cost) {
      best = { chosen: found.chosen, cost };
      onProgress({ chosen: found.chosen });
    }
    searched = found.complete && wide >= gap;
    if (!found.complete) break;
    if (wide >= gap) break;
  }
  return { ...best, bound, multipliers: relaxed.multipliers, proved: best.cost === bound, searched };
}

interface Relaxed {
  readonly multipliers: Multipliers;
  readonly reducedCosts: Float64Array;
  readonly keys: PairKeys;
  readonly belonging: Belonging;
  readonly seconds: number;
}

function relax(season: Season, first: FlowPlan, highs: Highs, limits: ProofLimits): Relaxed {
  const keys = keysOf(season);
  const belonging = belongingOf(season);
  const rows = rowsOf(season);
  const chosen = new Set(first.chosen);
  const pairs = [...season.pairPerson.keys()].filter(
    (pair) => chosen.has(pair) || (first.reducedCosts[pair] ?? 0) <= NEAR,
  );
  const bounds = boundsOfRows(season);
  const others = otherColumns(season, rows);
  const count = others.cost.length;
  return highs.withModel((model) => {
    model.options.set({ output_flag: false, random_seed: limits.seed, time_limit: limits.seconds });
    const own = pairColumns(season, rows, keys, pairs, []);
    const shift = others.matrix.indices.length;
    const matrix = {
      format: 'csc' as const,
      ...{ numRows: rows.count, numCols: count + pairs.length },
      starts: Int32Array.from([...others.matrix.starts, ...own.matrix.starts.slice(1).map((start) => start + shift)]),
      indices: Int32Array.from([...others.matrix.indices, ...own.matrix.indices]),
      values: Float64Array.from([...others.matrix.values, ...own.matrix.values]),
    };
    model.passModel({
      ...{ numCols: count + pairs.length, numRows: rows.count },
      colCost: Float64Array.from([...others.cost, ...own.cost]),
      colLower: new Float64Array(count + pairs.length),
      colUpper: Float64Array.from([...others.upper, ...own.upper]),
      rowLower: Float64Array.from(bounds.lower),
      rowUpper: Float64Array.from(bounds.upper),
      matrix,
    });
    const added: Limit[] = [];
    const inModel = new Uint8Array(season.pairPerson.length);
    for (const pair of pairs) inModel[pair] = 1;
    for (;;) {
      run(model, highs);
      const { colValue, rowDual } = model.getSolution();
      const broken = brokenLimits(season, keys, belonging, pairs, colValue.subarray(count), added);
      if (broken.length > 0) {
        addLimits(model, broken, pairs, count, keys);
        added.push(...broken);
        continue;
      }
      const reducedCosts = reducedCostsOf(season, rows, keys, rowDual, added);
      const worth = worthAdding(reducedCosts, inModel);
      if (worth.length === 0) {
        const multipliers = multipliersOf(season, rows, keys, rowDual, added);
        return { multipliers, reducedCosts, keys, belonging, seconds: model.getRunTime() };
      }
      addPairs(model, season, rows, keys, worth, added);
      for (const pair of worth) inModel[pair] = 1;
      pairs.push(...worth);
    }
  });
}

function run(model: Model, highs: Highs): void {
  model.run();
  const status = model.getModelStatus();
  if (status !== highs.constants.modelStatus.optimal) {
    throw new NotProved(`The linear programme ended with status ${status}.`);
  }
}

function brokenLimits(
  season: Season,
  keys: PairKeys,
  belonging: Belonging,
  pairs: readonly number[],
  values: Float64Array,
  added: readonly Limit[],
): Limit[] {
  const week = new Float64Array(keys.weeks.length);
  const term = new Float64Array(keys.terms.length);
  const inGroup = new Map<number, number>();
  pairs.forEach((pair, at) => {
    const value = values[at] ?? 0;
    if (value < 1e-9) return;
    const [inWeek, inTerm] = [keys.week[pair] ?? 0, keys.term[pair] ?? 0];
    week[inWeek] = (week[inWeek] ?? 0) + value;
    term[inTerm] = (term[inTerm] ?? 0) + value;
    const group = groupOfPair(season, pair);
    if (group >= 0) inGroup.set(group, (inGroup.get(group) ?? 0) + value);
  });
  const broken: Limit[] = brokenClashes(season, belonging, inGroup).map((clash) => ({ kind: 'clash', clash, most: 1 }));
  week.forEach((sum, key) => {
    if (sum > 1 + TOLERANCE) broken.push({ kind: 'week', key, most: 1 });
  });
  term.forEach((sum, key) => {
    const most = keys.terms[key]?.room ?? 0;
    if (sum > most + TOLERANCE) broken.push({ kind: 'term', key, most });
  });
  const known = new Set(added.map(nameOf));
  return broken.filter((limit) => !known.has(nameOf(limit)));
}

function addLimits(
  model: Model,
  limits: readonly Limit[],
  pairs: readonly number[],
  from: number,
  keys: PairKeys,
): void {
  const { starts, indices, values } = limitRows(limits, pairs, from, keys);
  model.addRows({
    lower: new Float64Array(limits.length).fill(Number.NEGATIVE_INFINITY),
    upper: Float64Array.from(limits, ({ most }) => most),
    matrix: {
      ...{ format: 'csr', numRows: limits.length, numCols: from + pairs.length },
      ...{ starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values) },
    },
  });
}

function addPairs(
  model: Model,
  season: Season,
  rows: Rows,
  keys: PairKeys,
  pairs: readonly number[],
  limits: readonly Limit[],
): void {
  const { cost, upper, matrix } = pairColumns(season, rows, keys, pairs, limits);
  model.addCols({
    ...{ cost: Float64Array.from(cost), lower: new Float64Array(pairs.length), upper: Float64Array.from(upper) },
    matrix: {
      ...{ format: 'csc', numRows: rows.count + limits.length, numCols: pairs.length },
      starts: Int32Array.from(matrix.starts),
      indices: Int32Array.from(matrix.indices),
      values: Float64Array.from(matrix.values),
    },
  });
}

function reducedCostsOf(
  season: Season,
  rows: Rows,
  keys: PairKeys,
  duals: Float64Array,
  limits: readonly Limit[],
): Float64Array {
  const dual = (row: number): number => duals[row] ?? 0;
  const prices = new LimitPrices(
    keys,
    limits.map((limit, at) => ({ limit, price: -dual(rows.count + at) })),
  );
  return Float64Array.from(season.pairPoints, (points, pair) => {
    const review = season.pairReview[pair] ?? 0;
    const person = season.pairPerson[pair] ?? 0;
    const row = season.people[person];
    let reduced = points - dual(rows.seat(review)) - dual(rows.person(person)) + prices.of(pair);
    if (row?.firstTimer) reduced -= dual(rows.firstTimers(review));
    if (row?.experiencedHead) reduced -= dual(rows.head(review));
    if (row && row.school >= 0) reduced -= dual(rows.school(row.school));
    return reduced;
  });
}

/** The pairs that are worth the most, of those that are not in the programme yet. */
function worthAdding(reducedCosts: Float64Array, inModel: Uint8Array): number[] {
  const worth = [...reducedCosts.keys()].filter((pair) => !inModel[pair] && (reducedCosts[pair] ?? 0) < -TOLERANCE);
  if (worth.length <= COLUMNS_A_ROUND) return worth;
  return worth.sort((a, b) => (reducedCosts[a] ?? 0) - (reducedCosts[b] ?? 0) || a - b).slice(0, COLUMNS_A_ROUND);
}

function multipliersOf(
  season: Season,
  rows: Rows,
  keys: PairKeys,
  duals: Float64Array,
  limits: readonly Limit[],
): Multipliers {
  const scaled = (row: number): number => Math.round((duals[row] ?? 0) * SCALE) || 0;
  const paid = (row: number): number => Math.max(0, -scaled(row)) || 0;
  const priced = limits.map((limit, at) => ({ limit, price: paid(rows.count + at) })).filter(({ price }) => price > 0);
  const idOf = (person: number): string => season.people[person]?.person.person ?? '';
  return {
    scale: SCALE,
    reviews: season.reviews.map(({ review }, index) => ({
      review: review.review,
      seat: scaled(rows.seat(index)),
      firstTimers: paid(rows.firstTimers(index)),
      head: Math.max(0, scaled(rows.head(index))),
    })),
    people: season.people.map(({ person }, index) => ({ person: person.person, price: paid(rows.person(index)) })),
    terms: priced.flatMap(({ limit, price }) => {
      const key = limit.kind === 'term' ? keys.terms[limit.key] : undefined;
      return key ? { person: idOf(key.person), term: key.term, price } : [];
    }),
    weeks: priced.flatMap(({ limit, price }) => {
      const key = limit.kind === 'week' ? keys.weeks[limit.key] : undefined;
      return key ? { person: idOf(key.person), week: key.week, price } : [];
    }),
    schools: season.schools.map(({ school }, index) => ({ school, price: -scaled(rows.school(index)) || 0 })),
    together: priced.flatMap(({ limit, price }) =>
      limit.kind === 'clash'
        ? {
            of: limit.clash.groups.map((group) => ({
              school: season.schools[schoolOfGroup(season, group)]?.school ?? '',
              review: season.reviews[reviewOfGroup(season, group)]?.review.review ?? '',
            })),
            price,
          }
        : [],
    ),
  };
}
