import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, mondayOf } from '../../lambdas/calendar/dates.ts';
import { visitWeeks } from '../../lambdas/settings/target-week.ts';
import { type HopedWeek, hopedWeeks } from '../../lambdas/subscription/hoped-week.ts';
import { later } from '../../lambdas/subscription/subscription-clock.ts';
import { breaks as anyBreaks } from '../calendar/arbitraries.ts';
import { settingsOf2026 } from '../settings/settings-of-2026.ts';

const { settings, breaks } = settingsOf2026();
const year = { starts: '2026-09-01', ends: '2027-07-31', termBreaks: breaks };
const hoped = (changes: Partial<HopedWeek> = {}): HopedWeek => ({
  host: '900001',
  year,
  earliest: '2026-05-04',
  settings,
  breaks,
  ...changes,
});

describe('the week in which a review is hoped for', () => {
  test('is the week of the year that last year’s visit was in', () => {
    expect(hopedWeeks(hoped({ lastYear: '2026-01-13' }))[0]).toBe('2027-01-11');
  });

  test('is the nearest possible week when this year has no school in that week', () => {
    // Last year's week is the autumn half-term of this year, 26 to 30 October 2026.
    expect(hopedWeeks(hoped({ lastYear: '2025-10-28' }))[0]).toBe('2026-11-02');
  });

  test('is spread over the year by the settings for those without a slot of last year', () => {
    const weeks = Array.from(
      { length: 400 },
      (_, index) => hopedWeeks(hoped({ host: String(100_000 + index * 37) }))[0] ?? '',
    );
    const shares = settings.scheduling.targetWeeks.map(
      ({ from, to }) => weeks.filter((week) => week >= mondayOf(from) && week <= to).length / weeks.length,
    );

    settings.scheduling.targetWeeks.forEach(({ share }, index) => {
      expect(Math.abs((shares[index] ?? 0) - share)).toBeLessThan(0.07);
    });
    const fullest = Math.max(...[...Map.groupBy(weeks, (week) => week).values()].map((group) => group.length));
    expect(fullest).toBeLessThanOrEqual(40);
  });

  test('is spread over what is left of the year for those who join late', () => {
    const weeks = Array.from(
      { length: 60 },
      (_, index) => hopedWeeks(hoped({ host: String(100_000 + index * 37), earliest: '2027-02-01' }))[0] ?? '',
    );

    expect(weeks.every((week) => week >= '2027-02-01')).toBe(true);
    expect(new Set(weeks).size).toBeGreaterThan(8);
  });

  test('is one of the first after the year when that is over before a visit could be, until those are over too', () => {
    const late = hopedWeeks(hoped({ earliest: '2027-07-20' }));
    expect([late[0], late.at(-1)]).toEqual(['2027-09-06', '2027-11-15']);
    expect(late).not.toContain('2027-10-25');
    expect(hopedWeeks(hoped({ earliest: '2027-11-19' }))).toEqual([]);
  });

  test('falls back to any week left when the target weeks are over', () => {
    expect(hopedWeeks(hoped({ earliest: '2027-07-05' }))).toEqual(['2027-07-05', '2027-07-12', '2027-07-19']);
  });

  test('never is in a break, in the past or outside of the year', () => {
    fc.assert(
      fc.property(
        anyBreaks,
        fc.integer({ min: 100_000, max: 199_999 }),
        fc.option(fc.integer({ min: 0, max: 330 }), { nil: undefined }),
        fc.integer({ min: 0, max: 400 }),
        (more, urn, lastYear, late) => {
          const earliest = addDays('2026-05-04', late);
          const all = [...breaks, ...more];
          const weeks = hopedWeeks(
            hoped({
              host: String(urn),
              breaks: all,
              earliest,
              lastYear: lastYear === undefined ? undefined : addDays('2025-09-01', lastYear),
            }),
          );
          const possible = visitWeeks(later(earliest, year.starts), year.ends, all);
          expect([...weeks].sort()).toEqual(possible);
        },
      ),
      { numRuns: 60 },
    );
  });
});
