import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayNumber, mondayOf } from '../../lambdas/calendar/dates.ts';
import { londonInstant } from '../../lambdas/calendar/london.ts';
import { digestWeek, isSince, isUnderWay } from '../../lambdas/central-team/digest-week.ts';

const sevenOn = (day: string): string => londonInstant(day, '07:00');

describe('the week of a digest', () => {
  it('is told on Monday, of what changed since the Monday before', () => {
    expect(digestWeek(sevenOn('2027-01-18'))).toEqual({
      at: '2027-01-18T07:00:00.000Z',
      monday: '2027-01-18',
      since: '2027-01-11',
      today: '2027-01-18',
      until: '2027-01-25T00:00:00.000Z',
    });
  });

  it('is told on Tuesday after a bank holiday, and the next on Monday of what changed since that Tuesday', () => {
    expect(digestWeek(sevenOn('2026-05-25'))).toBeUndefined();
    expect(digestWeek(sevenOn('2026-05-26'))).toMatchObject({ monday: '2026-05-25', since: '2026-05-18' });
    expect(digestWeek(sevenOn('2026-05-27'))).toBeUndefined();
    expect(digestWeek(sevenOn('2026-06-01'))).toMatchObject({ since: '2026-05-26', today: '2026-06-01' });
  });

  it('is told on Wednesday when Christmas and Boxing Day are a Monday and a Tuesday', () => {
    expect(digestWeek(sevenOn('2028-12-25'))).toBeUndefined();
    expect(digestWeek(sevenOn('2028-12-26'))).toBeUndefined();
    expect(digestWeek(sevenOn('2028-12-27'))).toMatchObject({ monday: '2028-12-25', since: '2028-12-18' });
  });

  it('is told once in every week, never later than Wednesday, and no day is in two digests or in none', () => {
    const monday = fc.integer({ min: 0, max: 500 }).map((weeks) => mondayOf(addDays('2024-02-05', 7 * weeks)));
    fc.assert(
      fc.property(monday, (first) => {
        const told = [0, 1, 2, 3, 4, 5, 6].flatMap((days) => digestWeek(sevenOn(addDays(first, days))) ?? []);
        const next = [7, 8, 9].flatMap((days) => digestWeek(sevenOn(addDays(first, days))) ?? []);
        expect(told).toHaveLength(1);
        expect(next).toHaveLength(1);
        expect(dayNumber(told[0]?.today ?? '') - dayNumber(first)).toBeLessThanOrEqual(2);
        expect(next[0]?.since).toBe(told[0]?.today);
      }),
    );
  });

  it('counts a change by the day on which it happened in London', () => {
    const week = { since: '2026-06-01', today: '2026-06-08' };
    const days = ['2026-05-31', '2026-06-01', '2026-06-07', '2026-06-08', undefined];
    expect(days.map((day) => isSince(week, day))).toEqual([false, true, true, false, false]);
    // 31 May 23:30 UTC is already June in London.
    expect(isSince(week, '2026-05-31T23:30:00.000Z')).toBe(true);
    expect(isSince(week, '2026-06-07T23:30:00.000Z')).toBe(false);
  });
});

describe('a partnership year', () => {
  const year = { renewalOpens: '2026-02-02', ends: '2027-07-31' };

  it('is under way from its renewal until a year after its end, so that two or three are at once', () => {
    const days = ['2026-02-01', '2026-02-02', '2027-07-31', '2028-07-31', '2028-08-01'];
    expect(days.map((day) => isUnderWay(year, day))).toEqual([false, true, true, true, false]);
  });
});
