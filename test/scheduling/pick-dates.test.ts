import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addWeeks, isWithin, mondayOf, weekdayOf } from '../../lambdas/calendar/dates.ts';
import { isWorkingDay, visitDays } from '../../lambdas/calendar/working-days.ts';
import {
  type DateRules,
  firstDaysOf,
  offerRules,
  possibleWeeks,
  settlingRules,
  windowRules,
} from '../../lambdas/scheduling/date-rules.ts';
import { type DatePreferences, pickDates } from '../../lambdas/scheduling/pick-dates.ts';
import { settingsOf2026 } from '../settings/settings-of-2026.ts';

const { settings, breaks } = settingsOf2026();
const year = { starts: '2026-09-01', ends: '2027-07-31', termBreaks: breaks };
const source = { settings, year, breaks };
/** Asked in July 2026: 13 weeks on is 12 October. */
const rules = offerRules('2026-07-13T08:00:00.000Z', [], source);
const wishes = (changes: Partial<DatePreferences> = {}): DatePreferences => ({
  windows: ['2027-01-18', '2027-01-25', '2027-02-01'],
  target: '2027-01-11',
  refused: [],
  ...changes,
});
const never = () => false;
const full =
  (...weeks: string[]) =>
  (week: string) =>
    weeks.includes(week);

describe('the dates that are offered', () => {
  test('are Tuesday to Thursday of the week that was ranked first', () => {
    expect(pickDates(wishes(), rules, never)).toEqual({
      day1: '2027-01-19',
      week: '2027-01-18',
      met: { wish: 'window', rank: 1 },
    });
  });

  test('go on to the next window when a week is full', () => {
    expect(pickDates(wishes(), rules, full('2027-01-18'))?.met).toEqual({ wish: 'window', rank: 2 });
  });

  test('are near the week hoped for when no window can be had, or none was ranked', () => {
    const near = { day1: '2027-01-12', week: '2027-01-11', met: { wish: 'near', week: '2027-01-11' } };

    expect(pickDates(wishes({ windows: [] }), rules, never)).toEqual(near);
    expect(pickDates(wishes(), rules, full('2027-01-18', '2027-01-25', '2027-02-01'))).toEqual(near);
  });

  test('are the host’s own proposal when it keeps the rules and its week has room', () => {
    const proposal = '2027-03-08';

    expect(pickDates(wishes({ proposal }), rules, never)).toEqual({
      day1: proposal,
      week: proposal,
      met: { wish: 'proposal' },
    });
    expect(pickDates(wishes({ proposal }), rules, full('2027-03-08'))?.met).toEqual({ wish: 'window', rank: 1 });
    expect(pickDates(wishes({ proposal: '2027-02-16' }), rules, never)?.met.wish).toBe('window');
  });

  test('are never again in a week that was refused, unless the host proposes days in it', () => {
    const refused = ['2027-01-18', '2027-01-25'];

    expect(pickDates(wishes({ refused }), rules, never)?.met).toEqual({ wish: 'window', rank: 3 });
    expect(pickDates(wishes({ refused, proposal: '2027-01-18' }), rules, never)?.day1).toBe('2027-01-18');
  });

  test('begin on Monday or Wednesday when Tuesday is no school day', () => {
    const away = [{ from: '2027-01-21', to: '2027-01-22' }];
    const early = [{ from: '2027-01-19', to: '2027-01-19' }];

    expect(firstDaysOf('2027-01-18', { ...rules, away })).toEqual(['2027-01-18']);
    expect(firstDaysOf('2027-01-18', { ...rules, away: early })).toEqual(['2027-01-20']);
    // Monday 3 May 2027 is a bank holiday.
    expect(firstDaysOf('2027-05-03', rules)).toEqual(['2027-05-04', '2027-05-05']);
  });

  test('do not exist when every week is out', () => {
    expect(pickDates(wishes(), { ...rules, away: [{ from: year.starts, to: year.ends }] }, never)).toBeUndefined();
    expect(pickDates(wishes(), rules, () => true)).toBeUndefined();
  });

  test('keep every rule, whatever breaks, days out, loads and wishes', () => {
    const day = fc.integer({ min: -60, max: 400 }).map((days) => addDays('2026-09-01', days));
    const range = fc
      .tuple(day, fc.integer({ min: 0, max: 25 }))
      .map(([from, length]) => ({ from, to: addDays(from, length) }));
    const ranges = fc.array(range, { maxLength: 8 });
    fc.assert(
      fc.property(
        ranges,
        ranges,
        fc.array(day.map(mondayOf), { maxLength: 40 }),
        fc.record({
          windows: fc.array(day.map(mondayOf), { maxLength: 3 }),
          target: day.map(mondayOf),
          refused: fc.array(day.map(mondayOf), { maxLength: 3 }),
          proposal: fc.option(day, { nil: undefined }),
        }),
        day,
        (more, away, fullWeeks, wish, from) => {
          const some: DateRules = {
            from,
            to: year.ends,
            breaks: [...breaks, ...more],
            away,
            firstDays: rules.firstDays,
          };
          const picked = pickDates(wish, some, full(...fullWeeks));
          if (!picked) {
            const free = possibleWeeks(some).filter(
              (week) => !fullWeeks.includes(week) && !wish.refused.includes(week),
            );
            expect(free).toEqual([]);
            return;
          }
          const days = visitDays(picked.day1);
          expect(picked.week).toBe(mondayOf(picked.day1));
          expect(fullWeeks).not.toContain(picked.week);
          expect(picked.day1 >= from && days[2] <= year.ends).toBe(true);
          for (const one of days) {
            expect(isWorkingDay(one)).toBe(true);
            expect(mondayOf(one)).toBe(picked.week);
            expect([...some.breaks, ...away].some((out) => isWithin(one, out))).toBe(false);
          }
          if (picked.met.wish !== 'proposal') expect(wish.refused).not.toContain(picked.week);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('how soon a visit can be', () => {
  test('an offer leaves 13 weeks, a ranked week 16, the central team’s dates 12', () => {
    const at = '2026-11-02T09:00:00.000Z';

    expect(offerRules(at, [], source).from).toBe('2027-02-01');
    expect(windowRules(at, source).from).toBe('2027-02-22');
    expect(settlingRules(at, source).from).toBe('2027-01-25');
  });

  test('never before the partnership year', () => {
    expect(offerRules('2026-02-02T09:00:00.000Z', [], source).from).toBe('2026-09-01');
  });

  test('late in the year weeks can be ranked that can just be offered', () => {
    const at = '2027-04-12T09:00:00.000Z';

    expect(possibleWeeks(windowRules(at, source))).toEqual(['2027-07-12', '2027-07-19']);
    expect(windowRules(at, source).from).toBe(addWeeks('2027-04-12', 13));
  });

  test('possible weeks are Mondays', () => {
    expect(possibleWeeks(rules).every((week) => weekdayOf(week) === 1)).toBe(true);
    expect(possibleWeeks(rules)).not.toContain('2026-10-26');
  });
});
