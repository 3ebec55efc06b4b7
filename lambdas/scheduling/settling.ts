import { longDate, longDateRange } from '../calendar/dates.ts';
import { nearestFirst } from '../calendar/nearest-weeks.ts';
import type { WeekLoad } from '../store/store.ts';
import { daysInWords, weekInWords } from './days-in-words.ts';
import type { ReviewDates } from './review-dates.ts';

/** How many weeks the central team sees with their loads. */
const WEEKS_SHOWN = 16;

/** What was said so far, each as a fact of the page on which the central team settles the dates. */
export function saidSoFar(dates: ReviewDates): readonly { readonly label: string; readonly value: string }[] {
  const { windows, away, offers, proposals } = dates;
  const list = (items: readonly string[], none: string) => (items.length > 0 ? items.join('; ') : none);
  return [
    { label: 'Weeks ranked', value: list(windows.map(weekInWords), 'none') },
    {
      label: 'Dates that are out',
      value: list(
        away.map(({ from, to, reason }) => [longDateRange(from, to), reason].filter(Boolean).join(', ')),
        'none',
      ),
    },
    {
      label: 'Days offered',
      value: list(
        offers.map(({ day1 }) => daysInWords(day1)),
        'none: no week had a place',
      ),
    },
    {
      label: 'Days proposed',
      value: list(
        proposals.map(({ day1, reason }) => `${daysInWords(day1)} (${reason})`),
        'none',
      ),
    },
  ];
}

/** The possible weeks, by their Mondays, nearest to the one hoped for, in their order, with how many reviews each holds. */
export function weekRows(
  target: string,
  possible: readonly string[],
  loads: readonly WeekLoad[],
  capacity: number,
): readonly (readonly [string, string])[] {
  const counts = new Map(loads.map(({ week, count }) => [week, count ?? 0]));
  return nearestFirst(possible, target)
    .slice(0, WEEKS_SHOWN)
    .sort()
    .map((week) => {
      const count = counts.get(week) ?? 0;
      return [longDate(week), `${count} of ${capacity}${count >= capacity ? ', full' : ''}`];
    });
}
