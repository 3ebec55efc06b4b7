import type { DateRange } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { addWorkingDays, workingDaysBetween } from '../calendar/working-days.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';

/**
 * How seats are filled on day 1 itself. Whoever is asked after `lastAsked` would miss most of it; whoever can set out at once
 * says so within `answerHours`, and the next has to be asked while it is morning.
 */
type DayOne = ProgrammeSettings['team']['dayOne'];

const HOUR = 3_600_000;

/** Whether it is too late to ask anybody for a reviewer's seat, unless the central team has talked with them. */
export const isTooLateToAsk = (at: string, day1: string, { lastAsked }: DayOne): boolean =>
  at >= londonInstant(day1, lastAsked);

/** When a question ends that stands until people set out on day 1; one that is asked later, with that day. */
export function openUntilDay1(
  at: string,
  day1: string,
  { times, team }: Pick<ProgrammeSettings, 'times' | 'team'>,
): string {
  const latest = londonInstant(day1, team.dayOne.setsOut);
  return at < latest ? latest : londonInstant(day1, times.due);
}

/**
 * When an invitation that goes out now ends: at the time due on the day so many working days later. Near the visit it is
 * half of the working days that are left, so that somebody else can still be asked, and the morning of day 1 at the latest.
 * On day 1 itself it is hours: until people set out, then `answerHours` at a time until `lastAsked`. Somebody who is asked by
 * name after that has until the evening.
 */
export function timeToAnswer(
  at: string,
  workingDays: number,
  review: { readonly day1: string; readonly breaks: readonly DateRange[] },
  { times, team }: Pick<ProgrammeSettings, 'times' | 'team'>,
): string {
  const { due } = times;
  const { setsOut, lastAsked, answerHours } = team.dayOne;
  const today = londonDate(at);
  const left = workingDaysBetween(today, review.day1, review.breaks);
  const days = Math.max(Math.min(workingDays, Math.ceil(left / 2)), 1);
  const fair = londonInstant(addWorkingDays(today, days, review.breaks), due);
  const latest = londonInstant(review.day1, setsOut);
  if (fair <= latest) return fair;
  if (at < latest) return latest;
  const last = londonInstant(review.day1, lastAsked);
  const soon = new Date(Date.parse(at) + answerHours * HOUR).toISOString();
  if (soon < last) return soon;
  if (at < last) return last;
  const onDay1 = londonInstant(review.day1, due);
  return at < onDay1 ? onDay1 : fair;
}
