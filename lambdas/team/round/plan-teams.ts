import * as z from 'zod';
import { documentKey, matchingRound, planKey, plannedTeams } from '../../store/matching-reads.ts';
import { type MatchingRound, NotInTable, type Store, type WriteItem, WriteNotPossibleNow } from '../../store/store.ts';
import { type Effort, makePlan, type Solve, type TermPlan } from './make-plan.ts';
import { planTotals } from './plan-totals.ts';
import { plannedReviews } from './planned-rows.ts';
import { type PlannedTeam, plannedTeamOf } from './planned-team.ts';
import { readSeasonRows } from './read-season.ts';
import { partsOf } from './season-document.ts';
import { seasonOfRows } from './season-of-rows.ts';
import { wishesOf } from './season-rows.ts';
import { seedOf } from './seed.ts';

export const PlanTeamsInput = z.object({ about: z.string(), at: z.string() });
export type PlanTeamsInput = z.infer<typeof PlanTeamsInput>;

export interface PlanTeamsResult {
  /** 'nothing-to-plan' when no review of the term has dates and seeks a team: then the round is 'left'. */
  readonly outcome: 'planned' | 'nothing-to-plan';
  /** The number of the plan that counts now. */
  readonly plan: number;
}

interface PlanningDesk {
  readonly store: Store;
  /** Another solver, for tests. */
  readonly solve?: Solve;
}

/** DynamoDB takes 100 items and 4 MB in a transaction. A planned team is some 3 KB, a part of the document 300. */
const TEAMS_AT_ONCE = 50;
const PARTS_AT_ONCE = 10;

/**
 * Plans the teams of a round's term and stores the plan: a row for each review, the document it was made from, and the totals
 * on the round. While a plan waits for the central team there is nothing to do, so a step that is repeated gives the same
 * number. Each attempt writes under a number of its own, and the round takes one of them: of two at once the other's rows are
 * never looked at, and one that broke off half-way is none.
 *
 * With 157 reviews: 26 requests to read (read-season.ts), one plan before, and 9 to write.
 *
 * @throws NotInTable for a round that was never opened; PlanBreaksRules when not even the first plan keeps the rules.
 */
export async function planTeams({ about, at }: PlanTeamsInput, desk: PlanningDesk): Promise<PlanTeamsResult> {
  const { store } = desk;
  const round = await needRound(store, about);
  if (!isToBePlanned(round)) return waiting(round);
  const attempt = await beginAttempt(store, about);
  const [rows, before] = await Promise.all([
    readSeasonRows(store, round.year, round.term),
    round.plans > 0 ? plannedTeams(store, about, round.plans) : [],
  ]);
  const wishes = wishesOf(round);
  const planBefore = new Map(before.map((row) => [row.review, peopleOf(plannedTeamOf(row))]));
  const term = seasonOfRows(rows, { wishes, planBefore });
  if (!term.teams.reviews.some(({ seats }) => seats > 0)) {
    await leave(store, round, at);
    return { outcome: 'nothing-to-plan', plan: round.plans };
  }
  const effort: Effort = { seconds: rows.settings.matching.solveSeconds, seed: seedOf(about, attempt) };
  const plan = await makePlan(term, effort, desk.solve);
  await writeTeams(store, about, attempt, plannedReviews(rows, term, plan));
  await writeDocuments(store, about, attempt, plan);
  const totals = planTotals({ rows, term, plan, effort, wishes }, attempt);
  const taken = await store.write([
    store.rows.matchingRound
      .patch({ about })
      .set({ status: 'planned', plans: attempt, totals })
      .where(
        (row, { eq }) =>
          `${eq(row.plans, round.plans)} AND (${eq(row.status, 'asking')} OR ${eq(row.status, 'planning')})`,
      )
      .commit(),
  ]);
  // Whoever was faster has given the round its plan.
  return taken.written ? { outcome: 'planned', plan: attempt } : waiting(await needRound(store, about));
}

/** What there is of a round whose plan was made already. */
const waiting = ({ plans }: MatchingRound): PlanTeamsResult => ({
  outcome: plans > 0 ? 'planned' : 'nothing-to-plan',
  plan: plans,
});

const isToBePlanned = ({ status }: MatchingRound): boolean => status === 'asking' || status === 'planning';

async function needRound(store: Store, about: string): Promise<MatchingRound> {
  const round = await matchingRound(store, about);
  if (!round) throw new NotInTable('matching round', about);
  return round;
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

async function leave(store: Store, { about, plans }: MatchingRound, at: string): Promise<void> {
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
async function writeDocuments(store: Store, about: string, plan: number, { teams, leads }: TermPlan): Promise<void> {
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
