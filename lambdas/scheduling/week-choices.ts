/** The weeks of which a host chooses, as entries of a list: each says in words whether a visit can be in it. */
import { addDays, addWeeks, dayMonthYear, isWithin, longDateRange } from '../calendar/dates.ts';
import { lastVisitDay } from '../calendar/working-days.ts';
import type { Entry } from '../pages/kit.ts';
import type { WeekLoad } from '../store/store.ts';
import { type DateRules, firstDaysOf, possibleWeeks } from './date-rules.ts';
import { daysInWords, weekInWords } from './days-in-words.ts';
import { isFullFor } from './week-places.ts';

/** How full the weeks are for a review. */
export interface Fullness {
  isFull(week: string): boolean;
  isNearlyFull(week: string): boolean;
}

/** What may be chosen, and what is said of a week's places where that is not the same. */
export interface WeekRoom extends Fullness {
  readonly room?: (week: string) => string;
}

/** A tenth of a week's places, at least one, is few: whoever chooses such a week had better answer soon. */
const FEW = 0.1;

/** @param capacity how many reviews a week can hold. A week in which the review has a place already has room for it. */
export function fullnessFor(loads: readonly WeekLoad[], about: string, capacity: number): Fullness {
  const isFull = isFullFor(loads, about, capacity);
  const counts = countsOf(loads);
  const few = Math.max(1, Math.floor(capacity * FEW));
  return { isFull, isNearlyFull: (week) => !isFull(week) && capacity - (counts.get(week) ?? 0) <= few };
}

/** Nothing is known of other reviews: of an answer that was given. */
export const NOT_FULL: Fullness = { isFull: () => false, isNearlyFull: () => false };

/** Every week from the first that is possible to the last, those between that are not to be chosen with their reason. */
export function weekEntries(rules: DateRules, fullness: WeekRoom): readonly Entry[] {
  const { room = roomInWords(fullness) } = fullness;
  return weeksBetween(possibleWeeks(rules)).map((week) => {
    const hasDays = firstDaysOf(week, rules).length > 0;
    return {
      value: week,
      text: `${shortWeek(week)}: ${hasDays ? room(week) : noDays(week, rules)}`,
      under: monthOf(week),
      given: weekInWords(week),
      disabled: !hasDays || fullness.isFull(week),
    };
  });
}

/**
 * The days on which a visit can begin, under their weeks.
 *
 * @param room what is said of a week's places.
 * @param takesFull whether days in a full week can be chosen as well, as the central team may.
 * @param except a first day that is not to be chosen.
 */
export function dayEntries(
  rules: DateRules,
  { isFull }: Pick<Fullness, 'isFull'>,
  how: { readonly room: (week: string) => string; readonly takesFull?: true; readonly except?: string },
): readonly Entry[] {
  return possibleWeeks(rules).flatMap((week) =>
    firstDaysOf(week, rules)
      .sort()
      .filter((day1) => day1 !== how.except)
      .map((day1) => ({
        value: day1,
        text: longDateRange(day1, lastVisitDay(day1)).replace(/ \d{4}$/, ''),
        under: `Week of ${dayMonthYear(week)}: ${how.room(week)}`,
        given: daysInWords(day1),
        disabled: how.takesFull !== true && isFull(week),
      })),
  );
}

/** 'free', 'nearly full' or 'full'. */
export const roomInWords =
  ({ isFull, isNearlyFull }: Fullness) =>
  (week: string): string => {
    if (isFull(week)) return 'full';
    return isNearlyFull(week) ? 'nearly full' : 'free';
  };

/** '28 of 30', for the central team. */
export function countsInWords(loads: readonly WeekLoad[], capacity: number): (week: string) => string {
  const counts = countsOf(loads);
  return (week) => {
    const count = counts.get(week) ?? 0;
    return `${count} of ${capacity}${count >= capacity ? ', full' : ''}`;
  };
}

const countsOf = (loads: readonly WeekLoad[]): ReadonlyMap<string, number> =>
  new Map(loads.map(({ week, count }) => [week, count ?? 0]));

/** 'February half-term', where a known break is to blame. */
function noDays(week: string, { breaks, away }: DateRules): string {
  const blamed = [...breaks, ...away].find((range) => WEEKDAYS.some((day) => isWithin(addDays(week, day), range)));
  return blamed?.reason ?? 'not three school days';
}

const WEEKDAYS = [0, 1, 2, 3, 4];

/** 'Mon 11 to Fri 15 January'. */
function shortWeek(week: string): string {
  const [firstDay = '', firstMonth = ''] = dayMonthYear(week).split(' ');
  const [lastDay = '', lastMonth = ''] = dayMonthYear(addDays(week, 4)).split(' ');
  return `Mon ${firstDay}${firstMonth === lastMonth ? '' : ` ${firstMonth}`} to Fri ${lastDay} ${lastMonth}`;
}

const monthOf = (week: string): string => dayMonthYear(week).replace(/^\d+ /, '');

function weeksBetween(possible: readonly string[]): readonly string[] {
  const weeks: string[] = [];
  const last = possible.at(-1);
  for (let week = possible[0]; week !== undefined && last !== undefined && week <= last; week = addWeeks(week, 1)) {
    weeks.push(week);
  }
  return weeks;
}
