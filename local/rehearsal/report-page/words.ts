/** How numbers and names of a report are written. */
import { dayMonthYear, longDate } from '../../../lambdas/calendar/dates.ts';
import { londonDateAndTime } from '../../../lambdas/calendar/london.ts';
import type { Peak } from '../figures/peak.ts';
import type { Band } from '../figures/spread.ts';
import { shown } from './parts.ts';

/** 'agree dates' of 'agree-dates'. */
export const plainly = (name: string): string => name.replaceAll('-', ' ');

/** '1 review', '2 reviews' */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${shown(count)} ${count === 1 ? one : many}`;

/** 'below 10', '10 to 19', '80 and more' */
export function bandInWords({ from, below }: Band): string {
  if (from === undefined) return below === 1 ? '0 or fewer' : `below ${below}`;
  if (below === undefined) return `${from} and more`;
  return below === from + 1 ? String(from) : `${from} to ${below - 1}`;
}

/** '4, on Monday 2 February 2026 at 09:00' */
export function peakInWords({ count, at }: Peak): string {
  if (at === undefined) return 'none';
  const { date, time } = londonDateAndTime(at);
  return `${shown(count)}, on ${longDate(date)} at ${time}`;
}

export const weekInWords = (week: string): string => dayMonthYear(week);

/** '3 minutes and 20 seconds' */
export function durationInWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = countOf(Math.round(seconds % 60), 'second');
  return minutes === 0 ? rest : `${countOf(minutes, 'minute')} and ${rest}`;
}
