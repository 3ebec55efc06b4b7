import type { Store, TrainingSession, WriteItem } from '../store/store.ts';

/** Whose place it is, and by which name they were asked. */
export interface Booker {
  readonly person: string;
  readonly about: string;
}

/**
 * Takes a place at a session. The conditions keep it to the places there are, whoever else is booking at this moment, and to
 * one place a person.
 */
export function takePlace(store: Store, session: TrainingSession, { person, about }: Booker, at: string): WriteItem[] {
  const { programme, date, places } = session;
  return [
    store.rows.trainingSession
      .patch({ session: session.session })
      .add({ booked: 1 })
      .where(
        (row, { eq, lt, notExists }) =>
          `${eq(row.status, 'open')} AND ${notExists(row.closedAt)} AND ${lt(row.booked, places)}`,
      )
      .commit(),
    store.rows.trainingBooking
      .put({ session: session.session, person, programme, date, about, status: 'booked', bookedAt: at })
      .where(({ status }, { eq, notExists }) => `${notExists(status)} OR ${eq(status, 'cancelled')}`)
      .commit(),
  ];
}

/** Gives a place up again, as long as the session takes bookings. */
export function giveUpPlace(
  store: Store,
  { session }: Pick<TrainingSession, 'session'>,
  { person }: Pick<Booker, 'person'>,
): WriteItem[] {
  return [
    store.rows.trainingSession
      .patch({ session })
      .subtract({ booked: 1 })
      .where(
        (row, { eq, gt, notExists }) =>
          `${eq(row.status, 'open')} AND ${notExists(row.closedAt)} AND ${gt(row.booked, 0)}`,
      )
      .commit(),
    store.rows.trainingBooking
      .patch({ session, person })
      .set({ status: 'cancelled' })
      .where(({ status }, { eq }) => eq(status, 'booked'))
      .commit(),
  ];
}
