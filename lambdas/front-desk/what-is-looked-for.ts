import { addDays, mondayOf } from '../calendar/dates.ts';
import { isWorkingDay, workingDayAtOrAfter } from '../calendar/working-days.ts';

/** What a round looks for beside the agenda, one kind on a day. */
export type LookedFor = 'questions' | (typeof MONTHLY)[number];

/** Once a month each: on its first, second, third ... working day that is not for the questions. */
const MONTHLY = ['sleeping-reviews', 'mails', 'years', 'scheduled-reviews', 'follow-ups'] as const;

const isFirstOfWeek = (day: string): boolean => workingDayAtOrAfter(mondayOf(day)) === day;

/**
 * What is looked for on a working day: questions on the first of each week, then whatever else comes next this month. Days of
 * the month or of the week alone would leave something out where holidays lie on them.
 *
 * @throws RangeError where the year's bank holidays are not known.
 */
export function lookedForOn(today: string): LookedFor | undefined {
  if (isFirstOfWeek(today)) return 'questions';
  let before = 0;
  for (let day = `${today.slice(0, 8)}01`; day < today; day = addDays(day, 1)) {
    if (isWorkingDay(day) && !isFirstOfWeek(day)) before += 1;
  }
  return MONTHLY[before];
}
