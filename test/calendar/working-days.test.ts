import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bankHolidays, bankHolidayYears } from '../../lambdas/calendar/bank-holidays.ts';
import {
  addWorkingDays,
  isVisitWindow,
  isWithinWorkingHours,
  isWorkingDay,
  visitDays,
  workingDayAtOrAfter,
  workingDayAtOrBefore,
  workingDaysBetween,
  workingInstantAtOrAfter,
} from '../../lambdas/calendar/working-days.ts';
import { englishBankHolidays } from '../../scripts/bank-holidays.ts';
import { breaks, schoolDate } from './arbitraries.ts';

const halfTerm = { from: '2027-02-15', to: '2027-02-19', reason: 'February half-term' };

describe('bank holidays', () => {
  test('the table says what the library says', () => {
    const library: [string, string][] = [];
    for (let year = bankHolidayYears.first; year <= bankHolidayYears.last; year += 1) {
      for (const { date, name } of englishBankHolidays(year)) library.push([date, name]);
    }
    expect([...bankHolidays]).toEqual(library);
  });

  test.each([
    ['2026-04-03', 'Good Friday'],
    ['2026-04-06', 'Easter Monday'],
    ['2026-12-28', 'Boxing Day, on the Monday because 26 December is a Saturday'],
    ['2027-03-26', 'Good Friday'],
    ['2027-03-29', 'Easter Monday'],
    ['2027-12-27', 'Christmas Day, on the Monday because 25 December is a Saturday'],
    ['2027-12-28', 'Boxing Day, on the Tuesday because 26 December is a Sunday'],
    ['2028-01-03', "New Year's Day, on the Monday because 1 January is a Saturday"],
  ])('%s is no working day: %s', (date) => {
    expect(isWorkingDay(date)).toBe(false);
  });

  test('Scottish holidays and days that are only observed are working days', () => {
    expect(isWorkingDay('2026-01-02')).toBe(true);
    expect(isWorkingDay('2026-11-30')).toBe(true);
  });

  test('a year that is not in the table is refused, not guessed', () => {
    expect(() => isWorkingDay('2036-01-02')).toThrow('The bank holidays of 2036 are not known (2024 to 2035 are)');
  });
});

describe('counting working days', () => {
  test('skips weekends, bank holidays and breaks', () => {
    expect(addWorkingDays('2027-03-25', 1)).toBe('2027-03-30');
    expect(addWorkingDays('2026-12-24', 2)).toBe('2026-12-30');
    expect(addWorkingDays('2027-02-12', 1)).toBe('2027-02-15');
    expect(addWorkingDays('2027-02-12', 1, [halfTerm])).toBe('2027-02-22');
    expect(addWorkingDays('2027-02-22', -1, [halfTerm])).toBe('2027-02-12');
  });

  test('from a day that is none it starts at the next one, or at the one before when counting back', () => {
    expect(addWorkingDays('2027-01-16', 0)).toBe('2027-01-18');
    expect(addWorkingDays('2027-01-16', 1)).toBe('2027-01-19');
    expect(addWorkingDays('2027-01-16', -1)).toBe('2027-01-14');
    expect(workingDayAtOrAfter('2027-01-16')).toBe('2027-01-18');
    expect(workingDayAtOrBefore('2027-01-16')).toBe('2027-01-15');
  });

  test('there and back again', () => {
    fc.assert(
      fc.property(schoolDate, fc.integer({ min: -120, max: 120 }), breaks, (date, days, pauses) => {
        const from = workingDayAtOrAfter(date, pauses);
        const to = addWorkingDays(from, days, pauses);
        expect(isWorkingDay(to, pauses)).toBe(true);
        expect(addWorkingDays(to, -days, pauses)).toBe(from);
        expect(workingDaysBetween(from, to, pauses)).toBe(days);
      }),
    );
  });

  test('one step at a time is as far as all at once', () => {
    fc.assert(
      fc.property(schoolDate, fc.nat(15), fc.nat(15), breaks, (date, some, more, pauses) => {
        expect(addWorkingDays(addWorkingDays(date, some, pauses), more, pauses)).toBe(
          addWorkingDays(date, some + more, pauses),
        );
      }),
    );
  });

  test('between two days the later one counts and the earlier does not', () => {
    expect(workingDaysBetween('2027-01-11', '2027-01-15')).toBe(4);
    expect(workingDaysBetween('2027-01-15', '2027-01-11')).toBe(-4);
    expect(workingDaysBetween('2027-01-16', '2027-01-16')).toBe(0);
    expect(workingDaysBetween('2027-01-16', '2027-01-18')).toBe(1);
  });

  test('half days and endless breaks are refused', () => {
    expect(() => addWorkingDays('2027-01-11', 1.5)).toThrow('not a whole number');
    expect(() => addWorkingDays('2027-01-11', 1, [{ from: '2027-01-12', to: '2030-01-01' }])).toThrow(
      'check the breaks',
    );
  });
});

describe('working hours', () => {
  test('are 08:00 to 18:00 in London, summer and winter', () => {
    expect(isWithinWorkingHours('2027-07-05T07:00:00.000Z')).toBe(true);
    expect(isWithinWorkingHours('2027-07-05T06:59:59.999Z')).toBe(false);
    expect(isWithinWorkingHours('2027-01-11T07:30:00.000Z')).toBe(false);
    expect(isWithinWorkingHours('2027-01-11T17:59:00.000Z')).toBe(true);
    expect(isWithinWorkingHours('2027-01-11T18:00:00.000Z')).toBe(false);
    expect(isWithinWorkingHours('2027-01-16T12:00:00.000Z')).toBe(false);
    expect(isWithinWorkingHours('2027-02-16T12:00:00.000Z', [halfTerm])).toBe(false);
  });

  test('a mail outside of them waits for the next ones', () => {
    expect(workingInstantAtOrAfter('2027-01-11T12:00:00Z')).toBe('2027-01-11T12:00:00.000Z');
    expect(workingInstantAtOrAfter('2027-01-11T03:00:00Z')).toBe('2027-01-11T08:00:00.000Z');
    expect(workingInstantAtOrAfter('2027-01-15T18:00:00Z')).toBe('2027-01-18T08:00:00.000Z');
    // The Friday before the clocks go forward; Monday is Easter Monday.
    expect(workingInstantAtOrAfter('2027-03-25T19:00:00Z')).toBe('2027-03-30T07:00:00.000Z');
  });

  test('the moment found is never earlier, is within working hours, and stays as it is', () => {
    fc.assert(
      fc.property(schoolDate, fc.nat(86_399_999), breaks, (date, milliseconds, pauses) => {
        const instant = new Date(Date.parse(date) + milliseconds).toISOString();
        const found = workingInstantAtOrAfter(instant, pauses);
        expect(found >= instant).toBe(true);
        expect(isWithinWorkingHours(found, pauses)).toBe(true);
        expect(workingInstantAtOrAfter(found, pauses)).toBe(found);
      }),
    );
  });
});

describe('the three days of a visit', () => {
  test('follow each other', () => {
    expect(visitDays('2027-01-12')).toEqual(['2027-01-12', '2027-01-13', '2027-01-14']);
  });

  test.each([
    ['2027-01-11', true, 'Monday'],
    ['2027-01-13', true, 'Wednesday to Friday'],
    ['2027-01-14', false, 'Thursday would cross the weekend'],
    ['2027-03-24', false, 'the third day is Good Friday'],
    ['2027-02-10', true, 'before half-term'],
    ['2027-02-16', false, 'in half-term'],
  ])('from %s: %s, %s', (day1, possible) => {
    expect(isVisitWindow(day1, [halfTerm])).toBe(possible);
  });
});
