/**
 * The cheapest plan and the proof that it is: the linear model over all pairs, columns brought in when they are worth it
 * and limits when they are broken; then plans from its solution, the cases that its halves fall into, and where halves are left
 * a small model in whole numbers over the pairs that can still matter.
 *
 * No pair is left out because of its own points: what a school still owes is in the multipliers, and the pairs that are the
 * cheapest by themselves are the wrong ones.
 */
import type { Highs } from 'highs';
import { tellApart } from './cases.ts';
import { checkBound } from './check-bound.ts';
import { checkCases } from './check-cases.ts';
import type { Season } from './compile-season.ts';
import { dive, paces } from './dive.ts';
import type { FlowPlan } from './flow-plan.ts';
import type { Multipliers, SeasonCases } from './instance.ts';
import { planCost, planOf } from './plan-cost.ts';
import { NotProved, type Point, Relaxation, TOLERANCE } from './relaxation.ts';
import { cheapestOf } from './whole-numbers.ts';

export interface Proof {
  readonly chosen: readonly number[];
  readonly cost: number;
  /** No plan costs less. Follows from the multipliers and the cases alone; see check-bound.ts and check-cases.ts. */
  readonly bound: number;
  readonly multipliers: Multipliers;
  /** Where the multipliers alone fall short of the cost. */
  readonly cases?: SeasonCases;
  /** Whether cost and bound meet, so that multipliers and cases prove it. */
  readonly proved: boolean;
  /** Whether the solver's own search says that nothing is cheaper, where the bound falls short of the cost. */
  readonly searched: boolean;
}

export interface ProofLimits {
  /** Of the solver's own time; it may overshoot. */
  readonly seconds: number;
  readonly seed: number;
}

/** A step on the way: multipliers or cases of a better bound, a cheaper plan. What is said so is not lost to a kill. */
export interface Progress {
  readonly multipliers?: Multipliers;
  /** With the multipliers that were said last. */
  readonly cases?: SeasonCases;
  /** Indices of pairs. */
  readonly chosen?: readonly number[];
}

/** Pairs as dear as this beyond the prices are in the first model in whole numbers. */
const NEAR = 2;
/** Dearer pairs are taken out of the linear model while plans are made of it. */
const FAR = 3;
/** A model in whole numbers over more pairs than this is not small. */
const MOST_PAIRS = 20_000;

/** @throws NotProved when the linear model is not solved in time. */
export function prove(
  season: Season,
  first: FlowPlan,
  highs: Highs,
  limits: ProofLimits,
  onProgress: (step: Progress) => void = () => {},
): Proof {
  const pinned = planOf(season, []).placements;
  const cost = planCost(season, first.chosen);
  // The prices of the network may prove its plan already, as where nobody can be placed at all.
  if (checkBound(season.instance, pinned, first.multipliers) === cost) {
    return { chosen: first.chosen, cost, bound: cost, multipliers: first.multipliers, proved: true, searched: false };
  }
  const relaxed = relax(season, first, highs, limits, onProgress);
  const { multipliers, cases } = relaxed;
  const bound = cases
    ? checkCases(season.instance, pinned, multipliers, cases)
    : checkBound(season.instance, pinned, multipliers);
  const found = search(season, relaxed, bound, highs, limits, onProgress);
  return { ...found, bound, multipliers, ...(cases && { cases }), proved: found.cost === bound };
}

interface Relaxed extends Pick<Relaxation, 'keys' | 'belonging' | 'seconds'> {
  readonly multipliers: Multipliers;
  readonly cases?: SeasonCases;
  readonly reducedCosts: Float64Array;
  /** The best of the first plan, what dives came to and what was found among the cases. */
  readonly best: Found;
}

/** The linear model, and what follows from it at once. Its memory is free for what comes next. */
function relax(
  season: Season,
  first: FlowPlan,
  highs: Highs,
  limits: ProofLimits,
  onProgress: (step: Progress) => void,
): Relaxed {
  const relaxation = new Relaxation(season, first, highs, limits);
  try {
    const root = relaxation.solve(new Set());
    const multipliers = relaxation.multipliersOf(root);
    onProgress({ multipliers });
    const reducedCosts = relaxation.reducedCostsOf(root);
    const flow = { chosen: first.chosen, cost: planCost(season, first.chosen) };
    const dived = divedFrom(season, relaxation, root, flow, onProgress);
    const result = tellApart(season, relaxation, root, multipliers, dived.cost, onProgress);
    const best = result.chosen ? { chosen: result.chosen, cost: result.cost } : dived;
    const { keys, belonging, seconds } = relaxation;
    return { multipliers, reducedCosts, best, keys, belonging, seconds, ...(result.cases && { cases: result.cases }) };
  } finally {
    relaxation.dispose();
  }
}

interface Found {
  readonly chosen: readonly number[];
  readonly cost: number;
}

/** The better of a plan and what dives come to; what takes too long comes to nothing. */
function divedFrom(
  season: Season,
  relaxation: Relaxation,
  root: Point,
  from: Found,
  onProgress: (step: Progress) => void,
): Found {
  let best = from;
  try {
    relaxation.forget(root, FAR);
    for (const pace of paces) {
      const chosen = dive(season, relaxation, root, best.cost, pace);
      if (!chosen) continue;
      best = { chosen, cost: planCost(season, chosen) };
      onProgress({ chosen });
    }
  } catch (error) {
    if (!(error instanceof NotProved)) throw error;
  }
  return best;
}

/** In whole numbers: first over few pairs, which gives a good plan; then over all that could be in a better one. */
function search(
  season: Season,
  { keys, belonging, reducedCosts, best: from, seconds: spent }: Relaxed,
  bound: number,
  highs: Highs,
  limits: ProofLimits,
  onProgress: (step: Progress) => void,
): Found & { readonly searched: boolean } {
  let best = from;
  let seconds = limits.seconds - spent;
  for (let width = NEAR; best.cost > bound && seconds > 0; width = best.cost - bound) {
    const gap = best.cost - bound;
    const wide = Math.min(Math.max(width, NEAR), gap);
    const pairs = [...reducedCosts.keys()].filter((pair) => (reducedCosts[pair] ?? 0) <= wide + TOLERANCE);
    if (pairs.length > MOST_PAIRS) break;
    const found = cheapestOf(season, keys, belonging, pairs, highs, { seconds, seed: limits.seed });
    seconds -= found.seconds;
    const cost = found.chosen ? planCost(season, found.chosen) : Number.POSITIVE_INFINITY;
    if (found.chosen && cost < best.cost) {
      best = { chosen: found.chosen, cost };
      onProgress({ chosen: found.chosen });
    }
    if (!found.complete) break;
    if (wide >= gap) return { ...best, searched: true };
  }
  return { ...best, searched: false };
}
