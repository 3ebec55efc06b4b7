/**
 * Plans a season: the flow plan at once, and the proof in a thread of its own, which is killed when it takes too long or too
 * much. What comes back is always a plan that keeps every rule; the question is only how well it is proved.
 */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { checkBound } from './check-bound.ts';
import { checkCases } from './check-cases.ts';
import { checkPlan } from './check-plan.ts';
import { compileSeason, type Season, type SeasonPairs } from './compile-season.ts';
import { type FlowPlan, flowPlan } from './flow-plan.ts';
import type { Multipliers, SeasonCases, SeasonInstance, SeasonPlan } from './instance.ts';
import { beginsWithPrices, firstPlanByPrices, isLarge } from './large-season.ts';
import type { RefusedPin } from './pins.ts';
import { planCost, planOf } from './plan-cost.ts';
import type { Progress, ProofLimits } from './prove.ts';

export interface ProofTask {
  readonly instance: SeasonInstance;
  readonly pairs: SeasonPairs;
  readonly first: FlowPlan;
  readonly limits: ProofLimits;
}

/** What the thread says: every step on the way, and at the end that it is done or why it failed. */
export type ProofReport = Progress | { readonly done: true } | { readonly failed: string };

export interface SolvedSeason {
  readonly plan: SeasonPlan;
  readonly cost: number;
  readonly bound: number;
  readonly multipliers: Multipliers;
  /** Where the bound does not follow from the multipliers alone. */
  readonly cases?: SeasonCases;
  /** Whether multipliers and cases prove that no plan is cheaper. */
  readonly proved: boolean;
  readonly emptySeats: number;
  /** Who was pinned and kept: given to the bound, as those who are fixed. */
  readonly pinned: SeasonPlan['placements'];
  readonly refusedPins: readonly RefusedPin[];
  /** Reviews without dates, which have no plan. */
  readonly undated: readonly string[];
  /** Why the solver did not come to its end; plan and bound are the best that there were by then. */
  readonly unsolved?: string;
}

export interface SolveOptions extends ProofLimits {
  /** After so many seconds the thread is ended, whatever it does. More than `seconds`, which the solver overshoots. */
  readonly killAfterSeconds: number;
  /** The thread is ended when the process has grown by more; 1,000 unless said. */
  readonly mostMegabytes?: number;
  /** Told of the flow plan as soon as it is there. */
  readonly onFirstPlan?: (plan: SeasonPlan) => void;
  /** Another thread's code, for tests. */
  readonly worker?: URL;
}

/** The planner made a plan that may not be used. */
export class BrokenPlan extends Error {
  override name = 'BrokenPlan';
}

/** The code of the thread lies beside this file, in the sources and in a bundle alike; see scripts/build.ts. */
const proveWorker = new URL(`./prove-worker${extname(new URL(import.meta.url).pathname)}`, import.meta.url);

/**
 * Plans the season, and proves as much of it as the limits allow.
 *
 * @throws BrokenPlan when not even the first plan keeps the rules, which is a mistake of the planner
 */
export async function solveSeason(instance: SeasonInstance, options: SolveOptions): Promise<SolvedSeason> {
  const season = compileSeason(instance);
  const first = beginsWithPrices(season) ? firstPlanByPrices(season) : flowPlan(season);
  const pinned = planOf(season, []).placements;
  options.onFirstPlan?.(planOf(season, first.chosen));
  const chosen = [first.chosen];
  const bounds: Omit<Bounded, 'bound'>[] = [{ multipliers: first.multipliers }];
  const { pairReview, pairPerson, pairPoints, pairsFrom } = season;
  const pairs = { pairReview, pairPerson, pairPoints, pairsFrom };
  const task: ProofTask = { instance, pairs, first, limits: { seconds: options.seconds, seed: options.seed } };
  const failed = await inThread(task, options, (step) => {
    if (step.chosen) chosen.push(step.chosen);
    const multipliers = step.multipliers ?? bounds.at(-1)?.multipliers;
    if (multipliers && (step.multipliers || step.cases)) {
      // Prices that were climbed on from are never better, and each look at those of a large season takes seconds.
      if (isLarge(season)) bounds.length = 0;
      bounds.push({ multipliers, ...(step.cases && { cases: step.cases }) });
    }
  });
  const { best, broken } = cheapestKept(instance, season, chosen);
  if (!best) throw new BrokenPlan(broken.join('; '));
  const bounded = highest(instance, pinned, bounds, best.cost);
  const unsolved = failed ?? (broken.length > 0 ? 'A plan of the solver breaks a rule.' : undefined);
  return {
    ...{ ...best, ...bounded },
    proved: best.cost === bounded.bound,
    ...{ pinned, refusedPins: season.commitments.refused, undated: season.undated },
    ...(unsolved !== undefined && { unsolved }),
  };
}

/**
 * The cheapest plan that keeps every rule, by the eyes of somebody else; and what cheaper ones break. Those that are dearer are
 * not looked at: a large season has some fifty, of a second each.
 */
function cheapestKept(instance: SeasonInstance, season: Season, chosen: readonly (readonly number[])[]) {
  const broken: string[] = [];
  const byCost = chosen
    .map((pairs) => ({ pairs, points: planCost(season, pairs) }))
    .sort((a, b) => a.points - b.points);
  for (const { pairs } of byCost) {
    const plan = planOf(season, pairs);
    const { cost, emptySeats, broken: own } = checkPlan(instance, plan);
    if (own.length === 0) return { best: { plan, cost, emptySeats }, broken };
    broken.push(...own);
  }
  return { best: undefined, broken };
}

type Bounded = Pick<SolvedSeason, 'multipliers' | 'cases' | 'bound'>;

/** The last that were said are nearly always the best: where they come to the plan's cost, no others are looked at. */
function highest(
  instance: SeasonInstance,
  pinned: SeasonPlan['placements'],
  said: readonly Omit<Bounded, 'bound'>[],
  cost: number,
): Bounded {
  let best: Bounded | undefined;
  for (const { multipliers, cases } of said.toReversed()) {
    if (best?.bound === cost) break;
    const bound = cases ? checkCases(instance, pinned, multipliers, cases) : checkBound(instance, pinned, multipliers);
    if (!best || bound > best.bound) best = { multipliers, ...(cases && { cases }), bound };
  }
  if (!best) throw new BrokenPlan('There is no bound.');
  return best;
}

/** Why the thread did not come to its end; nothing if it did. Never rejects. */
function inThread(
  task: ProofTask,
  { worker, killAfterSeconds, mostMegabytes = 1000 }: SolveOptions,
  onProgress: (step: Progress) => void,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    // The limit is that of JavaScript's own memory; what the solver takes lies outside of it and is watched from here.
    const thread = new Worker(worker ?? proveWorker, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    });
    const before = process.memoryUsage.rss();
    const end = (why?: string): void => {
      clearTimeout(timer);
      clearInterval(watch);
      resolve(why);
      void thread.terminate();
    };
    const timer = setTimeout(() => end(`Not solved within ${killAfterSeconds} s.`), killAfterSeconds * 1000);
    const watch = setInterval(() => {
      const grown = (process.memoryUsage.rss() - before) / 2 ** 20;
      if (grown > mostMegabytes) end(`Not solved within ${mostMegabytes} MB.`);
    }, 100);
    thread.on('message', (report: ProofReport) => {
      if ('done' in report) end();
      else if ('failed' in report) end(report.failed);
      else onProgress(report);
    });
    thread.once('error', (error: unknown) => end(error instanceof Error ? error.message : 'The thread failed.'));
    thread.once('exit', () => end('The thread ended without an answer.'));
  });
}
