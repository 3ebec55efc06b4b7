import * as z from 'zod';
import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import type { Seat, WholeReview } from '../store/store.ts';
import { why } from './command.ts';
import { isTaken, leaveTeam } from './leave-team.ts';
import { reviewCommand } from './on-review.ts';
import type { ReviewState } from './review-plan.ts';
import { aboutReview, name, person, reason } from './schema-fields.ts';
import { seenOf } from './seen.ts';
import { tellOfReplacement } from './tell-of-review.ts';

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
    const { items, follows } = leaveTeam(store, whole, seat, {
      ...{ reason: `Replaced: ${input.reason}`, failed: false, at: input.at, who: 'central-team' },
      ...(input.person !== undefined && { shortlist: team.shortlistWith(seat, review.turn, input.person) }),
    });
    return {
      what: `replaced ${seat.person} in ${seat.seat}`,
      seat: seat.seat,
      sentence: `${seat.person} is out of the team and has been told. ${input.person ?? 'The next candidate'} is asked first for the seat '${seat.seat}'.`,
      items,
      follows,
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
