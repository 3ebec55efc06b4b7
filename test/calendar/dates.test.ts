import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addWeeks,
  dayMonthYear,
  dayNumber,
  daysBetween,
  isWithin,
  longDate,
  longDateRange,
  mondayOf,
  weekdayName,
} from '../../lambdas/calendar/dates.ts';
import { anyDate } from './arbitraries.ts';

describe('sums over dates', () => {
  test('days and weeks cross months, years and the change of the clocks', () => {
    expect(addDays('2027-12-31', 1)).toBe('2028-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(addDays('2027-03-28', 1)).toBe('2027-03-29');
    expect(addWeeks('2027-01-12', -26)).toBe('2026-07-14');
  });

  test('months end where the shorter month ends', () => {
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(addMonths('2027-01-12', 6)).toBe('2027-07-12');
    expect(addMonths('2027-01-31', -2)).toBe('2026-11-30');
  });

  test('adding and taking away undo each other, and the difference is what was added', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -2000, max: 2000 }), (date, days) => {
        expect(addDays(addDays(date, days), -days)).toBe(date);
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  test('the Monday of a week is at most six days back', () => {
    expect(mondayOf('2027-01-17')).toBe('2027-01-11');
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(weekdayName(mondayOf(date))).toBe('Monday');
        expect(daysBetween(mondayOf(date), date)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(mondayOf(date), date)).toBeLessThan(7);
      }),
    );
  });

  test.each(['2027-02-30', '2027-13-01', '12/01/2027', '2027-1-2', '', '2027-01-12T00:00:00Z'])(
    'refuses %o',
    (text) => {
      expect(() => dayNumber(text)).toThrow('is not a date; write it as YYYY-MM-DD.');
    },
  );
});

describe('dates in words', () => {
  test('a date names its weekday', () => {
    expect(longDate('2027-01-12')).toBe('Tuesday 12 January 2027');
    expect(dayMonthYear('2027-01-02')).toBe('2 January 2027');
    expect(weekdayName('1969-12-28')).toBe('Sunday');
  });

  test.each([
    ['2027-01-12', '2027-01-14', 'Tuesday 12 to Thursday 14 January 2027'],
    ['2026-11-30', '2026-12-02', 'Monday 30 November to Wednesday 2 December 2026'],
    ['2026-12-30', '2027-01-01', 'Wednesday 30 December 2026 to Friday 1 January 2027'],
    ['2027-01-12', '2027-01-12', 'Tuesday 12 January 2027'],
  ])('%s to %s', (from, to, words) => {
    expect(longDateRange(from, to)).toBe(words);
  });

  test('a range includes both its ends', () => {
    const range = { from: '2026-10-26', to: '2026-10-30' };
    expect(['2026-10-25', '2026-10-26', '2026-10-30', '2026-10-31'].map((date) => isWithin(date, range))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
