/**
 * Prices for a season that is too large for a linear model of the whole: a deflected subgradient ascent of the dual function.
 * Each step goes where the points grow, most of the step before is kept in its direction, and its length is that of Polyak:
 * as far as a level a little above the best so far. Few pairs are looked at in a step; now and then all are priced, and those
 * that are worth it come in.
 *
 * The same weights that average the directions average the pairs that go: about how much of each is in the linear model's
 * solution.
 */
import { type Belonging, brokenClashes, groupOfPair } from './clashes.ts';
import type { Season } from './compile-season.ts';
import { DualFunction } from './dual-function.ts';
import { type Limit, nameOf, type PairKeys } from './limits.ts';
import { rowsOf } from './linear-model.ts';
import { reducedCostsOf } from './multipliers.ts';

export interface Prices {
  /** Of the linear model's rows: those that always count, then these limits. */
  readonly duals: Float64Array;
  readonly limits: readonly Limit[];
}

/** What an ascent came to, and can go on from. */
export interface Ascent extends Prices {
  /** No plan costs less, but for what is settled before anything is planned. */
  readonly points: number;
  /** How far above these points the ascent aimed last. */
  readonly level: number;
  /** By pair: what it costs beyond these prices. */
  readonly reducedCosts: Float64Array;
  /** By pair: about how much of it is in a solution of the linear model. */
  readonly shares: Float64Array;
}

/** How much of the direction before is kept. With 0.85 the bound of 1,500 reviews lay 0.04% lower after as many steps, with 0.5 0.4%. */
const KEPT = 0.93;
/** The first level lies so many points a seat above the best ... */
const FIRST_LEVEL = 2;
/** ... and comes so much nearer whenever so many steps have gained less than a share of it. */
const NEARER = 0.85;
const PATIENCE = 10;
const ENOUGH = 0.1;
/** The dearest pairs that are looked at between two pricings of all, so that few are missed. */
const NEAR = 1.5;
/** The first prices are those of single reviews, far from what they become. */
const FIRST_NEAR = 8;
/** A pair of which so much is in the solution is looked at whatever it costs now. */
const SOME = 0.01;

/**
 * @param from prices to go on from; without, each review begins with the points of its own cheapest team
 * @param stretches how many steps there are until all pairs are priced again, each time
 */
export function ascend(
  season: Season,
  keys: PairKeys,
  belonging: Belonging,
  from: Ascent | undefined,
  stretches: readonly number[],
): Ascent {
  const rows = rowsOf(season);
  const count = season.pairPerson.length;
  let best = from ?? unclimbed(season, keys, count);
  let direction: Float64Array = new Float64Array(best.duals.length);
  let { level } = best;
  let width = from ? NEAR : FIRST_NEAR;
  /** Pairs without which prices went astray. */
  const missed = new Uint8Array(count);
  for (const steps of stretches) {
    const { reducedCosts, shares } = best;
    const pairs = [...shares.keys()].filter(
      (pair) => (reducedCosts[pair] ?? 0) < width || (shares[pair] ?? 0) > SOME || missed[pair] === 1,
    );
    const limits = withPaid(limitsOf(season, keys, belonging, pairs), best, rows.count);
    const inPlace = placesOf(rows.count, best.limits, limits);
    const own = Float64Array.from(pairs, (pair) => shares[pair] ?? 0);
    const begin = { duals: inPlace(best.duals), direction: inPlace(direction), level };
    const model = new DualFunction(season, keys, pairs, limits);
    const end = climb(model, begin, steps, own);
    const next = reducedCostsOf(season, rows, keys, end.duals, limits);
    const inModel = new Uint8Array(count);
    for (const pair of pairs) inModel[pair] = 1;
    let points = end.points;
    next.forEach((cost, pair) => {
      if (cost >= 0 || inModel[pair]) return;
      points += cost;
      missed[pair] = 1;
    });
    if (points <= best.points) {
      level /= 2;
      direction.fill(0);
      continue;
    }
    const all = new Float64Array(count);
    pairs.forEach((pair, at) => {
      all[pair] = own[at] ?? 0;
    });
    ({ direction, level } = end);
    best = { duals: end.duals, limits, shares: all, points, level, reducedCosts: next };
    width = NEAR;
  }
  return { ...best, level };
}

/** And those that have a price, though few pairs near it are left. */
function withPaid(limits: readonly Limit[], prices: Prices, always: number): Limit[] {
  const names = new Set(limits.map(nameOf));
  const paid = prices.limits.filter((limit, at) => (prices.duals[always + at] ?? 0) < 0 && !names.has(nameOf(limit)));
  return [...limits, ...paid];
}

/** Moves what belongs to rows to the places of other limits; those that are not among them are let go. */
function placesOf(
  always: number,
  from: readonly Limit[],
  to: readonly Limit[],
): (values: Float64Array) => Float64Array {
  const places = new Map(from.map((limit, at) => [nameOf(limit), always + at]));
  const sources = to.map((limit) => places.get(nameOf(limit)) ?? -1);
  return (values) => {
    const all = new Float64Array(always + to.length);
    all.set(values.subarray(0, always));
    sources.forEach((source, at) => {
      if (source >= 0) all[always + at] = values[source] ?? 0;
    });
    return all;
  };
}

interface Climber {
  readonly duals: Float64Array;
  readonly direction: Float64Array;
  /** How far above the best points the level lies; 0 before there are any. */
  readonly level: number;
}

/** @param shares of the model's pairs; brought up to date. */
function climb(
  model: DualFunction,
  from: Climber,
  steps: number,
  shares: Float64Array,
): Climber & { readonly points: number } {
  const duals = from.duals.slice();
  const direction = from.direction.slice();
  const gains = new Float64Array(model.rows);
  const isIn = new Uint8Array(shares.length);
  let points = model.at(duals, gains, isIn);
  const best = { points, duals: duals.slice() };
  let { level } = from;
  let last = points;
  for (let step = 1; step <= steps; step += 1) {
    let length = 0;
    for (let row = 0; row < model.rows; row += 1) {
      const next = (gains[row] ?? 0) + KEPT * (direction[row] ?? 0);
      // A price at its end does not go beyond it, and is not counted as a way that was gone.
      direction[row] = duals[row] === 0 && model.allowed(row, next) === 0 ? 0 : next;
      length += (direction[row] ?? 0) ** 2;
    }
    if (length === 0) break;
    const size = (best.points + level - points) / length;
    for (let row = 0; row < model.rows; row += 1) {
      duals[row] = model.allowed(row, (duals[row] ?? 0) + size * (direction[row] ?? 0));
    }
    points = model.at(duals, gains, isIn);
    for (let at = 0; at < shares.length; at += 1) {
      shares[at] = KEPT * (shares[at] ?? 0) + (1 - KEPT) * (isIn[at] ?? 0);
    }
    if (points > best.points) {
      best.points = points;
      best.duals.set(duals);
    }
    if (step % PATIENCE > 0) continue;
    const gained = best.points - last;
    level *= gained > ENOUGH * level ? 1 : NEARER;
    last = best.points;
  }
  return { ...best, direction, level };
}

function unclimbed(season: Season, keys: PairKeys, count: number): Ascent {
  const duals = firstDuals(season);
  return {
    ...{ duals, limits: [], shares: new Float64Array(count), points: Number.NEGATIVE_INFINITY },
    level: FIRST_LEVEL * season.reviews.reduce((sum, { seats }) => sum + seats, 0),
    reducedCosts: reducedCostsOf(season, rowsOf(season), keys, duals, []),
  };
}

/** Each review by itself: a seat is worth what its dearest reviewer costs in the cheapest team. */
function firstDuals(season: Season): Float64Array {
  const rows = rowsOf(season);
  const duals = new Float64Array(rows.count);
  season.reviews.forEach(({ seats }, review) => {
    const own = season.pairPoints.slice(season.pairsFrom[review], season.pairsFrom[review + 1]).sort();
    duals[rows.seat(review)] = own[Math.min(seats, own.length) - 1] ?? season.facts.settings.points.emptySeat;
  });
  return duals;
}

/** The limits that these pairs can break. */
function limitsOf(season: Season, keys: PairKeys, belonging: Belonging, pairs: readonly number[]): Limit[] {
  const week = new Int32Array(keys.weeks.length);
  const term = new Int32Array(keys.terms.length);
  const inGroup = new Map<number, number>();
  for (const pair of pairs) {
    week[keys.week[pair] ?? 0] = (week[keys.week[pair] ?? 0] ?? 0) + 1;
    term[keys.term[pair] ?? 0] = (term[keys.term[pair] ?? 0] ?? 0) + 1;
    const group = groupOfPair(season, pair);
    if (group >= 0) inGroup.set(group, (inGroup.get(group) ?? 0) + 1);
  }
  const limits: Limit[] = brokenClashes(season, belonging, inGroup).map((clash) => ({ kind: 'clash', clash, most: 1 }));
  week.forEach((count, key) => {
    if (count > 1) limits.push({ kind: 'week', key, most: 1 });
  });
  term.forEach((count, key) => {
    const most = keys.terms[key]?.room ?? 0;
    if (count > most) limits.push({ kind: 'term', key, most });
  });
  return limits;
}
