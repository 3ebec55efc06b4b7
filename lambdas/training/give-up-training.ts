import type { Store } from '../store/store.ts';
import { bookingsOfPerson, trainingSession } from '../store/training-reads.ts';
import { giveUpPlace } from './take-place.ts';

/**
 * Gives up somebody's places at sessions from a day on, so that others can take them. Once a session has closed its bookings nothing
 * changes in who is booked: whoever does not come is written down as absent.
 *
 * @returns how many places are free again.
 */
export async function giveUpTraining(person: string, today: string, store: Store): Promise<number> {
  let given = 0;
  for (const { session, status } of await bookingsOfPerson(store, person, today)) {
    const row = status === 'booked' ? await trainingSession(store, session) : undefined;
    if (row?.status !== 'open' || row.closedAt !== undefined) continue;
    if ((await store.write(giveUpPlace(store, { session }, { person }))).written) given += 1;
  }
  return given;
}
