import { visitDays } from '../calendar/working-days.ts';
import type { Seat, Store, WholeReview, WriteItem } from '../store/store.ts';
import { ledgerEntries } from './ledger-entries.ts';

/**
 * Takes a person out of a seat: the seat is open again, the placement withdrawn, the three days free, and the placement no
 * longer counts as given by their school. Refused when the seat is no longer theirs.
 *
 * @param why.reason in words, for the central team.
 * @param why.failed whether the person could not keep a place they had accepted; the ledger notes it.
 * @param why.shortlist who may be asked for the seat next, where that changes along with it.
 */
export function freeSeat(
  store: Pick<Store, 'rows'>,
  { review, placements }: Pick<WholeReview, 'review' | 'placements'>,
  seat: Pick<Seat, 'seat' | 'person'>,
  why: { readonly reason: string; readonly failed: boolean; readonly at: string; readonly shortlist?: object },
): readonly WriteItem[] {
  const { about } = review;
  const { person } = seat;
  // A team can outlast a turn: questions may be asked anew while the dates and so the placements stand.
  const placement = placements.find(
    (row) => row.seat === seat.seat && row.person === person && row.status === 'accepted',
  );
  if (person === undefined || placement === undefined) return [];
  const days = review.day1 === undefined ? [] : visitDays(review.day1);
  return [
    store.rows.seat
      .patch({ about, seat: seat.seat })
      .set({ status: 'open', reason: why.reason, ...(why.shortlist && { shortlist: why.shortlist }) })
      .remove(['person', 'personName', 'organisation', 'organisationName'])
      .where((row, { eq }) => eq(row.person, person))
      .commit(),
    store.rows.placement
      .patch({ about, turn: placement.turn, seat: seat.seat, person })
      .set({ status: 'withdrawn', reason: why.reason, answeredAt: why.at })
      .where(({ status }, { eq }) => eq(status, 'accepted'))
      .commit(),
    ...days.map((day) =>
      store.rows.personDay
        .delete({ person, day })
        // A day that another review has taken since is not ours to give back.
        .where((row, { notExists, eq }) => `${notExists(row.about)} OR ${eq(row.about, about)}`)
        .commit(),
    ),
    ...ledgerEntries(store, placement, { accepted: -1, ...(why.failed && { failed: 1 }) }),
  ];
}
