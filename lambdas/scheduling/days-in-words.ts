import { longDate, longDateRange } from '../calendar/dates.ts';
import { lastVisitDay, visitDays } from '../calendar/working-days.ts';

/** 'Tuesday 12 to Thursday 14 January 2027'. */
export const daysInWords = (day1: string): string => longDateRange(day1, lastVisitDay(day1));

/** The three days of a visit, a fact each. */
export const daysInFacts = (day1: string) =>
  visitDays(day1).map((day, index) => ({ label: `Day ${index + 1}`, value: longDate(day) }));

/** 'the week of Monday 11 January 2027'. */
export const weekInWords = (monday: string): string => `the week of ${longDate(monday)}`;
