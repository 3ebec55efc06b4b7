import { factsOf } from '../catalogue/all-facts.ts';
import { freeSeat } from '../members/free-seat.ts';
import { settleItem } from '../questions/settle.ts';
import type { Decision, Seat, Store, WholeReview, WriteItem } from '../store/store.ts';
import { latestExecutionName, nextExecutionName } from './executions.ts';
import { withdrawItem } from './move.ts';
import type { Follows, Steering } from './review-plan.ts';
import { type Search, searchesOf, searchesWith } from './searches.ts';
import { unchanged } from './unchanged.ts';

/** The seat of somebody who leaves the team. */
export type Taken = Seat & { readonly person: string };

export const isTaken = (seat: Seat): seat is Taken => seat.status === 'filled' && seat.person !== undefined;

/** Why somebody leaves a team. */
export interface WhyLeft {
  /** In words, for the central team. */
  readonly reason: string;
  /** Whether they could not keep a place they had accepted: the ledger of their school notes it. */
  readonly failed: boolean;
  readonly at: string;
  /** Who says so, as the audit of questions that are taken from them has it. */
  readonly who: 'central-team' | 'workflow';
  /** Who may be asked for the seat next, where that changes along with it. */
  readonly shortlist?: object;
}

/**
 * The rows of somebody's leaving a team, whoever says so, and what follows from them: the seat is filled again by the workflow that
 * fills every seat. `replaceReviewer` says who waits for whom. Of a paused review the seat is left open: resuming looks for somebody.
 */
export function leaveTeam(
  store: Store,
  whole: WholeReview,
  seat: Taken,
  why: WhyLeft,
): { readonly items: (steering: Steering) => readonly WriteItem[]; readonly follows: Partial<Follows> } {
  const { review } = whole;
  const { at, failed, reason, shortlist } = why;
  const way = wayOf(whole, seat);
  const theirs = way.restarts ? [] : whole.decisions.filter((row) => isOpenFor(row, seat.person) && asksOfThem(row));
  const startSearches = searchesFor(whole, seat, way);
  return {
    items: (steering) => [
      store.rows.review
        .patch({ about: review.about })
        .set({
          replacements: (review.replacements ?? 0) + 1,
          executions: review.executions + (way.restarts ? 1 : 0),
          searches: [...searchesOf(review), ...startSearches],
          steering,
        })
        .where(unchanged(review))
        .commit(),
      ...freeSeat(store, whole, seat, { reason, failed, at, ...(shortlist && { shortlist }) }),
      ...whole.decisions.filter((row) => way.withdraws(row)).map((row) => withdrawItem(store, row)),
      ...theirs.flatMap((row) => noLongerInTeam(store, row, why)),
    ],
    follows: {
      stop: way.restarts ? (latestExecutionName(review) ?? null) : null,
      start: way.restarts ? nextExecutionName(review) : null,
      startSearches,
      team: [seat.person],
      settled: theirs.map(({ decision }) => decision),
    },
  };
}

const isOpenFor = (row: Decision, person: string): boolean => row.status === 'open' && row.person === person;

/**
 * Questions that somebody is asked because they are in the team, and not to come into it. A head of a school may be asked
 * others by the way.
 */
const asksOfThem = ({ role, question }: Decision): boolean => role !== 'host' && !factsOf(question)?.candidates;

/** How the workflow comes to fill the seat. */
interface Way {
  /** The review's execution starts anew. */
  readonly restarts: boolean;
  /** Which open questions are withdrawn, to be asked of somebody else or about another team. */
  withdraws(row: Decision): boolean;
}

function wayOf({ review, decisions }: WholeReview, seat: Taken): Way {
  // Whatever a paused review waits for is looked for once it is resumed.
  if (review.status === 'paused') return { restarts: false, withdraws: () => false };
  const isForming = review.stage === 'team' && !decisions.some((row) => row.turn === review.turn && endsForming(row));
  if (isForming) {
    // Asked again about the team as it is then, or not at all where whoever was objected to has left.
    return { restarts: true, withdraws: (row) => row.status === 'open' && ABOUT_THE_TEAM.includes(row.question) };
  }
  if (seat.kind === 'lead') {
    return { restarts: true, withdraws: (row) => isOpenFor(row, seat.person) && asksOfThem(row) };
  }
  return { restarts: false, withdraws: () => false };
}

/** What asks whether a team can go. */
const ABOUT_THE_TEAM: readonly string[] = ['confirm-team', 'settle-team'];

/** Whether a team stands by it: its head has confirmed it, or the central team has settled it. */
function endsForming({ question, outcome }: Decision): boolean {
  const { outcome: word } = (outcome ?? {}) as { readonly outcome?: string };
  return (question === 'confirm-team' && word === 'confirmed') || (question === 'settle-team' && word === 'stands');
}

/** Where the review goes on with another execution, its searches do; otherwise one for this seat runs beside it. */
function searchesFor(whole: WholeReview, { seat }: Taken, way: Way): readonly Search[] {
  const { review } = whole;
  if (review.status === 'paused') return [];
  if (way.restarts) {
    const running = new Set(searchesOf(review).map((search) => search.seat));
    const next = nextExecutionName(review);
    return searchesWith(next, whole, review.stage, review.turn).filter((search) => !running.has(search.seat));
  }
  const number = (review.replacements ?? 0) + 1;
  const execution = `${latestExecutionName(review) ?? review.about}-${seat}-search-${number}`;
  return [{ seat, turn: review.turn, execution }];
}

/** A question that the person need not answer any more; the workflow goes on as if they had never been asked. */
function noLongerInTeam(
  store: Pick<Store, 'rows'>,
  row: Decision,
  { at, who }: Pick<WhyLeft, 'at' | 'who'>,
): readonly WriteItem[] {
  const { about, decision } = row;
  return [
    settleItem(store, row, { outcome: 'not-in-team', seat: '' }, at),
    store.rows.auditEntry
      .create({
        about,
        at,
        entry: `${decision}.expired`,
        who,
        role: who,
        what: 'is no longer in the team',
        decision,
      })
      .commit(),
  ];
}
