import { addDays, addMonths, mondayOf } from '../calendar/dates.ts';
import { londonDate, londonInstant, normalInstant } from '../calendar/london.ts';
import { workingDayAtOrAfter } from '../calendar/working-days.ts';
import type { PartnershipYearRow } from '../store/store.ts';

/** The week a digest is about, and the days since the digest before it. */
export interface DigestWeek {
  /** The instant that everything is worked out for. */
  readonly at: string;
  /** The week's Monday: the name of the digest. */
  readonly monday: string;
  /** The first day of what changed: the day of the digest before. */
  readonly since: string;
  /** The day after the last day of what changed: the day of this digest. */
  readonly today: string;
  /** The first instant of the next week. */
  readonly until: string;
}

/**
 * The week of a digest that is due at `at`; nothing on any day but the week's first working day. The days since the last
 * digest follow on each other without gap or overlap, so each change is told once, also after a bank holiday.
 */
export function digestWeek(at: string): DigestWeek | undefined {
  const today = londonDate(at);
  const monday = mondayOf(today);
  if (workingDayAtOrAfter(monday) !== today) return undefined;
  return {
    at: normalInstant(at),
    monday,
    since: workingDayAtOrAfter(addDays(monday, -7)),
    today,
    until: londonInstant(addDays(monday, 7), '00:00'),
  };
}

/** The id of a week's digest among the mails of its reader. @param hub of a hub's manager; of the central team none. */
export const digestId = ({ monday }: Pick<DigestWeek, 'monday'>, hub: string | undefined): string =>
  `weekly-digest.${monday}.${hub ?? 'central-team'}`;

/** Whether a date, or an instant by its London date, lies in the days since the last digest. */
export function isSince(week: Pick<DigestWeek, 'since' | 'today'>, moment: string | undefined): boolean {
  if (moment === undefined) return false;
  const date = moment.includes('T') ? londonDate(moment) : moment;
  return week.since <= date && date < week.today;
}

/**
 * The partnership years of which something may be under way, by name: two or three of these. Years are named by the
 * calendar year they begin in; the renewal of next year's opens this year, and a review's progress is asked for half a
 * year after a report that may come after the year's end.
 */
export function yearsToAsk(today: string): readonly string[] {
  const now = Number(today.slice(0, 4));
  return [now - 2, now - 1, now, now + 1].map(String);
}

type YearDates = Pick<PartnershipYearRow, 'renewalOpens' | 'ends'>;

/** From the opening of its renewal until a year after its end: the last visit, its report, and half a year more. */
export const isUnderWay = ({ renewalOpens, ends }: YearDates, today: string): boolean =>
  renewalOpens <= today && today <= addMonths(ends, 12);
