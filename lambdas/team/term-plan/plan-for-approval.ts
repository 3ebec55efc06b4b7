import { SHARED_BY } from '../../programmes/programmes.ts';
import { loadSettings, loadYear } from '../../settings/load-settings.ts';
import type { Store } from '../../store/store.ts';
import { readTermPlan } from '../../store/term-plan-reads.ts';
import { approvalEnds } from './approval-ends.ts';
import { type PlanTeamsInput, type PlanTeamsResult, planTeams } from './plan-teams.ts';

export interface PlanForApproval extends PlanTeamsResult {
  /** Instant until which the central team may approve the plan. */
  readonly expiresAt: string;
}

/** Plans the teams of a term plan's term, and says by when the central team has to approve the plan. */
export async function planForApproval(
  input: PlanTeamsInput,
  deps: { readonly store: Store },
): Promise<PlanForApproval> {
  const planned = await planTeams(input, deps);
  return { ...planned, expiresAt: await approveBy(deps.store, input) };
}

/** The time due on the day so many working days after `at`; the settings of one programme count for all. */
async function approveBy(store: Store, { about, at }: PlanTeamsInput): Promise<string> {
  const termPlan = await readTermPlan(store, about);
  if (!termPlan) return at;
  const [settings, year] = await Promise.all([
    loadSettings(store, termPlan.year, SHARED_BY),
    loadYear(store, termPlan.year),
  ]);
  return approvalEnds(settings, year, at);
}
