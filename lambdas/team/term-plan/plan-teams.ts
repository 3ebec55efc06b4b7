import * as z from 'zod';
import { NotInTable, type Store, type TermPlan, type WriteItem, WriteNotPossibleNow } from '../../store/store.ts';
import { documentKey, planKey, plannedTeams, readTermPlan } from '../../store/term-plan-reads.ts';
import { type Effort, makePlan, type PlannedTerm, type Solve } from './make-plan.ts';
import { planTotals } from './plan-totals.ts';
import { plannedReviews } from './planned-rows.ts';
import { type PlannedTeam, plannedTeamOf } from './planned-team.ts';
import { readSeasonRows } from './read-season.ts';
import { partsOf } from './season-document.ts';
import { seasonOfRows } from './season-of-rows.ts';
import { preferencesOf } from './season-rows.ts';
import { seedOf } from './seed.ts';

export const PlanTeamsInput = z.object({ about: z.string(), at: z.string() });
export type PlanTeamsInput = z.infer<typeof PlanTeamsInput>;

export interface PlanTeamsResult {
  /** 'nothing-to-plan' when no review of the term has dates and seeks a team: then the term plan is 'left'. */
  readonly outcome: 'planned' | 'nothing-to-plan';
  /** The number of the plan that counts now. */
  readonly plan: number;
}

interface PlanningDeps {
  readonly store: Store;
  /** Another solver, for tests. */
  readonly solve?: Solve;
}

/** DynamoDB takes 100 items and 4 MB in a transaction. A planned team is some 3 KB, a part of the document 300. */
const TEAMS_AT_ONCE = 50;
const PARTS_AT_ONCE = 10;

/**
 * Plans the teams of a term plan's term and stores the plan: a row for each review, the document it was made from, and the totals
 * on the term plan. While a plan waits for the central team there is nothing to do, so a step that is repeated gives the same
 * number. Each attempt writes under a number of its own, and the term plan takes one of them: of two at once the other's rows are
 * never looked at, and one that broke off half-way is none.
 *
 * With 157 reviews: 26 requests to read (read-season.ts), one plan before, and 9 to write.
 *
 * @throws NotInTable for a term plan that was never opened; PlanBreaksRules when not even the first plan keeps the rules.
 */
export async function planTeams({ about, at }: PlanTeamsInput, deps: PlanningDeps): Promise<PlanTeamsResult> {
  const { store } = deps;
  const termPlan = await needTermPlan(store, about);
  if (!isToBePlanned(termPlan)) return waiting(termPlan);
  const attempt = await beginAttempt(store, about);
  const [rows, before] = await Promise.all([
    readSeasonRows(store, termPlan.year, termPlan.term),
    termPlan.plans > 0 ? plannedTeams(store, about, termPlan.plans) : [],
  ]);
  const preferences = preferencesOf(termPlan);
  const planBefore = new Map(before.map((row) => [row.review, peopleOf(plannedTeamOf(row))]));
  const term = seasonOfRows(rows, { preferences, planBefore });
  if (!term.teams.reviews.some(({ seats }) => seats > 0)) {
    await leave(store, termPlan, at);
    return { outcome: 'nothing-to-plan', plan: termPlan.plans };
  }
  const effort: Effort = { seconds: rows.settings.matching.solveSeconds, seed: seedOf(about, attempt) };
  const plan = await makePlan(term, effort, deps.solve);
  await writeTeams(store, about, attempt, plannedReviews(rows, term, plan));
  await writeDocuments(store, about, attempt, plan);
  const totals = planTotals({ rows, term, plan, effort, preferences }, attempt);
  const taken = await store.write([
    store.rows.matchingRound
      .patch({ about })
      .set({ status: 'planned', plans: attempt, totals })
      .where(
        (row, { eq }) =>
          `${eq(row.plans, termPlan.plans)} AND (${eq(row.status, 'asking')} OR ${eq(row.status, 'planning')})`,
      )
      .commit(),
  ]);
  // Whoever was faster has given the term plan its plan.
  return taken.written ? { outcome: 'planned', plan: attempt } : waiting(await needTermPlan(store, about));
}

/** What there is of a term plan whose plan was made already. */
const waiting = ({ plans }: TermPlan): PlanTeamsResult => ({
  outcome: plans > 0 ? 'planned' : 'nothing-to-plan',
  plan: plans,
});

const isToBePlanned = ({ status }: TermPlan): boolean => status === 'asking' || status === 'planning';

async function needTermPlan(store: Store, about: string): Promise<TermPlan> {
  const termPlan = await readTermPlan(store, about);
  if (!termPlan) throw new NotInTable('matching round', about);
  return termPlan;
}

/** The number of this attempt, which nobody else has. */
async function beginAttempt(store: Store, about: string): Promise<number> {
  const { data } = await store.entities.matchingRound
    .patch({ about })
    .add({ attempts: 1 })
    .go({ response: 'updated_new' });
  if (data.attempts === undefined) throw new WriteNotPossibleNow(`The planning of ${about} could not begin.`);
  return data.attempts;
}

const peopleOf = ({ seats }: PlannedTeam): string[] => seats.flatMap(({ person }) => person ?? []);

async function leave(store: Store, { about, plans }: TermPlan, at: string): Promise<void> {
  await store.write([
    store.rows.matchingRound
      .patch({ about })
      .set({ status: 'left', decidedAt: at })
      .where(
        (row, { eq }) => `${eq(row.plans, plans)} AND (${eq(row.status, 'asking')} OR ${eq(row.status, 'planning')})`,
      )
      .commit(),
  ]);
}

async function writeTeams(
  store: Store,
  about: string,
  plan: number,
  reviews: ReturnType<typeof plannedReviews>,
): Promise<void> {
  const items = reviews.map(({ row, team }) =>
    store.rows.plannedTeam
      .put({ about, plan: planKey(plan), review: row.about, turn: row.turn, day1: row.day1, team })
      .commit(),
  );
  await writeInParts(store, items, TEAMS_AT_ONCE);
}

/** That of the leads stands beside it under a name of its own. */
async function writeDocuments(store: Store, about: string, plan: number, { teams, leads }: PlannedTerm): Promise<void> {
  const rowsOf = (name: string, parts: readonly string[]): WriteItem[] =>
    parts.map((text, index) =>
      store.rows.seasonDocument.put({ about, plan: name, part: String(index + 1).padStart(2, '0'), text }).commit(),
    );
  const items = [
    ...rowsOf(documentKey(plan, false), partsOf(teams)),
    ...rowsOf(documentKey(plan, true), partsOf(leads)),
  ];
  await writeInParts(store, items, PARTS_AT_ONCE);
}

async function writeInParts(store: Store, items: readonly WriteItem[], most: number): Promise<void> {
  for (let from = 0; from < items.length; from += most) {
    const written = await store.write(items.slice(from, from + most));
    if (!written.written) throw new WriteNotPossibleNow('Rows without a condition were refused.');
  }
}
