import { addWeeks } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { freshLink } from '../questions/fresh-link.ts';
import { linkAddress } from '../questions/links.ts';
import { askedOf } from '../questions/open-link.ts';
import { type Asked, decisionId, type Question } from '../questions/question.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { type Decision, NotInTable, type Store, type TrainingBooking } from '../store/store.ts';
import { readBookingName } from './booking-name.ts';
import { bookTraining } from './questions/book-training.tsx';

/** What making such a link needs. */
export interface BookingLinkDeps {
  readonly store: Store;
  readonly portalOrigin: string;
  /** Asks a question that no workflow waits for. */
  ask(question: Question, asked: Asked): Promise<void>;
}

/**
 * The address at which somebody who had a place can book another: a fresh link to the question that stands ready for them.
 * Where its time is over it is asked once more.
 *
 * @throws NotInTable when they were never asked.
 */
export async function bookingLink(booking: TrainingBooking, at: string, deps: BookingLinkDeps): Promise<string> {
  const rows = await deps.store.decisionsAbout(booking.about);
  const last = rows
    .filter(({ question }) => question === bookTraining.name)
    .toSorted((a, b) => a.round - b.round)
    .at(-1);
  if (!last) throw new NotInTable('question about a training', booking.about);
  const open = last.status === 'open' && last.expiresAt > at ? last : await askAgain(last, booking, at, deps);
  return linkAddress(deps.portalOrigin, await freshLink(deps, open, at));
}

async function askAgain(
  last: Decision,
  booking: TrainingBooking,
  at: string,
  deps: BookingLinkDeps,
): Promise<Pick<Decision, 'about' | 'decision' | 'person' | 'role'>> {
  const { year } = readBookingName(booking.about);
  const { training, times } = await loadSettings(deps.store, year, booking.programme);
  const expiresAt = londonInstant(addWeeks(londonDate(at), Math.max(1, training.tellWeeksAhead)), times.due);
  const asked: Asked = { ...askedOf(last), round: last.round + 1, at, expiresAt };
  await deps.ask(bookTraining, asked);
  return { about: last.about, decision: decisionId(asked), person: last.person, role: last.role };
}
