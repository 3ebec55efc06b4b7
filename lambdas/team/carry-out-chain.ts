import { INDEPENDENT } from '../members/ledger-entries.ts';
import { withdrawPlanned } from '../members/withdraw-planned.ts';
import type { Person, Seat, Store, WholeReview, WriteItem } from '../store/store.ts';
import type { Chain } from './chains.ts';
import { shortlistOf, withNamed } from './shortlists.ts';
import { plannedFor } from './team-now.ts';

/** A chain and the rows that it changes, as they are now. */
export interface ReadyChain {
  readonly chain: Chain;
  /** The review that is left. */
  readonly left: WholeReview;
  readonly replacement: Person;
}

/** Whether a chain is still as it was proposed: nobody has been asked for the place, and the dates stand. */
export function stillStands({ from, moves }: Chain, left: WholeReview | undefined): left is WholeReview {
  return (
    left !== undefined &&
    left.review.turn === from.turn &&
    left.review.day1 === from.day1 &&
    left.review.status !== 'cancelled' &&
    plannedFor(left, from.seat).some(({ person }) => person === moves)
  );
}

/**
 * Carries a chain out, all or none: whoever moves is out of the other review's plan, the replacement is in it, and the one who
 * moves is asked next for this seat. Refused when anything of it has changed: the other review's dates, the plan for its seat, or
 * this seat. Whether the replacement still fits is looked at anew when they are asked, as with everybody who is planned.
 */
export function carryOutChain(
  store: Pick<Store, 'rows'>,
  { chain, left, replacement }: ReadyChain,
  seat: Seat,
  turn: number,
  at: string,
): readonly WriteItem[] {
  const { about, host, year } = left.review;
  const { from, moves } = chain;
  const otherSeat = left.seats.find((row) => row.seat === from.seat);
  const list = otherSeat && shortlistOf(otherSeat, from.turn);
  const others = (list?.candidates ?? []).filter(({ person }) => ![moves, replacement.person].includes(person));
  return [
    store.rows.review
      .check({ about })
      .where((row, { eq, ne }) =>
        [eq(row.turn, from.turn), eq(row.day1, from.day1), ne(row.status, 'cancelled')].join(' AND '),
      )
      .commit(),
    ...withdrawPlanned(
      store,
      plannedFor(left, from.seat).filter(({ person }) => person === moves),
      'Asked for another review instead',
    ),
    store.rows.placement
      .put({
        ...{ about, turn: from.turn, seat: from.seat, person: replacement.person, personName: replacement.name },
        ...{ kind: 'reviewer', status: 'planned', organisation: replacement.member ?? INDEPENDENT, host, year },
        ...{ day1: from.day1, invitedAt: at, plannedAt: at },
      })
      // Planned for it once before, or never: whoever was asked for it has said something.
      .where(
        (row, { notExists, eq }) =>
          `${notExists(row.status)} OR (${eq(row.status, 'withdrawn')} AND ${notExists(row.answeredAt)})`,
      )
      .commit(),
    store.rows.seat
      .patch({ about, seat: from.seat })
      .set({
        shortlist: {
          ...withNamed(list, from.turn, list?.named),
          candidates: [{ person: replacement.person, points: 0 }, ...others],
        },
      })
      .where(({ status }, { eq }) => eq(status, 'open'))
      .commit(),
    store.rows.seat
      .patch({ about: seat.about, seat: seat.seat })
      .set({ shortlist: withNamed(shortlistOf(seat, turn), turn, { person: moves, sameHubAllowed: false }) })
      .where(({ status }, { eq }) => eq(status, 'open'))
      .commit(),
  ];
}
