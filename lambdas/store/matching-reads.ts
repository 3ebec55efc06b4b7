/** What forming the teams of a term reads: many rows at once, each a get or a query of one partition. */
import type { Availability, MatchingRound, Placement, PlannedTeamRow, Store } from './store.ts';

/** Everybody's placements on visits that begin from `from` to `to`, both included, within a partnership year. */
export async function placementsOfYear(
  store: Store,
  year: string,
  from: string,
  to: string,
): Promise<readonly Placement[]> {
  const query = store.entities.placement.query
    .byYear({ year })
    .between({ day1: from }, { day1: `${to}\uffff` })
    .params();
  return ((await store.rowsOf(query)).get('placement') ?? []) as readonly Placement[];
}

/** What was said of a term by everybody who answered. */
export async function availabilityOfTerm(store: Store, year: string, term: string): Promise<readonly Availability[]> {
  const query = store.entities.availability.query.byTerm({ year, term }).params();
  return ((await store.rowsOf(query)).get('availability') ?? []) as readonly Availability[];
}

export async function availability(
  store: Store,
  person: string,
  year: string,
  term: string,
): Promise<Availability | undefined> {
  return (await store.entities.availability.get({ person, year, term }).go()).data ?? undefined;
}

/** The round as it is now (consistent read). */
export async function matchingRound(store: Store, about: string): Promise<MatchingRound | undefined> {
  return (await store.entities.matchingRound.get({ about }).go({ consistent: true })).data ?? undefined;
}

/** What one plan of a round has for each of its reviews, in the order of their names. @param plan 1 for the first. */
export async function plannedTeams(store: Store, about: string, plan: number): Promise<readonly PlannedTeamRow[]> {
  const query = store.entities.plannedTeam.query.primary({ about, plan: planKey(plan) }).params();
  return ((await store.rowsOf(query)).get('plannedteam') ?? []) as readonly PlannedTeamRow[];
}

/** How the number of a plan is written in keys, so that plans sort: 1 is '001'. */
export const planKey = (plan: number): string => String(plan).padStart(3, '0');
