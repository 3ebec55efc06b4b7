import { longDate } from '../calendar/dates.ts';
import { londonDateAndTime } from '../calendar/london.ts';

/** 'Tuesday 12 January 2027, 17:00' in London. */
export function longMoment(instant: string): string {
  const { date, time } = londonDateAndTime(instant);
  return `${longDate(date)}, ${time}`;
}
