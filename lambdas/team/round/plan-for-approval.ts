import { SHARED_BY } from '../../programmes/programmes.ts';
import { loadSettings, loadYear } from '../../settings/load-settings.ts';
import { matchingRound } from '../../store/matching-reads.ts';
import type { Store } from '../../store/store.ts';
import { approvalEnds } from './approval-ends.ts';
import { type PlanTeamsInput, type PlanTeamsResult, planTeams } from './plan-teams.ts';

export interface PlanForApproval extends PlanTeamsResult {
  /** Instant until which the central team may approve the plan. */
  readonly expiresAt: string;
}

/** Plans the teams of a round's term, and says by when the central team has to approve the plan. */
export async function planForApproval(
  input: PlanTeamsInput,
  desk: { readonly store: Store },
): Promise<PlanForApproval> {
  const planned = await planTeams(input, desk);
  return { ...planned, expiresAt: await approveBy(desk.store, input) };
}

/** The time due on the day so many working days after `at`; the settings of one programme count for all. */
async function approveBy(store: Store, { about, at }: PlanTeamsInput): Promise<string> {
  const round = await matchingRound(store, about);
  if (!round) return at;
  const [settings, year] = await Promise.all([loadSettings(store, round.year, SHARED_BY), loadYear(store, round.year)]);
  return approvalEnds(settings, year, at);
}
