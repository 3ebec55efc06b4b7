import * as z from 'zod';
import { addDays } from '../../calendar/dates.ts';
import { lastVisitDay, VISIT_DAYS } from '../../calendar/working-days.ts';
import { asOfToday } from '../../members/as-of-today.ts';
import { logger } from '../../platform/logger.ts';
import { NotInTable, type PlannedTeamRow, type Store } from '../../store/store.ts';
import { placementsOfYear, planKey, plannedTeams, readTermPlan } from '../../store/term-plan-reads.ts';
import { plannedTeamOf } from './planned-team.ts';
import { putTeamIntoForce, type TeamInForce } from './put-team-into-force.ts';
import { takenDays } from './taken-days.ts';

export const PutPlanIntoForceInput = z.object({ about: z.string(), plan: z.int().min(1), at: z.string() });
export type PutPlanIntoForceInput = z.infer<typeof PutPlanIntoForceInput>;

export interface PlanInForce {
  readonly outcome: 'in-force';
  /** How many reviews have their part of the plan. */
  readonly reviews: number;
  /** Reviews that changed since they were planned: their teams are formed by themselves. */
  readonly leftOut: readonly string[];
}

/** The table answers a request in milliseconds; more at once would only meet its limits. */
const AT_ONCE = 8;

/**
 * Writes an approved plan where the teams' own workflows find it: whom each seat asks first, and who is next. One transaction
 * for each review, so it may break off anywhere and be made again. Nobody is asked, and no school's ledger counts anything
 * yet. A review that has changed since it was planned is left out; the log names it.
 *
 * @throws NotInTable for a term plan that was never opened; WriteNotPossibleNow when reviews keep changing meanwhile.
 */
export async function putPlanIntoForce(
  input: PutPlanIntoForceInput,
  { store }: { readonly store: Store },
): Promise<PlanInForce> {
  const { about, plan } = input;
  const at = new Date(input.at).toISOString();
  const termPlan = await readTermPlan(store, about);
  if (!termPlan) throw new NotInTable('matching round', about);
  const rows = await plannedTeams(store, about, plan);
  const days = rows.map(({ day1 }) => day1).toSorted();
  const [first = ''] = days;
  const last = days.at(-1) ?? '';
  // A visit that is on its last day when the first of these begins, or begins on a day of the last, shares a day with it.
  const placements =
    rows.length === 0
      ? []
      : await placementsOfYear(store, termPlan.year, addDays(first, 1 - VISIT_DAYS), lastVisitDay(last));
  // What other reviews have been given since: whoever they have is not put into a second place in the same days.
  const taken = takenDays(placements, new Set(rows.map(({ review }) => review)));
  const people = new Map(
    (await asOfToday(store.readingOnce(), await store.people(rows.flatMap(peopleOf)))).map((person) => [
      person.person,
      person,
    ]),
  );

  const results: TeamInForce[] = [];
  const context = { plan: `${about}.${planKey(plan)}`, at, people, taken };
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    results.push(
      ...(await Promise.all(rows.slice(from, from + AT_ONCE).map((row) => putTeamIntoForce(store, row, context)))),
    );
  }
  for (const { review, left } of results) {
    if (left !== undefined) logger.warn('A review was left out of the plan', { about, review, left });
  }
  const leftOut = results.filter(({ left }) => left !== undefined).map(({ review }) => review);
  await store.write([
    store.rows.matchingRound
      .patch({ about })
      .set({ status: 'in-force', inForce: { plan, reviews: rows.length - leftOut.length, leftOut } })
      .commit(),
  ]);
  return { outcome: 'in-force', reviews: rows.length - leftOut.length, leftOut };
}

function peopleOf(row: PlannedTeamRow): readonly string[] {
  const { seats, alternates, leads } = plannedTeamOf(row);
  return [...seats.flatMap(({ person }) => person ?? []), ...alternates.map(personOf), ...leads.map(personOf)];
}

const personOf = ({ person }: { readonly person: string }): string => person;
