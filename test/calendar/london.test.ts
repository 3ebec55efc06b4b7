import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { londonDate, londonDateAndTime, londonInstant, normalInstant } from '../../lambdas/calendar/london.ts';
import { anyDate } from './arbitraries.ts';

describe('London time', () => {
  test.each([
    ['2027-01-12', '17:00', '2027-01-12T17:00:00.000Z'],
    ['2027-07-12', '17:00', '2027-07-12T16:00:00.000Z'],
    ['2027-07-12', '00:30', '2027-07-11T23:30:00.000Z'],
    // The clocks go forward on 28 March 2027 and back on 31 October 2027.
    ['2027-03-28', '00:59', '2027-03-28T00:59:00.000Z'],
    ['2027-03-28', '01:30', '2027-03-28T01:30:00.000Z'],
    ['2027-03-28', '02:00', '2027-03-28T01:00:00.000Z'],
    ['2027-10-31', '00:59', '2027-10-30T23:59:00.000Z'],
    ['2027-10-31', '01:30', '2027-10-31T00:30:00.000Z'],
    ['2027-10-31', '02:00', '2027-10-31T02:00:00.000Z'],
  ])('%s at %s is %s', (date, time, instant) => {
    expect(londonInstant(date, time)).toBe(instant);
  });

  test('the date changes at London midnight, not at midnight UTC', () => {
    expect(londonDate('2027-07-01T22:59:59.999Z')).toBe('2027-07-01');
    expect(londonDate('2027-07-01T23:00:00.000Z')).toBe('2027-07-02');
    expect(londonDate('2027-01-01T23:59:59.999Z')).toBe('2027-01-01');
    expect(londonDateAndTime('2027-07-01T23:05:00Z')).toEqual({ date: '2027-07-02', time: '00:05' });
  });

  test('every time of every day comes back, but for the hour skipped in March', () => {
    const time = fc
      .integer({ min: 0, max: 1439 })
      .map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
    fc.assert(
      fc.property(anyDate, time, (date, at) => {
        const shown = londonDateAndTime(londonInstant(date, at));
        expect(shown.date).toBe(date);
        if (shown.time !== at) {
          expect(date.slice(5, 7)).toBe('03');
          expect(at.slice(0, 2)).toBe('01');
          expect(shown.time).toBe(at.replace('01', '02'));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('instants of any offset become UTC with milliseconds', () => {
    expect(normalInstant('2027-07-01T10:00:00+01:00')).toBe('2027-07-01T09:00:00.000Z');
  });

  test('refuses what is no instant, no date or no time', () => {
    expect(() => londonDate('2027-07-01')).toThrow('is not an instant');
    expect(() => londonDate('yesterday')).toThrow('is not an instant');
    expect(() => londonInstant('2027-02-29', '10:00')).toThrow('is not a date');
    expect(() => londonInstant('2027-02-28', '24:00')).toThrow('is not a time of day');
  });
});
