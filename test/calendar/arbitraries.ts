import fc from 'fast-check';
import type { DateRange } from '../../lambdas/calendar/dates.ts';
import { dateOfDayNumber, dayNumber } from '../../lambdas/calendar/dates.ts';

const between = (first: string, last: string) =>
  fc.integer({ min: dayNumber(first), max: dayNumber(last) }).map(dateOfDayNumber);

/** Any date from 2000 to 2099. */
export const anyDate = between('2000-01-01', '2099-12-31');

/** A date far enough inside the years of the bank holiday table to count from. */
export const schoolDate = between('2025-01-01', '2034-12-31');

/** Up to six breaks of up to three weeks each, which may overlap. */
export const breaks: fc.Arbitrary<DateRange[]> = fc.array(
  fc
    .tuple(schoolDate, fc.integer({ min: 0, max: 20 }))
    .map(([from, length]) => ({ from, to: dateOfDayNumber(dayNumber(from) + length) })),
  { maxLength: 6 },
);
