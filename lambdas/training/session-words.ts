/** How a session is called in mails, on pages and in calendars. */
import { longDate } from '../calendar/dates.ts';
import type { CalendarChange } from '../mail/content.ts';
import type { TrainingSession } from '../store/store.ts';

export { titleOf } from '../text/training-title.ts';

type Session = Pick<TrainingSession, 'programme' | 'date' | 'from' | 'to' | 'venue'>;

/** 'Thursday 5 November 2026, 09:30 to 15:30'. */
export const whenOf = ({ date, from, to }: Pick<Session, 'date' | 'from' | 'to'>): string =>
  `${longDate(date)}, ${from} to ${to}`;

export const factsOf = (session: Session) => [
  { label: 'When', value: whenOf(session) },
  { label: 'Where', value: session.venue },
];

/** Enters a session in somebody's calendar, or changes what is there. */
export const enterSession = ({ programme, date, from, to, venue }: Session): CalendarChange => ({
  enters: {
    day1: date,
    hours: { from, to },
    title: `${programme} reviewer training`,
    where: venue,
    about:
      'You have a place at this training.\n\nIf something comes up, use the link of the mail that brought this entry: to decline the entry alone changes nothing.',
  },
});

/** Takes it out of the calendar again, if a mail ever entered it. */
export const takeSessionOut: CalendarChange = { enters: null };

/** What becomes of somebody whose training ends. `until` is its last day, `today` the day on which it is said. */
export function whatEnds(programme: string, until: string | undefined, today: string): string {
  if (until === undefined) return `You have had no ${programme} training yet.`;
  return until < today
    ? `Your ${programme} training ended on ${longDate(until)}.`
    : `Your ${programme} training ends on ${longDate(until)}.`;
}

/** Why it matters, in plain words. */
export const whyItMatters = (until: string | undefined, today: string): string =>
  until === undefined || until < today
    ? 'We cannot ask you to go on reviews until you have come to a training.'
    : 'After that day we cannot ask you to go on reviews: everybody in a team has to be in date on all days of the visit.';
