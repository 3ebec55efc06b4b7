import * as z from 'zod';
import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { factsOf } from '../catalogue/all-facts.ts';
import { freeSeat } from '../members/free-seat.ts';
import { settleItem } from '../questions/settle.ts';
import type { Decision, Seat, Store, WholeReview, WriteItem } from '../store/store.ts';
import { why } from './command.ts';
import { latestExecutionName, nextExecutionName } from './executions.ts';
import { withdrawItem } from './move.ts';
import { reviewCommand } from './on-review.ts';
import type { ReviewState } from './review-plan.ts';
import { aboutReview, name, person, reason } from './schema-fields.ts';
import { type Search, searchesOf, searchesWith } from './searches.ts';
import { seenOf } from './seen.ts';
import { tellOfReplacement } from './tell-of-review.ts';
import { unchanged } from './unchanged.ts';

/** The seat of somebody who leaves the team. */
type Taken = Seat & { readonly person: string };

/** A seat of a review on the dashboard. */
export interface SeatShown extends ReviewState {
  readonly seat: Seat;
  /** Who has it. */
  readonly who: string;
}

/**
 * Takes somebody who has accepted out of a team, and has the seat filled again by the workflow that fills every seat.
 *
 * Who waits for whom depends on how far the review is. Before the host has confirmed its team, the review's own workflow
 * looks for the team: it starts again there and finds the one seat open. Afterwards it goes on without waiting for a
 * reviewer, who is looked for beside it; but no step goes on without a lead reviewer, so it starts again with looking for
 * one. On the first day of the visit this is still possible, and no longer after it.
 */
export const replaceReviewer = reviewCommand({
  schema: z.strictObject({
    ...aboutReview,
    act: z.literal('replace-reviewer'),
    seat: name('a seat: lead, seat-1, seat-2 ...'),
    /** Who is to be asked first. Left out: the best of those who keep the rules. */
    person,
    reason,
  }),

  whyNot({ review, at }) {
    const { about, status, stage, day1 } = review;
    if (status === 'cancelled') return `${about} was cancelled; it has no team any more.`;
    if (status === 'paused') return `${about} is paused. Resume it first, then replace the reviewer.`;
    if (day1 === undefined) return `${about} has no dates yet, and so no team.`;
    if (!['team', 'preparation', 'visit'].includes(stage)) {
      return stage === 'planned'
        ? `The team of ${about} is not being formed yet.`
        : `The visit of ${about} is over. If the lead reviewer cannot write the report, ask somebody else for the question that waits.`;
    }
    return londonDate(at) > day1
      ? `The visit of ${about} began on ${longDate(day1)}, and nobody can join it on a later day. Ask somebody else for a question that waits, or pause the review.`
      : undefined;
  },

  async plan(input, whole, { store, team }) {
    const { review } = whole;
    const seat = whole.seats.find((row) => row.seat === input.seat);
    if (!seat) return { refusal: `There is no seat '${input.seat}' in this team. It has ${seatNames(whole)}.` };
    if (!isTaken(seat)) return { refusal: `Nobody has the seat '${input.seat}' now, so nobody can be replaced in it.` };
    if (input.person !== undefined) {
      if (input.person === seat.person) return { refusal: `${input.person} is the one who leaves.` };
      const rule = await team.whyNotInSeat(store, whole, seat, input.person);
      if (rule) return { refusal: `${input.person} cannot take this seat: ${rule}.` };
    }
    const way = wayOf(whole, seat);
    const theirs = way.restarts ? [] : whole.decisions.filter((row) => isOpenFor(row, seat.person) && asksOfThem(row));
    const startSearches = searchesFor(whole, seat, way);
    return {
      what: `replaced ${seat.person} in ${seat.seat}`,
      seat: seat.seat,
      sentence: `${seat.person} is out of the team and has been told. ${input.person ?? 'The next candidate'} is asked first for the seat '${seat.seat}'.`,
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
        ...freeSeat(store, whole, seat, {
          reason: `Replaced: ${input.reason}`,
          failed: false,
          at: input.at,
          ...(input.person !== undefined && { shortlist: team.shortlistWith(seat, review.turn, input.person) }),
        }),
        ...whole.decisions.filter((row) => way.withdraws(row)).map((row) => withdrawItem(store, row)),
        ...theirs.flatMap((row) => noLongerInTeam(store, row, input.at)),
      ],
      follows: {
        stop: way.restarts ? (latestExecutionName(review) ?? null) : null,
        start: way.restarts ? nextExecutionName(review) : null,
        startSearches,
        team: [seat.person],
        settled: theirs.map(({ decision }) => decision),
      },
    };
  },

  tellOfReview: tellOfReplacement,

  form({ review, seat, who }: SeatShown) {
    if (!isTaken(seat)) return undefined;
    const confirmation = `Take ${who} out of the team of ${review.hostName}? Their three days are free again, they are told, and somebody else is asked for the place.`;
    return {
      folded: 'Replace',
      says: { about: review.about, seat: seat.seat, seen: seenOf(review) },
      fields: [
        why('for the audit'),
        { name: 'person', label: 'Ask first (optional)', kind: 'text', size: 18, hint: 'person-0107' },
      ],
      buttons: [{ label: 'Replace', confirmation }],
    };
  },
});

const seatNames = ({ seats }: WholeReview): string => seats.map(({ seat }) => seat).join(', ') || 'no seats yet';

const isTaken = (seat: Seat): seat is Taken => seat.status === 'filled' && seat.person !== undefined;

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

/** Where the review goes on with another execution, its searches do; otherwise one for this seat runs beside it. */
function searchesFor(whole: WholeReview, { seat }: Taken, way: Way): readonly Search[] {
  const { review } = whole;
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
function noLongerInTeam(store: Pick<Store, 'rows'>, row: Decision, at: string): readonly WriteItem[] {
  const { about, decision } = row;
  return [
    settleItem(store, row, { outcome: 'not-in-team', seat: '' }, at),
    store.rows.auditEntry
      .create({
        about,
        at,
        entry: `${decision}.expired`,
        who: 'central-team',
        role: 'central-team',
        what: 'is no longer in the team',
        decision,
      })
      .commit(),
  ];
}
