import * as z from 'zod';
import { addresseeOf, centralTeam } from '../questions/review-context.ts';
import type { StepDeps } from '../questions/step-deps.ts';
import type { TrainingSession } from '../store/store.ts';
import { bookingsOf, needTrainingSession } from '../store/training-reads.ts';
import { releaseBooked } from './release-booked.ts';
import { joiningDetails, nobodyBooked } from './training-mails.ts';

export const TrainingStep = z.object({ session: z.string().min(1), at: z.iso.datetime({ offset: true }) });
export type TrainingStep = z.infer<typeof TrainingStep>;

export interface ClosedBookings {
  /** 'cancelled' also when nobody had booked. */
  readonly outcome: 'takes-place' | 'cancelled';
}

/**
 * Closes the bookings of a session and sends everybody who has a place how to join; with no place taken, the session is
 * cancelled. Called again once the session is over it changes and sends nothing, and says whether it took place.
 */
export async function closeBookings(
  { session: name, at }: TrainingStep,
  deps: Pick<StepDeps, 'store' | 'mailer' | 'centralTeam' | 'portalOrigin' | 'ask'>,
): Promise<ClosedBookings> {
  const { store, mailer } = deps;
  const session = await needTrainingSession(store, name);
  if (session.status === 'cancelled') {
    await releaseBooked(session, at, deps); // those whom a call that broke off has not told
    return { outcome: 'cancelled' };
  }
  if (session.closedAt === undefined) await close(session, at, deps);
  // From here on nobody is added and nobody leaves, so what is read now is who comes.
  const people = (await bookingsOf(store, name)).filter(({ status }) => status !== 'cancelled');
  if (people.length === 0) {
    await set(session, { status: 'cancelled', reason: 'Nobody had booked' }, deps);
    await mailer.send(name, nobodyBooked(session, centralTeam(deps)), at);
    return { outcome: 'cancelled' };
  }
  if (at < session.endsAt) {
    for (const booking of people) {
      const person = await store.person(booking.person);
      if (person) await mailer.send(booking.about, joiningDetails(session, addresseeOf(person, 'reviewer')), at);
    }
  }
  return { outcome: 'takes-place' };
}

const close = (session: TrainingSession, at: string, deps: Pick<StepDeps, 'store'>): Promise<void> =>
  set(session, { closedAt: at }, deps);

async function set(
  { session }: TrainingSession,
  changes: Partial<Pick<TrainingSession, 'closedAt' | 'status' | 'reason'>>,
  { store }: Pick<StepDeps, 'store'>,
): Promise<void> {
  await store.write([
    store.rows.trainingSession
      .patch({ session })
      .set(changes)
      .where(({ status }, { eq }) => eq(status, 'open'))
      .commit(),
  ]);
}
