/**
 * Plans a term: who leads each review first, then the seats with those leads in place. Every plan is looked at by the checker
 * before it goes anywhere; one that breaks a rule is not used.
 */
import { checkPlan } from '../../solver/check-plan.ts';
import type { SeasonInstance, SeasonPlan } from '../../solver/instance.ts';
import { type SolvedSeason, type SolveOptions, solveSeason } from '../../solver/solve-in-worker.ts';
import { type TermSeason, withLeads } from './season-of-rows.ts';

/** The planner made nothing that keeps the rules. Which rules is in the sentence, with ids alone. */
export class PlanBreaksRules extends Error {
  override name = 'PlanBreaksRules';
}

export type Solve = (season: SeasonInstance, options: SolveOptions) => Promise<SolvedSeason>;

/** A season with the plan that was made for it. */
export interface PlannedSeason {
  readonly season: SeasonInstance;
  readonly solved: SolvedSeason;
}

export interface PlannedTerm {
  readonly leads: PlannedSeason;
  readonly teams: PlannedSeason;
}

export interface Effort {
  /** How long the planner may look for a proof. */
  readonly seconds: number;
  readonly seed: number;
}

/**
 * A lead's seats are a small season of one seat a review, which is proved in seconds: it gets a third. The solver overshoots
 * its time up to 2.5 times and is then killed: with 75 seconds at most, whatever the setting says, that is 75 * 4/3 * 2.5 = 250
 * of the function's 300. Some 15 are for two first plans of 450 reviews, 10 for reading, alternates and writing.
 */
const LONGEST_SECONDS = 75;
const OVERSHOOT = 2.5;
const LEADS_SHARE = 1 / 3;
/** Of the function's 3,008 MB; the document, its pairs and the process take some 700. */
const MOST_MEGABYTES = 2000;

/** @throws PlanBreaksRules when no plan keeps every rule, which is a mistake of the planner */
export async function makePlan(term: TermSeason, effort: Effort, solve: Solve = solveSeason): Promise<PlannedTerm> {
  const seconds = Math.min(effort.seconds, LONGEST_SECONDS);
  const leads = await planned(term.leads, { ...effort, seconds: seconds * LEADS_SHARE }, solve);
  const leadOf = new Map(leads.solved.plan.placements.map(({ review, person }) => [review, person]));
  const teams = await planned(withLeads(term.teams, leadOf), { ...effort, seconds }, solve);
  return { leads, teams };
}

async function planned(season: SeasonInstance, { seconds, seed }: Effort, solve: Solve): Promise<PlannedSeason> {
  let first: SeasonPlan | undefined;
  const solved = await solve(season, {
    ...{ seconds, killAfterSeconds: seconds * OVERSHOOT, mostMegabytes: MOST_MEGABYTES, seed },
    onFirstPlan: (plan) => {
      first = plan;
    },
  });
  const checked = checkPlan(season, solved.plan);
  if (checked.broken.length === 0) {
    return { season, solved: { ...solved, cost: checked.cost, emptySeats: checked.emptySeats } };
  }
  const fallback = first && checkPlan(season, first);
  if (!first || !fallback || fallback.broken.length > 0) {
    throw new PlanBreaksRules(`No plan of this term keeps every rule: ${checked.broken.slice(0, 5).join('; ')}.`);
  }
  const { cost, emptySeats } = fallback;
  const proved = cost === solved.bound;
  return {
    season,
    solved: { ...solved, plan: first, cost, emptySeats, proved, unsolved: 'A plan of the solver breaks a rule.' },
  };
}
