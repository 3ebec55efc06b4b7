/**
 * The proof by cases of what the linear model leaves open. Its solutions are in halves because of swaps: half of A's people
 * go to B and half of B's to A. In every plan nobody of A goes to B or nobody of B goes to A, so the season falls into two
 * cases with a higher bound each; one whose bound is still too low falls into two again, until none is left or one has a plan.
 * Nothing has to be believed: the cases and their multipliers are checked by check-cases.ts.
 */
import { type CaseNode, documentOf, leavesOf } from './case-tree.ts';
import type { Season } from './compile-season.ts';
import type { Multipliers, SeasonCases } from './instance.ts';
import { planCost } from './plan-cost.ts';
import { NotProved, type Point, type Relaxation, TOLERANCE } from './relaxation.ts';
import { type Groups, groupsOf, type Swap, swapsIn } from './swaps.ts';

/** Multipliers are rounded to whole numbers: a bound may come out lower by so many points. */
const ROUNDING = 0.005;
/** How many swaps are tried before one is taken: of those not tried before, and of those that lifted the bound most elsewhere. */
const FRESH = { first: 24, later: 2 };
const KNOWN = 2;

export interface CaseResult {
  /** Indices of pairs, where a cheaper plan was found. */
  readonly chosen?: readonly number[];
  readonly cost: number;
  /** The best bound by cases, if there is one. */
  readonly cases?: SeasonCases;
}

/**
 * @param root solution of the model over all pairs, with these multipliers.
 * @param cost of the best plan so far.
 * @param onStep told of each step.
 */
export function tellApart(
  season: Season,
  relaxation: Relaxation,
  root: Point,
  multipliers: Multipliers,
  cost: number,
  onStep: (step: Pick<CaseResult, 'chosen' | 'cases'>) => void,
): CaseResult {
  const search = new CaseSearch(season, relaxation, root);
  let result: CaseResult = { cost };
  let proved = roundedUp(root.points);
  const say = (cases: SeasonCases): void => {
    result = { ...result, cases };
    onStep({ cases });
  };
  try {
    for (let target = proved + 1; proved < result.cost; ) {
      const chosen = search.close(target);
      if (chosen) {
        result = { ...result, chosen, cost: planCost(season, chosen) };
        onStep({ chosen });
        target = result.cost;
      } else {
        proved = target;
        say({ cheaperThan: target, first: documentOf(search.top, relaxation, multipliers) });
        target += 1;
      }
    }
  } catch (error) {
    if (!(error instanceof NotProved)) throw error;
  }
  return result;
}

/** Whole points that a plan costs at least. */
const roundedUp = (points: number): number => Math.ceil(points - ROUNDING);

class CaseSearch {
  readonly top: CaseNode;
  readonly #season: Season;
  readonly #relaxation: Relaxation;
  readonly #root: Point;
  readonly #byGroup: Groups;
  /** By how much each swap lifted the bound of its two cases when it was tried last. */
  readonly #lifts = new Map<string, readonly [number, number]>();

  constructor(season: Season, relaxation: Relaxation, root: Point) {
    this.#season = season;
    this.#relaxation = relaxation;
    this.#root = root;
    this.#byGroup = groupsOf(season);
    this.top = { leftOut: new Set(), depth: 0, point: root };
  }

  /**
   * Tells cases apart until each costs as much as `target`, over the pairs that a cheaper plan can have.
   *
   * @returns a plan that is cheaper, and else none.
   * @throws NotProved when time is up, or a case has halves other than by swaps.
   */
  close(target: number): readonly number[] | undefined {
    const root = this.#root;
    const relaxation = this.#relaxation;
    // A pair at the very edge counts for whoever computes with rounded multipliers.
    relaxation.keepTo(root, target - 1 - root.points + ROUNDING);
    let open = leavesOf(this.top);
    for (const one of open) one.point = relaxation.solve(one.leftOut);
    for (;;) {
      open = open.filter(({ point }) => roundedUp(point.points) < target);
      const next = open.sort(byTurn).pop();
      if (!next) return undefined;
      if ([...next.point.pairs.values()].every((value) => value > 1 - TOLERANCE)) return [...next.point.pairs.keys()];
      const split = this.#split(next, target - 1 + ROUNDING);
      next.split = split;
      open.push(...split.cases);
    }
  }

  /** Into the two cases of the swap that lifts both the most, of those tried. */
  #split(from: CaseNode, enough: number): NonNullable<CaseNode['split']> {
    const missing = enough - from.point.points;
    let best: { worth: number; split: NonNullable<CaseNode['split']> } | undefined;
    for (const { name, sides } of this.#tried(from, missing)) {
      const caseWithout = (pairs: readonly number[]): CaseNode => {
        const leftOut = new Set([...from.leftOut, ...pairs]);
        return { leftOut, depth: from.depth + 1, point: this.#relaxation.solve(leftOut) };
      };
      const cases = [caseWithout(sides[0].pairs), caseWithout(sides[1].pairs)] as const;
      const lifts = [cases[0].point.points - from.point.points, cases[1].point.points - from.point.points] as const;
      this.#lifts.set(name, lifts);
      const worth = worthOf(lifts, missing);
      if (!best || worth > best.worth) best = { worth, split: { swap: [sides[0].group, sides[1].group], cases } };
      if (Math.min(...lifts) >= missing) break;
    }
    if (!best) throw new NotProved('A case has halves that are no swap.');
    return best.split;
  }

  #tried({ depth, point }: CaseNode, missing: number): Swap[] {
    const swaps = swapsIn(this.#season, this.#relaxation, this.#byGroup, point);
    const worth = ({ name }: Swap): number => worthOf(this.#lifts.get(name) ?? [0, 0], missing);
    const known = swaps.filter(({ name }) => this.#lifts.has(name)).sort((a, b) => worth(b) - worth(a));
    // Swaps that are divided alike hang together: two of them say as much as all.
    const alike = new Map<string, number>();
    const fresh = swaps.filter(({ name, split }) => {
      if (this.#lifts.has(name)) return false;
      const seen = alike.get(split.toFixed(4)) ?? 0;
      alike.set(split.toFixed(4), seen + 1);
      return seen < 2;
    });
    return [...known.slice(0, KNOWN), ...fresh.slice(0, depth === 0 ? FRESH.first : FRESH.later)];
  }
}

/** The lesser lift counts most: both cases are to be closed. More than is missing is worth nothing. */
function worthOf([one, other]: readonly [number, number], missing: number): number {
  const [a, b] = [Math.min(one, missing), Math.min(other, missing)];
  return Math.min(a, b) + 0.2 * Math.max(a, b);
}

/** In the order of their turns, the next one last: the lowest bound, then the deepest, as the solver is near to it. */
const byTurn = (a: CaseNode, b: CaseNode): number =>
  roundedUp(b.point.points) - roundedUp(a.point.points) || a.depth - b.depth || b.point.points - a.point.points;
