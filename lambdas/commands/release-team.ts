import { addWeeks } from '../calendar/dates.ts';
import { visitDays } from '../calendar/working-days.ts';
import { ledgerEntries } from '../members/ledger-entries.ts';
import type { Placement, Review, Store, WeekLoad, WholeReview, WriteItem } from '../store/store.ts';

/**
 * The items that give up a review's dates and team: the people's days are free again, their placements are withdrawn,
 * the ledger no longer counts them, the seats are gone and its weeks have room for another. A team outlasts a turn whose
 * questions are asked anew, so placements of every turn count.
 *
 * @param weeks the weeks that hold a place for the review: agreed, or only offered.
 */
export function releaseTeam(
  store: Store,
  whole: WholeReview,
  weeks: readonly WeekLoad[],
  reason: string,
): readonly WriteItem[] {
  return [
    ...placementsOf(whole).flatMap((row) => [
      store.rows.placement
        .patch({ about: row.about, turn: row.turn, seat: row.seat, person: row.person })
        .set({ status: 'withdrawn', reason })
        .where(({ status }, { eq }) => eq(status, row.status))
        .commit(),
      ...(row.status === 'accepted' ? givenUp(store, row) : []),
    ]),
    ...whole.seats.map((seat) => store.rows.seat.delete({ about: seat.about, seat: seat.seat }).commit()),
    ...weeks.map((week) => leaveWeek(store, week, whole.review.about)),
  ];
}

/** Everybody who is in the team, asked to be, or planned for it. */
const placementsOf = (whole: WholeReview): readonly Placement[] =>
  whole.placements.filter(({ status }) => ['accepted', 'invited', 'planned'].includes(status));

/** The ids of those who had said yes. */
export const acceptedPeople = (whole: WholeReview): readonly string[] =>
  placementsOf(whole).flatMap((row) => (row.status === 'accepted' ? [row.person] : []));

/** The weeks that hold a place for a review. Its visit lies within a year of the one it was hoped for. */
export async function weeksHeld(store: Store, review: Review): Promise<readonly WeekLoad[]> {
  const loads = await store.weekLoads(review.programme, addWeeks(review.week, -52), addWeeks(review.week, 52));
  return loads.filter((load) => load.reviews?.includes(review.about));
}

function givenUp(store: Store, row: Placement): readonly WriteItem[] {
  return [
    ...visitDays(row.day1).map((day) =>
      store.rows.personDay
        .remove({ person: row.person, day })
        .where(({ about }, { eq }) => eq(about, row.about))
        .commit(),
    ),
    ...ledgerEntries(store, row, { accepted: -1 }),
  ];
}

const leaveWeek = (store: Store, { programme, week }: WeekLoad, about: string): WriteItem =>
  store.rows.weekLoad
    .patch({ programme, week })
    .delete({ reviews: [about] })
    .add({ count: -1 })
    .where(({ reviews }, { contains }) => contains(reviews, about))
    .commit();
