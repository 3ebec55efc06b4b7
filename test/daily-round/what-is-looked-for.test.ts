import { describe, expect, it } from 'vitest';
import { addDays } from '../../lambdas/calendar/dates.ts';
import { isWorkingDay } from '../../lambdas/calendar/working-days.ts';
import { lookedForOn } from '../../lambdas/daily-round/what-is-looked-for.ts';

describe('what a round looks for', () => {
  it('is everything once in each month or two, whatever its holidays', () => {
    for (let month = 0; month < 60; month += 1) {
      const name = `${2025 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
      const found: string[] = [];
      for (let day = `${name}-01`; day.startsWith(name); day = addDays(day, 1)) {
        const what = isWorkingDay(day) ? lookedForOn(day) : undefined;
        if (what !== undefined) found.push(what);
      }
      const inOddMonths = month % 2 === 0 ? ['mails', 'years', 'follow-ups'] : []; // the first month is January
      expect(found, name).toEqual(['sleeping-reviews', 'scheduled-reviews', ...inOddMonths]);
    }
  });
});
