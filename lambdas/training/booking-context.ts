import * as z from 'zod';
import { addDays } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { workingDayAtOrBefore } from '../calendar/working-days.ts';
import { type Asked, type Deps, decisionId } from '../questions/question.ts';
import { loadSettings, loadYear } from '../settings/load-settings.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import type { Decision, Person, Store, TrainingBooking, TrainingSession } from '../store/store.ts';
import { bookingOf, trainingSession, trainingSessionsFrom } from '../store/training-reads.ts';
import { type AboutBooking, readBookingName } from './booking-name.ts';
import { trainedUntil } from './in-date.ts';
import { titleOf } from './session-words.ts';
import { dayOfName, takesBookings } from './sessions.ts';

/** What somebody answered: the session at which they took a place, or none. */
export const BookingAnswer = z.object({ session: z.string().nullable() });
export type BookingAnswer = z.infer<typeof BookingAnswer>;

/** A place that somebody took by an earlier answer, and what became of it. */
export interface Place {
  readonly booking: TrainingBooking;
  readonly session: TrainingSession;
}

/** Everything that the question of a training session is worked out from. */
export interface BookingContext extends AboutBooking {
  readonly who: Person;
  /** The name of their employer, or of the training for somebody who has none. */
  readonly hostName: string;
  readonly settings: ProgrammeSettings;
  /** By when people are told to answer when they are asked first: the working day before the term is planned. */
  readonly dueAt: string | undefined;
  /** Sessions that took bookings when this was read, the soonest first. */
  readonly sessions: readonly TrainingSession[];
  /** What they chose last. */
  readonly place: Place | undefined;
  /** At which session this very question took a place, once it is answered. */
  readonly chosen: string | null | undefined;
  /** What became of that place. */
  readonly chosenPlace: Place | undefined;
  /** The last day on which their training holds, or held. */
  readonly until: string | undefined;
  /** The London date of asking. */
  readonly today: string;
}

/**
 * Who books, what they may book and what they have booked. What is needed of an earlier asking stands on its row: the name of the
 * employer, and what was chosen.
 *
 * @throws NotInTable when there is no such person; NoBookingName.
 */
export async function bookingContext(asked: Asked, { store }: Deps): Promise<BookingContext> {
  const about = readBookingName(asked.about);
  const { programme } = about;
  const today = londonDate(asked.at);
  const [own, before] = await Promise.all([
    store.decisionAsFirstRead(asked.about, decisionId(asked)),
    asked.round > 1
      ? store.decisionAsFirstRead(asked.about, decisionId({ ...asked, round: asked.round - 1 }))
      : undefined,
    readBookingAhead(asked.about, store),
  ]);
  // The mail that confirms a choice names no sessions, and nobody sees a page of a question before it was asked.
  const isConfirmed = own === undefined && before !== undefined;
  const [who, year, settings, sessions] = await Promise.all([
    store.needPerson(about.person),
    loadYear(store, about.year),
    loadSettings(store, about.year, programme),
    isConfirmed ? [] : trainingSessionsFrom(store, programme, today),
  ]);
  const known = (own ?? before)?.hostName;
  const [employer, place, chosenPlace] = await Promise.all([
    known !== undefined || who.member === undefined ? undefined : store.member(who.member),
    placeOf(store, chosenIn(before), about.person),
    placeOf(store, chosenIn(own), about.person),
  ]);
  const term = year.terms.find((one) => one.term === about.term);
  return {
    ...about,
    ...{ who, settings, place, chosenPlace, today },
    hostName: known ?? employer?.name ?? `${programme} training`,
    dueAt: term && londonInstant(workingDayAtOrBefore(addDays(term.plansOn, -1)), settings.times.due),
    sessions: sessions.filter(takesBookings),
    chosen: chosenIn(own),
    until: trainedUntil(who, programme),
  };
}

/** Begins to read all of it that follows from the name. */
export function readBookingAhead(name: string, store: Store): Promise<unknown> {
  const { person, year, programme } = readBookingName(name);
  return Promise.allSettled([store.person(person), store.partnershipYear(year), loadSettings(store, year, programme)]);
}

const chosenIn = (decision: Decision | undefined): string | null | undefined =>
  BookingAnswer.safeParse(decision?.answer).data?.session;

/** The rows themselves are read, not their index: somebody who has just booked is to be told so. */
async function placeOf(store: Store, session: string | null | undefined, person: string): Promise<Place | undefined> {
  if (session === null || session === undefined) return undefined;
  const [booking, row] = await Promise.all([bookingOf(store, session, person), trainingSession(store, session)]);
  return booking && row ? { booking, session: row } : undefined;
}

/** The place that somebody has at a session that is still to come. */
export const placeToCome = ({ place }: Pick<BookingContext, 'place'>): Place | undefined =>
  place?.booking.status === 'booked' && place.session.status === 'open' ? place : undefined;

/** What was answered, in a sentence. */
export function saidOf(programme: AboutBooking['programme'], { session }: BookingAnswer): string {
  if (session === null) return 'You have no place at a training by this answer.';
  return `You took a place at the ${titleOf({ programme, date: dayOfName(session) })}.`;
}
