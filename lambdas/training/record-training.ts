import { decisionId } from '../questions/question.ts';
import { addresseeOf, centralTeam } from '../questions/review-context.ts';
import type { StepDeps } from '../questions/step-deps.ts';
import { loadSettings } from '../settings/load-settings.ts';
import {
  type Person,
  type Store,
  type TrainingBooking,
  type TrainingSession,
  WriteNotPossibleNow,
} from '../store/store.ts';
import { bookingsOf, needTrainingSession } from '../store/training-reads.ts';
import { bookingLink } from './booking-link.ts';
import type { TrainingStep } from './close-bookings.ts';
import { trainedUntil, withTraining } from './in-date.ts';
import { AttendanceAnswer, recordAttendance } from './questions/record-attendance.tsx';
import { nobodySaid, notThere, trained } from './training-mails.ts';

type RecordingDeps = Pick<StepDeps, 'store' | 'mailer' | 'centralTeam' | 'portalOrigin' | 'ask'>;

/**
 * Carries out what the central team said of who came: whoever did is trained from that day on and told so, whoever did not is
 * sent the link to book another session. When nobody said anything the session counts for nobody, the people booked are told
 * nothing, since nothing is known of them, and the central team is told. Doing it again changes and sends nothing.
 */
export async function recordTraining(
  { session: name, at }: TrainingStep,
  deps: RecordingDeps,
): Promise<{ readonly outcome: 'recorded' | 'unrecorded' }> {
  const { store, mailer } = deps;
  const session = await needTrainingSession(store, name);
  const [bookings, came] = await Promise.all([bookingsOf(store, name), whoCame(store, name)]);
  const booked = bookings.filter(({ status }) => status !== 'cancelled');
  if (!came) {
    for (const booking of booked) await store.write([become(store, booking, 'unrecorded')]);
    await mailer.send(name, nobodySaid(session, booked.length, centralTeam(deps)), at);
    await end(store, session, 'unrecorded');
    return { outcome: 'unrecorded' };
  }
  const { training } = await loadSettings(store, session.year, session.programme, session.settingsVersion);
  for (const booking of booked) {
    if (came.has(booking.person)) await train(booking, session, training.validMonths, at, deps);
    else await miss(booking, session, at, deps);
  }
  await end(store, session, 'held');
  return { outcome: 'recorded' };
}

/** Who was ticked; nothing when nobody answered. */
async function whoCame(store: Store, about: string): Promise<ReadonlySet<string> | undefined> {
  const id = decisionId({ question: recordAttendance.name, turn: 1, round: 1, subject: undefined });
  const decision = await store.decision(about, id);
  const answer = AttendanceAnswer.safeParse(decision?.status === 'answered' ? decision.answer : undefined);
  return answer.success ? new Set(answer.data.came) : undefined;
}

async function train(
  booking: TrainingBooking,
  session: TrainingSession,
  validMonths: number,
  at: string,
  { store, mailer }: RecordingDeps,
): Promise<void> {
  const person = await store.person(booking.person);
  if (!person) return;
  const training = withTraining(person, session, validMonths);
  if (booking.status === 'booked') await writeTrained(booking, person, training, at, store);
  const until = trainedUntil({ training: [...training] }, session.programme) ?? session.date;
  await mailer.send(booking.about, trained(session, addresseeOf(person, 'reviewer'), until), at);
}

/** @throws WriteNotPossibleNow when the person changed at this moment, as by an import; the step is tried again. */
async function writeTrained(
  booking: TrainingBooking,
  person: Person,
  training: ReturnType<typeof withTraining>,
  at: string,
  store: Store,
): Promise<void> {
  const before = person.training;
  const written = await store.write([
    become(store, booking, 'attended'),
    store.rows.person
      .patch({ person: person.person })
      .set({ training: [...training] })
      .where((row, { eq, notExists }) =>
        before === undefined ? notExists(row.training) : eq(row.training as never, before as never),
      )
      .commit(),
    store.rows.auditEntry
      .create({
        ...{ about: booking.about, at, entry: `training.attended.${booking.session}` },
        ...{ who: 'workflow', role: 'workflow', what: `was trained at ${booking.session}` },
      })
      .commit(),
  ]);
  if (!written.written) throw new WriteNotPossibleNow(`${booking.about} changed while the training was recorded.`);
}

async function miss(
  booking: TrainingBooking,
  session: TrainingSession,
  at: string,
  deps: RecordingDeps,
): Promise<void> {
  if (booking.status === 'booked') await deps.store.write([become(deps.store, booking, 'absent')]);
  const person = await deps.store.person(booking.person);
  if (!person) return;
  const to = addresseeOf(person, 'reviewer');
  const content = notThere(session, to, await bookingLink(booking, at, deps));
  const message = `training-missed.${session.session}`;
  await deps.mailer.sendContent(booking.about, { message, kind: 'training-missed', to, content }, at);
}

const become = (store: Store, { session, person }: TrainingBooking, status: TrainingBooking['status']) =>
  store.rows.trainingBooking
    .patch({ session, person })
    .set({ status })
    .where((row, { eq }) => eq(row.status, 'booked'))
    .commit();

async function end(store: Store, { session }: TrainingSession, status: 'held' | 'unrecorded'): Promise<void> {
  await store.write([
    store.rows.trainingSession
      .patch({ session })
      .set({ status })
      .where((row, { eq }) => eq(row.status, 'open'))
      .commit(),
  ]);
}
