import { mondayOf } from '../calendar/dates.ts';
import { visitDays } from '../calendar/working-days.ts';
import type { Store, WholeReview, WriteItem } from '../store/store.ts';

/**
 * The items that give up a review's dates and team: the people's days are free again, their placements are withdrawn,
 * the ledger no longer counts them, the seats are gone and the week has room for another.
 */
export function releaseTeam(store: Store, whole: WholeReview, reason: string): readonly WriteItem[] {
  const { review } = whole;
  const placements = whole.placements.filter(
    (row) => row.turn === review.turn && (row.status === 'accepted' || row.status === 'invited'),
  );
  return [
    ...placements.flatMap((row) => [
      store.rows.placement
        .patch({ about: row.about, turn: row.turn, seat: row.seat, person: row.person })
        .set({ status: 'withdrawn', reason })
        .commit(),
      ...(row.status === 'accepted' ? givenUp(store, row) : []),
    ]),
    ...whole.seats.map((seat) => store.rows.seat.delete({ about: seat.about, seat: seat.seat }).commit()),
    ...(review.day1 === undefined ? [] : [leaveWeek(store, review.programme, mondayOf(review.day1), review.about)]),
  ];
}

function givenUp(store: Store, row: WholeReview['placements'][number]): readonly WriteItem[] {
  return [
    ...visitDays(row.day1).map((day) =>
      store.rows.personDay
        .remove({ person: row.person, day })
        .where(({ about }, { eq }) => eq(about, row.about))
        .commit(),
    ),
    ...(row.organisation === undefined
      ? []
      : [store.rows.ledger.upsert({ member: row.organisation, year: row.year }).add({ accepted: -1 }).commit()]),
  ];
}

const leaveWeek = (store: Store, programme: 'QAR' | 'TPR', week: string, about: string): WriteItem =>
  store.rows.weekLoad
    .patch({ programme, week })
    .delete({ reviews: [about] })
    .add({ count: -1 })
    .where(({ reviews }, { contains }) => contains(reviews, about))
    .commit();
