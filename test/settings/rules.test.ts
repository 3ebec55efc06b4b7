import { describe, expect, test } from 'vitest';
import { addDays } from '../../lambdas/calendar/dates.ts';
import { targetWeek, visitWeeks } from '../../lambdas/settings/target-week.ts';
import { placementsOwed, teamSize } from '../../lambdas/settings/team-size.ts';
import { settingsOf2026 } from './settings-of-2026.ts';

const { settings, breaks } = settingsOf2026();

describe('the size of a team, without its lead', () => {
  test.each([
    [{ kind: 'school', phase: 'primary', pupils: 149 }, 2],
    [{ kind: 'school', phase: 'primary', pupils: 150 }, 3],
    [{ kind: 'school', phase: 'primary' }, 3],
    [{ kind: 'school', phase: 'special', pupils: 80 }, 3],
    [{ kind: 'school', phase: 'secondary', pupils: 1199 }, 4],
    [{ kind: 'school', phase: 'secondary', pupils: 1200 }, 5],
    [{ kind: 'school', phase: 'secondary' }, 4],
    [{ kind: 'school', phase: 'all-through', pupils: 1500 }, 4],
    [{ kind: 'school' }, 3],
    [{ kind: 'trust' }, 4],
  ] as const)('of %o is %i', (host, size) => {
    expect(teamSize(settings, host)).toBe(size);
  });
});

test('a school owes its share of the year, rounded up, or the default while the year is unknown', () => {
  expect(placementsOwed(settings)).toBe(3);
  expect(placementsOwed(settings, { seats: 1620, schools: 540 })).toBe(3);
  expect(placementsOwed(settings, { seats: 1621, schools: 540 })).toBe(4);
  expect(placementsOwed(settings, { seats: 0, schools: 0 })).toBe(3);
});

describe('the week hoped for', () => {
  const hosts = Array.from({ length: 4500 }, (_, index) => String(900_001 + index));
  const weeks = hosts.map((host) => targetWeek(host, settings, breaks));

  test('is always the same for a host and can always hold a visit', () => {
    expect(hosts.slice(0, 50).map((host) => targetWeek(host, settings, breaks))).toEqual(weeks.slice(0, 50));
    for (const week of new Set(weeks)) {
      expect(visitWeeks(week, addDays(week, 4), breaks)).toEqual([week]);
    }
  });

  test('spreads hosts over the parts of the year by their shares', () => {
    for (const { from, to, share } of settings.scheduling.targetWeeks) {
      const part = weeks.filter((week) => week >= from && week <= to).length / hosts.length;
      expect(Math.abs(part - share)).toBeLessThan(0.025);
    }
  });

  test('keeps the busiest week of 450 reviews within the capacity of a week', () => {
    const busiest = Math.max(
      ...Map.groupBy(weeks, (week) => week)
        .values()
        .map((all) => all.length),
    );
    expect(busiest / 10).toBeLessThan(settings.scheduling.weekCapacity * 1.15);
  });

  test('leaves out half-term, and finds the one window of a week with bank holidays', () => {
    expect(visitWeeks('2027-02-08', '2027-02-28', breaks)).toEqual(['2027-02-08', '2027-02-22']);
    expect(visitWeeks('2026-12-28', '2027-01-03', [])).toEqual(['2026-12-28']);
  });

  test('cannot be told when no week can hold a visit', () => {
    const closed = [{ from: '2026-01-01', to: '2027-12-31' }];
    expect(() => targetWeek('900001', settings, closed)).toThrow('check dates and breaks');
  });
});
