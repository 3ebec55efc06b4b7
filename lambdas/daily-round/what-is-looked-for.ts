import { addDays } from '../calendar/dates.ts';
import { isWorkingDay } from '../calendar/working-days.ts';

/** What a round looks for beside the agenda, one kind on a day. */
export type LookedFor = (typeof MONTHLY)[number] | (typeof IN_ODD_MONTHS)[number];

/** Once a month each, on its first and second working day. A visit may be near. */
const MONTHLY = ['sleeping-reviews', 'scheduled-reviews'] as const;

/** On the working days after them, every other month: these have longer. */
const IN_ODD_MONTHS = ['mails', 'years', 'follow-ups'] as const;

/**
 * What is looked for on a working day. Days of the month or of the week alone would leave something out where holidays lie on them.
 *
 * @throws RangeError where the year's bank holidays are not known.
 */
export function lookedForOn(today: string): LookedFor | undefined {
  let before = 0;
  for (let day = `${today.slice(0, 8)}01`; day < today; day = addDays(day, 1)) {
    if (isWorkingDay(day)) before += 1;
  }
  const isOdd = Number(today.slice(5, 7)) % 2 === 1;
  return [...MONTHLY, ...(isOdd ? IN_ODD_MONTHS : [])][before];
}
