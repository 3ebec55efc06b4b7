/** When the seats of teams were filled, and how many were empty when it mattered. */
import { addWeeks, type DateRange } from '../../../lambdas/calendar/dates.ts';
import { londonDate, londonInstant } from '../../../lambdas/calendar/london.ts';
import { workingDaysBetween } from '../../../lambdas/calendar/working-days.ts';
import type { EndingIndex, KnownReview } from '../invariants/ending-index.ts';
import { isHeld } from '../invariants/places.ts';
import { type Band, inBands, type Spread, spreadOf } from './spread.ts';

export interface SeatFigures {
  /** Of the reviews whose visit has begun, lead reviewers' seats too. */
  readonly seats: number;
  /** Seats that nobody had so many weeks before day 1, at midnight. */
  readonly empty: readonly { readonly weeksBefore: number; readonly seats: number }[];
  /** Working days of the host before day 1 on which whoever came had accepted. */
  readonly filled: Spread;
  readonly filledInBands: readonly Band[];
  /** Seats that nobody had in the end. */
  readonly neverFilled: number;
}

export const WEEKS_BEFORE = [12, 10, 8, 6, 4, 2, 1, 0] as const;
const WORKING_DAYS = [1, 5, 10, 20, 30, 40, 50];

/** From when, and until when, somebody had a seat: instants. */
interface Held {
  readonly from: string;
  readonly to?: string;
}

interface SeatHistory {
  readonly day1: string;
  readonly breaks: readonly DateRange[];
  readonly held: readonly Held[];
}

export function seatFigures(index: EndingIndex): SeatFigures {
  const seats = index.reviews.flatMap((known) => historiesOf(known, index.now));
  const filled = seats.flatMap(({ day1, breaks, held }) => {
    const last = held.find(({ to }) => to === undefined);
    return last ? [workingDaysBetween(londonDate(last.from), day1, breaks)] : [];
  });
  return {
    seats: seats.length,
    empty: WEEKS_BEFORE.map((weeksBefore) => ({
      weeksBefore,
      seats: seats.filter((seat) => isEmpty(seat, weeksBefore)).length,
    })),
    filled: spreadOf(filled),
    filledInBands: inBands(filled, WORKING_DAYS),
    neverFilled: seats.length - filled.length,
  };
}

function isEmpty({ day1, held }: SeatHistory, weeksBefore: number): boolean {
  const then = new Date(londonInstant(addWeeks(day1, -weeksBefore), '00:00')).toISOString();
  return !held.some(({ from, to }) => from <= then && (to === undefined || to > then));
}

function historiesOf(known: KnownReview, now: string): readonly SeatHistory[] {
  const { day1, status, termBreaks } = known.review;
  if (day1 === undefined || status === 'cancelled' || day1 > londonDate(now)) return [];
  const breaks = (termBreaks ?? []) as readonly DateRange[];
  return known.seats.map(({ seat }) => ({ day1, breaks, held: heldOf(seat, known) }));
}

/** When a place was given back its row tells of that alone: when it was accepted stands at the invitation. */
function heldOf(seat: string, { placements, decisions }: KnownReview): readonly Held[] {
  return placements
    .filter((placement) => placement.seat === seat)
    .flatMap((placement): readonly Held[] => {
      const { answeredAt, person, status } = placement;
      if (isHeld(placement)) return answeredAt === undefined ? [] : [{ from: answeredAt }];
      if (status !== 'withdrawn' && status !== 'replaced') return [];
      const accepted = decisions.find(
        (one) =>
          one.question === 'invite' &&
          one.subject === seat &&
          one.person === person &&
          (one.outcome as { readonly outcome?: string } | undefined)?.outcome === 'accepted',
      );
      const from = accepted?.answeredAt;
      return from === undefined || answeredAt === undefined ? [] : [{ from, to: answeredAt }];
    });
}
