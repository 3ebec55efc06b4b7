/**
 * Plans a season: the flow plan at once, and the proof in a thread of its own, which is killed when it takes too long. What
 * comes back is always a plan that keeps every rule; the question is only how well it is proved.
 */
import { Worker } from 'node:worker_threads';
import { checkBound } from './check-bound.ts';
import { checkPlan } from './check-plan.ts';
import { compileSeason } from './compile-season.ts';
import { type FlowPlan, flowPlan } from './flow-plan.ts';
import type { Multipliers, SeasonInstance, SeasonPlan } from './instance.ts';
import type { RefusedPin } from './pins.ts';
import { planOf } from './plan-cost.ts';
import type { Proof, ProofLimits } from './prove.ts';

export interface ProofTask {
  readonly instance: SeasonInstance;
  readonly first: FlowPlan;
  readonly limits: ProofLimits;
}

export type ProofReport = { readonly proof: Proof } | { readonly failed: string };

export interface SolvedSeason {
  readonly plan: SeasonPlan;
  readonly cost: number;
  readonly bound: number;
  readonly multipliers: Multipliers;
  /** Whether the multipliers prove that no plan is cheaper. */
  readonly proved: boolean;
  readonly emptySeats: number;
  /** Who was pinned and kept: given to the bound, as those who are fixed. */
  readonly pinned: SeasonPlan['placements'];
  readonly refusedPins: readonly RefusedPin[];
  /** Reviews without dates, which have no plan. */
  readonly undated: readonly string[];
  /** Why there is no proof of the solver's; the plan is the flow's then. */
  readonly unsolved?: string;
}

export interface SolveOptions extends ProofLimits {
  /** After so many seconds the thread is ended, whatever it does. More than `seconds`, which the solver overshoots. */
  readonly killAfterSeconds: number;
  /** Told of the flow plan as soon as it is there. */
  readonly onFirstPlan?: (plan: SeasonPlan) => void;
  /** Where the thread's code is, for bundled functions and tests. */
  readonly worker?: URL;
}

export async function solveSeason(instance: SeasonInstance, options: SolveOptions): Promise<SolvedSeason> {
  const season = compileSeason(instance);
  const first = flowPlan(season);
  const pinned = planOf(season, []).placements;
  const planned = (chosen: readonly number[], bound: number, multipliers: Multipliers) => {
    const plan = planOf(season, chosen);
    const { cost, emptySeats, broken } = checkPlan(instance, plan);
    return { plan, cost, emptySeats, bound, multipliers, broken };
  };
  options.onFirstPlan?.(planOf(season, first.chosen));
  const report = await inWorker({ instance, first, limits: { seconds: options.seconds, seed: options.seed } }, options);
  const byFlow = planned(first.chosen, checkBound(instance, pinned, first.multipliers), first.multipliers);
  const byProof =
    'proof' in report
      ? planned(report.proof.chosen, checkBound(instance, pinned, report.proof.multipliers), report.proof.multipliers)
      : undefined;
  const usable = byProof !== undefined && byProof.broken.length === 0 && byProof.cost <= byFlow.cost;
  const { broken: _, ...best } = usable ? byProof : byFlow;
  const unsolved = 'failed' in report ? report.failed : usable ? undefined : 'The plan of the solver breaks a rule.';
  return {
    ...best,
    proved: best.cost === best.bound,
    ...{ pinned, refusedPins: season.commitments.refused, undated: season.undated },
    ...(unsolved !== undefined && { unsolved }),
  };
}

/** Never rejects: a thread that fails, ends early or takes too long is a sentence. */
function inWorker(task: ProofTask, { worker, killAfterSeconds }: SolveOptions): Promise<ProofReport> {
  return new Promise((resolve) => {
    const thread = new Worker(worker ?? new URL('./prove-worker.ts', import.meta.url), { workerData: task });
    const end = (report: ProofReport): void => {
      clearTimeout(timer);
      resolve(report);
      void thread.terminate();
    };
    const timer = setTimeout(
      () => end({ failed: `Not solved within ${killAfterSeconds} s.` }),
      killAfterSeconds * 1000,
    );
    thread.once('message', (report: ProofReport) => end(report));
    thread.once('error', (error: unknown) =>
      end({ failed: error instanceof Error ? error.message : 'The thread failed.' }),
    );
    thread.once('exit', () => end({ failed: 'The thread ended without an answer.' }));
  });
}
