/** Training sessions: their names, what a new one has to keep to, and its clock. */
import { addDays, dayMonthYear, longDate } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { addWorkingDays, isWorkingDay } from '../calendar/working-days.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import type { TrainingSession } from '../store/store.ts';

/** What somebody says who opens a session: a London date and times of day. */
export type NewSession = Pick<TrainingSession, 'programme' | 'date' | 'from' | 'to' | 'venue' | 'places'>;

/** 'training-qar-2026-11-05'; the second on the same day ends in '-2'. */
export const sessionName = ({ programme, date }: Pick<NewSession, 'programme' | 'date'>, number: number): string =>
  `training-${programme.toLowerCase()}-${date}${number === 1 ? '' : `-${number}`}`;

/** The day that is part of a session's name. */
export const dayOfName = (session: string): string => /\d{4}-\d\d-\d\d/.exec(session)?.[0] ?? '';

/** Whether two are the same session: the same people could sit in the same room at the same time. */
export const isSameSession = (a: NewSession, b: NewSession): boolean =>
  a.programme === b.programme &&
  a.date === b.date &&
  a.from === b.from &&
  a.to === b.to &&
  plain(a.venue) === plain(b.venue);

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();

/**
 * An execution lives for a year at most, and after the session who came is waited for: three weeks by the settings. So a
 * session is at most 300 days ahead, which leaves two months for that and for bank holidays.
 */
const MOST_DAYS_AHEAD = 300;

/** Why a session cannot be opened, in a sentence; nothing when it can. `at` is the instant of the wish. */
export function whyNotOpened(wanted: NewSession, settings: ProgrammeSettings, at: string): string | undefined {
  const { date, from, to } = wanted;
  const today = londonDate(at);
  if (date < today) return `${longDate(date)} is in the past. Choose a day to come.`;
  if (date > addDays(today, MOST_DAYS_AHEAD)) {
    return `${longDate(date)} is too far ahead: open it from ${dayMonthYear(addDays(date, -MOST_DAYS_AHEAD))} on.`;
  }
  if (!isWorkingDay(date)) return `${longDate(date)} is no working day. Choose another day.`;
  if (to <= from) return `It would end at ${to}, before it begins at ${from}. Put the times right.`;
  const { closesAt } = sessionClock(wanted, settings);
  if (closesAt <= at) {
    return `Bookings for ${longDate(date)} would have closed on ${longDate(londonDate(closesAt))}. Choose a later day.`;
  }
  return undefined;
}

/** The instants of a session's life. */
export interface SessionClock {
  /** Until when places can be taken and given up. */
  readonly closesAt: string;
  readonly endsAt: string;
  /** By when it is to be recorded who came, and when it is too late. */
  readonly attendanceDue: string;
  readonly attendanceExpires: string;
}

export function sessionClock(
  { date, from, to }: Pick<NewSession, 'date' | 'from' | 'to'>,
  { training, times }: Pick<ProgrammeSettings, 'training' | 'times'>,
): SessionClock {
  const closes = londonInstant(addWorkingDays(date, -training.bookingClosesWorkingDays), times.due);
  const begins = londonInstant(date, from);
  const due = addWorkingDays(date, training.attendanceWorkingDays);
  return {
    closesAt: [closes, begins].toSorted()[0] ?? begins,
    endsAt: londonInstant(date, to),
    attendanceDue: londonInstant(due, times.due),
    attendanceExpires: londonInstant(addWorkingDays(due, training.attendanceGraceWorkingDays), times.due),
  };
}

/** Whether it can still be booked, as far as its row tells: the clock and the last place are looked at when it is. */
export const takesBookings = ({ status, closedAt }: Pick<TrainingSession, 'status' | 'closedAt'>): boolean =>
  status === 'open' && closedAt === undefined;

export const placesLeft = ({ places, booked }: Pick<TrainingSession, 'places' | 'booked'>): number =>
  Math.max(0, places - booked);
