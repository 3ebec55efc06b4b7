import { visitDays } from '../calendar/working-days.ts';
import type { Review, Seat, Store, WriteItem } from '../store/store.ts';

/**
 * Takes a person out of a seat: the seat is open again, the placement withdrawn, the three days free, and the placement no
 * longer counts as given by their school. Refused when the seat is no longer theirs.
 *
 * @param why.reason in words, for the central team.
 * @param why.failed whether the person could not keep a place they had accepted; the ledger notes it.
 */
export function freeSeat(
  store: Pick<Store, 'rows'>,
  review: Pick<Review, 'about' | 'turn' | 'year' | 'day1'>,
  seat: Pick<Seat, 'seat' | 'person' | 'organisation'>,
  why: { readonly reason: string; readonly failed: boolean; readonly at: string },
): readonly WriteItem[] {
  const { about, turn, year } = review;
  const { person, organisation } = seat;
  if (person === undefined) return [];
  const days = review.day1 === undefined ? [] : visitDays(review.day1);
  return [
    store.rows.seat
      .patch({ about, seat: seat.seat })
      .set({ status: 'open', reason: why.reason })
      .remove(['person', 'personName', 'organisation', 'organisationName'])
      .where((row, { eq }) => eq(row.person, person))
      .commit(),
    store.rows.placement
      .patch({ about, turn, seat: seat.seat, person })
      .set({ status: 'withdrawn', reason: why.reason, answeredAt: why.at })
      .commit(),
    ...days.map((day) =>
      store.rows.personDay
        .delete({ person, day })
        // A day that another review has taken since is not ours to give back.
        .where((row, { notExists, eq }) => `${notExists(row.about)} OR ${eq(row.about, about)}`)
        .commit(),
    ),
    ...(organisation === undefined
      ? []
      : [
          store.rows.ledger
            .upsert({ member: organisation, year })
            .add({ accepted: -1, ...(why.failed && { failed: 1 }) })
            .commit(),
        ]),
  ];
}
