import type { Mailer } from '../questions/mailer.ts';
import { addresseeOf } from '../questions/review-context.ts';
import type { TrainingSession } from '../store/store.ts';
import { bookingsOf } from '../store/training-reads.ts';
import { type BookingLinkDeps, bookingLink } from './booking-link.ts';
import { sessionCancelled } from './training-mails.ts';

/**
 * Tells everybody who still has a place at a session that was cancelled, each with a link to book another, and takes the place
 * from them. Whoever was told has no place any more, so an attempt that broke off is simply made again.
 *
 * @returns how many were told.
 */
export async function releaseBooked(
  session: TrainingSession,
  at: string,
  deps: BookingLinkDeps & { readonly mailer: Mailer },
): Promise<number> {
  const { store, mailer } = deps;
  const booked = (await bookingsOf(store, session.session)).filter(({ status }) => status === 'booked');
  for (const booking of booked) {
    const person = await store.person(booking.person);
    if (person) {
      const to = addresseeOf(person, 'reviewer');
      const content = sessionCancelled(session, to, await bookingLink(booking, at, deps));
      const message = `training-cancelled.${session.session}`;
      await mailer.sendContent(booking.about, { message, kind: 'training-cancelled', to, content }, at);
    }
    await store.write([
      store.rows.trainingBooking
        .patch({ session: booking.session, person: booking.person })
        .set({ status: 'cancelled' })
        .where(({ status }, { eq }) => eq(status, 'booked'))
        .commit(),
    ]);
  }
  return booked.length;
}
