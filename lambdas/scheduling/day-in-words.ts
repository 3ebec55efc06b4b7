import { isWithin, longDate, weekdayOf } from '../calendar/dates.ts';
import { isWorkingDay, visitDays } from '../calendar/working-days.ts';
import type { DateRules } from './date-rules.ts';

const MONDAY = 1;
const WEDNESDAY = 3;

/** Why a visit cannot begin on `day1`, as a sentence for the person who typed it; nothing when it keeps every rule. */
export function wrongFirstDay(day1: string, rules: DateRules): string | undefined {
  const days = visitDays(day1);
  const out = [...rules.breaks, ...rules.away];
  const weekday = weekdayOf(day1);
  if (day1 < rules.from) return `The visit can begin on ${longDate(rules.from)} at the earliest`;
  if (days[2] > rules.to) {
    return `The visit must end by ${longDate(rules.to)}, ${rules.isAfterYear ? 'the last day on which it can be' : 'the end of the partnership year'}`;
  }
  if (weekday < MONDAY || weekday > WEDNESDAY) {
    return `The three days must be in one week, so they cannot begin on ${longDate(day1)}. Choose a Monday, Tuesday or Wednesday`;
  }
  const closed = days.find((day) => !isWorkingDay(day, out));
  if (closed === undefined) return undefined;
  const range = out.find((other) => isWithin(closed, other));
  const reason = range ? (range.reason ?? 'it is among the dates that are out') : 'it is a bank holiday';
  return `All three days must be school days, and ${longDate(closed)} is not: ${reason}`;
}
