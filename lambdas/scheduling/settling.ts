import { longDateRange } from '../calendar/dates.ts';
import { daysInWords, weekInWords } from './days-in-words.ts';
import type { ReviewDates } from './review-dates.ts';

/** What was said so far, each as a fact of the page on which the central team settles the dates. */
export function saidSoFar(dates: ReviewDates): readonly { readonly label: string; readonly value: string }[] {
  const { windows, away, offers, proposals, refusals = [] } = dates;
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
        proposals.map(({ day1, reason }) => (reason === '' ? daysInWords(day1) : `${daysInWords(day1)} (${reason})`)),
        'none',
      ),
    },
    ...(refusals.length === 0
      ? []
      : [{ label: 'Why days did not suit', value: refusals.map(({ reason }) => reason).join('; ') }]),
  ];
}
