/** What booking and holding training sessions reads: each a get or a query of one partition. */
import { NotInTable, type Store, type TrainingBooking, type TrainingSession } from './store.ts';
import { NOW } from './table.ts';

/** The session. */
export const trainingSession = (store: Store, session: string): Promise<TrainingSession | undefined> =>
  store.rowAt(store.entities.trainingSession.get({ session }));

/** @throws NotInTable */
export async function needTrainingSession(store: Store, session: string): Promise<TrainingSession> {
  const row = await trainingSession(store, session);
  if (!row) throw new NotInTable('training session', session);
  return row;
}

/** A programme's sessions from a day on, the soonest first, whatever became of them. */
export async function trainingSessionsFrom(
  store: Store,
  programme: TrainingSession['programme'],
  date: string,
): Promise<readonly TrainingSession[]> {
  const { byDate } = store.entities.trainingSession.query;
  return (await byDate({ programme }).gte({ date }).go({ pages: 'all' })).data;
}

/** Everybody who ever took a place at a session,. */
export async function bookingsOf(store: Store, session: string): Promise<readonly TrainingBooking[]> {
  const query = store.entities.trainingBooking.query.primary({ session });
  return (await query.go({ ...NOW, pages: 'all' })).data;
}

/** A person's place at a session. */
export const bookingOf = (store: Store, session: string, person: string): Promise<TrainingBooking | undefined> =>
  store.rowAt(store.entities.trainingBooking.get({ session, person }));

/** A person's bookings of sessions from a day on. */
export async function bookingsOfPerson(
  store: Store,
  person: string,
  date: string,
): Promise<readonly TrainingBooking[]> {
  return (await store.entities.trainingBooking.query.byPerson({ person }).gte({ date }).go({ pages: 'all' })).data;
}
