/**
 * Between instants ('2027-01-12T17:00:00.000Z', always UTC) and what a clock on a London wall shows.
 */
import { dayNumber } from './dates.ts';

/** '17:00'. */
export type TimeOfDay = `${number}${number}:${number}${number}`;

const millisecondsPerMinute = 60_000;

const londonClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The London date and time of day of an instant. Throws a RangeError for text that is no instant. */
export function londonDateAndTime(instant: string): { date: string; time: TimeOfDay } {
  // The formatter gives '12/01/2027, 17:00'.
  const text = londonClock.format(millisecondsOf(instant));
  return {
    date: `${text.slice(6, 10)}-${text.slice(3, 5)}-${text.slice(0, 2)}`,
    time: text.slice(12, 17) as TimeOfDay,
  };
}

/** The date in London at an instant: '2027-07-01T23:30:00.000Z' is 2 July. */
export function londonDate(instant: string): string {
  return londonDateAndTime(instant).date;
}

/**
 * The instant at which London's clocks show `time` on `date`, daylight saving considered. The hour that is skipped in
 * March is read as an hour later (01:30 becomes 02:30), the hour that comes twice in October as the first of the two.
 * Throws a RangeError for a date or a time that does not exist.
 */
export function londonInstant(date: string, time: string): string {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError(`'${time}' is not a time of day; write HH:mm.`);
  const minutes = dayNumber(date) * 1440 + Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const summer = new Date((minutes - 60) * millisecondsPerMinute).toISOString();
  const local = londonDateAndTime(summer);
  if (local.date === date && local.time === time) return summer;
  // Summer time does not hold at that moment, so it is either winter or the skipped hour; both are UTC as written.
  return new Date(minutes * millisecondsPerMinute).toISOString();
}

/** The instant as other code compares it: UTC with milliseconds and Z, whatever offset it was written in. */
export function normalInstant(instant: string): string {
  return new Date(millisecondsOf(instant)).toISOString();
}

function millisecondsOf(instant: string): number {
  const milliseconds = Date.parse(instant);
  if (!/^\d{4}-\d{2}-\d{2}T/.test(instant) || Number.isNaN(milliseconds)) {
    throw new RangeError(`'${instant}' is not an instant; write it as YYYY-MM-DDTHH:mm:ss.sssZ.`);
  }
  return milliseconds;
}
