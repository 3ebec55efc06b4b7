import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { settleItem } from '../decisions/settle.ts';
import { freeSeat } from '../members/free-seat.ts';
import type { Decision, Review, Seat, WholeReview, WriteItem } from '../store/store.ts';
import type { Act } from './act.ts';
import { latestExecutionName, nextExecutionName } from './executions.ts';
import { withdrawItem } from './move-review.ts';
import type { PlannedMove, Steering } from './review-act.ts';
import { type Search, searchesOf, searchesWith } from './searches.ts';
import { auditItems, type SteeringCall, type SteeringDesk } from './steering-desk.ts';
import { unchanged } from './unchanged.ts';

/** The seat of somebody who leaves the team. */
type Taken = Seat & { readonly person: string };

/**
 * Takes somebody who has accepted out of a team, and has the seat filled again by the workflow that fills every seat.
 *
 * Who waits for whom depends on how far the review is. Before the host has confirmed its team, the review's own workflow
 * looks for the team: it starts again there and finds the one seat open. Afterwards it goes on without waiting for a
 * reviewer, who is looked for beside it; but no step goes on without a lead reviewer, so it starts again with looking for
 * one. On the first day of the visit this is still possible, and no longer after it.
 */
export async function replaceReviewer(
  call: SteeringCall<Act<'replace-reviewer'>>,
  whole: WholeReview,
  desk: SteeringDesk,
): Promise<PlannedMove> {
  const { act } = call;
  const { store, team } = desk;
  const { review } = whole;
  const closed = whyNoReplacement(review, act);
  if (closed) return { refusal: closed };
  const seat = whole.seats.find((row) => row.seat === act.seat);
  if (!seat) return { refusal: `There is no seat '${act.seat}' in this team. It has ${seatNames(whole)}.` };
  if (!isTaken(seat)) return { refusal: `Nobody has the seat '${act.seat}' now, so nobody can be replaced in it.` };
  if (act.person !== undefined) {
    if (act.person === seat.person) return { refusal: `${act.person} is the one who leaves.` };
    const rule = await team.whyNotInSeat(store, whole, seat, act.person);
    if (rule) return { refusal: `${act.person} cannot take this seat: ${rule}.` };
  }
  const way = wayOf(whole, seat);
  const theirs = way.restarts ? [] : whole.decisions.filter((row) => isOpenFor(row, seat.person) && asksOfThem(row));
  const steering = steeringOf(whole, seat, act, way, theirs);
  const { turn } = review;
  return {
    steering,
    items: [
      store.rows.review
        .patch({ about: review.about })
        .set({
          replacements: (review.replacements ?? 0) + 1,
          executions: review.executions + (way.restarts ? 1 : 0),
          searches: [...searchesOf(review), ...steering.startSearches],
          steering,
        })
        .where(unchanged(review))
        .commit(),
      ...freeSeat(store, whole, seat, {
        ...{ reason: `Replaced: ${act.reason}`, failed: false, at: act.at },
        ...(act.person !== undefined && { shortlist: team.shortlistWith(seat, turn, act.person) }),
      }),
      ...whole.decisions.filter((row) => way.withdraws(row)).map((row) => withdrawItem(store, row)),
      ...theirs.flatMap((row) => noLongerInTeam(desk, row, act.at)),
      ...auditItems(store, call, `replaced ${seat.person} in ${seat.seat}`),
    ],
  };
}

function whyNoReplacement(review: Review, { about, at }: Act<'replace-reviewer'>): string | undefined {
  if (review.status === 'cancelled') return `${about} was cancelled; it has no team any more.`;
  if (review.status === 'paused') return `${about} is paused. Resume it first, then replace the reviewer.`;
  if (review.day1 === undefined) return `${about} has no dates yet, and so no team.`;
  if (!['team', 'preparation', 'visit'].includes(review.stage)) {
    return review.stage === 'planned'
      ? `The team of ${about} is not being formed yet.`
      : `The visit of ${about} is over. If the lead reviewer cannot write the report, ask somebody else for the question that waits.`;
  }
  return londonDate(at) > review.day1
    ? `The visit of ${about} began on ${longDate(review.day1)}, and nobody can join it on a later day. Ask somebody else for a question that waits, or pause the review.`
    : undefined;
}

const seatNames = ({ seats }: WholeReview): string => seats.map(({ seat }) => seat).join(', ') || 'no seats yet';

const isTaken = (seat: Seat): seat is Taken => seat.status === 'filled' && seat.person !== undefined;

const isOpenFor = (row: Decision, person: string): boolean => row.status === 'open' && row.person === person;

/** Questions that somebody is asked because they are in the team. A head of a school may be asked others by the way. */
const asksOfThem = ({ role, question }: Decision): boolean => role !== 'host' && question !== 'invite';

/** How the workflow comes to fill the seat. */
interface Way {
  /** The review's execution starts anew. */
  readonly restarts: boolean;
  /** Which open questions are withdrawn, to be asked of somebody else or about another team. */
  withdraws(row: Decision): boolean;
}

function wayOf({ review, decisions }: WholeReview, seat: Taken): Way {
  const confirmed = decisions.some(
    (row) =>
      row.question === 'confirm-team' &&
      row.turn === review.turn &&
      (row.outcome as { readonly outcome?: string } | undefined)?.outcome === 'confirmed',
  );
  const isForming = review.stage === 'team' && !confirmed;
  if (isForming) {
    return { restarts: true, withdraws: (row) => row.status === 'open' && row.question === 'confirm-team' };
  }
  if (seat.kind === 'lead') {
    return { restarts: true, withdraws: (row) => isOpenFor(row, seat.person) && asksOfThem(row) };
  }
  return { restarts: false, withdraws: () => false };
}

function steeringOf(
  whole: WholeReview,
  seat: Taken,
  act: Act<'replace-reviewer'>,
  way: Way,
  settled: readonly Decision[],
): Steering {
  const { review } = whole;
  const next = nextExecutionName(review);
  const running = new Set(searchesOf(review).map((search) => search.seat));
  const besides: Search = {
    ...{ seat: seat.seat, turn: review.turn },
    execution: `${latestExecutionName(review) ?? review.about}-${seat.seat}-search-${(review.replacements ?? 0) + 1}`,
  };
  return {
    act: act.act,
    at: act.at,
    sentence: `${seat.person} is out of the team and has been told. ${act.person ?? 'The next candidate'} is asked first for the seat '${seat.seat}'.`,
    reason: '',
    stop: way.restarts ? (latestExecutionName(review) ?? null) : null,
    start: way.restarts ? next : null,
    stopSearches: [],
    startSearches: way.restarts
      ? searchesWith(next, whole, review.stage, review.turn).filter((search) => !running.has(search.seat))
      : [besides],
    team: [seat.person],
    settled: settled.map(({ decision }) => decision),
  };
}

/** A question that the person need not answer any more; the workflow goes on as if they had never been asked. */
function noLongerInTeam({ store }: SteeringDesk, row: Decision, at: string): readonly WriteItem[] {
  const { about, decision } = row;
  return [
    settleItem(store, row, { outcome: 'not-in-team', seat: '' }, at),
    store.rows.auditEntry
      .create({
        ...{ about, at, entry: `${decision}.expired`, who: 'central-team', role: 'central-team' },
        ...{ what: 'is no longer in the team', decision },
      })
      .commit(),
  ];
}
