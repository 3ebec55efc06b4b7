import { describe, expect, test } from 'vitest';
import type { FormFields } from '../../lambdas/pages/kit.ts';
import { possibleWeeks, windowRules } from '../../lambdas/scheduling/date-rules.ts';
import { readWindows } from '../../lambdas/scheduling/windows-form.ts';
import { settingsOf2026 } from '../settings/settings-of-2026.ts';
import { dateFields } from './fixture.ts';

const { settings, breaks } = settingsOf2026();
const rules = windowRules('2026-07-13T08:00:00.000Z', {
  settings,
  breaks,
  year: { starts: '2026-09-01', ends: '2027-07-31', termBreaks: breaks },
});

const weeks = (...days: string[]): FormFields =>
  Object.assign({}, ...days.map((day, index) => dateFields(`window-${index + 1}`, day)));
const good = weeks('2027-01-12', '2027-01-18', '2027-02-26');
const read = (fields: FormFields, today = '2026-07-14') => readWindows(fields, 3, rules, today);
const errors = (fields: FormFields, today?: string) => {
  const result = read(fields, today);
  return result.ok ? {} : result.errors;
};

test('any day of a week stands for the week', () => {
  expect(read(good)).toEqual({ ok: true, value: { windows: ['2027-01-11', '2027-01-18', '2027-02-22'], away: [] } });
});

test('ranges that are out are kept with their reasons', () => {
  const fields = {
    ...good,
    ...dateFields('away-1-from', '2027-01-13'),
    ...dateFields('away-1-to', '2027-01-15'),
    'away-reason-1': ' A trip ',
    ...dateFields('away-4-from', '2027-03-01'),
    ...dateFields('away-4-to', '2027-03-01'),
    'away-reason-4': 'Training day',
  };

  // From Wednesday on the school is away, so only two days of the week are left.
  expect(errors(fields)).toEqual({
    'window-1': 'The dates that you gave as out leave no three days in a row in the week of Monday 11 January 2027',
  });
  expect(read({ ...fields, ...dateFields('away-1-from', '2027-01-14') })).toMatchObject({
    ok: true,
    value: {
      away: [
        { from: '2027-01-14', to: '2027-01-15', reason: 'A trip' },
        { from: '2027-03-01', to: '2027-03-01', reason: 'Training day' },
      ],
    },
  });
});

describe('what is wrong is said in words', () => {
  test.each([
    [
      '2026-10-27',
      'The week of Monday 26 October 2026 is too soon for a team to be found. The first that is possible is the week of Monday 2 November 2026',
    ],
    ['2026-07-06', 'The week of Monday 6 July 2026 is in the past'],
    ['2027-02-16', 'The week of Monday 15 February 2027 does not have three school days in a row: February half-term'],
    [
      '2027-09-14',
      'The week of Monday 13 September 2027 is after the partnership year, which ends on Saturday 31 July 2027',
    ],
  ])('of the week of %s', (day, sentence) => {
    expect(errors({ ...good, ...dateFields('window-1', day) })).toEqual({ 'window-1': sentence });
  });

  test('of the same week twice', () => {
    expect(errors(weeks('2027-01-12', '2027-01-15', '2027-01-11'))).toEqual({
      'window-2': 'This is the week that suits you best. Choose another',
      'window-3': 'This is the week that suits you best. Choose another',
    });
  });

  test('of fields left empty or half filled, all at once and in the page’s order', () => {
    const fields = {
      ...dateFields('window-2', '2027-02-30'),
      ...dateFields('away-1-from', '2027-03-01'),
      'away-reason-2': 'Exams',
      ...dateFields('away-3-from', '2027-03-05'),
      ...dateFields('away-3-to', '2027-03-04'),
    };

    expect(Object.entries(errors(fields))).toEqual([
      ['window-1', 'Enter a day in the week that suits you best'],
      ['window-2', 'The day in the week that suits you second best must be a real date'],
      ['window-3', 'Enter a day in the week that suits you third best'],
      ['away-1-to', 'Enter the last day of range 1'],
      ['away-2-from', 'Enter the first and the last day that are out'],
      ['away-3-to', 'The last day of range 3 must be the same as or after the first day'],
    ]);
  });

  test('of a range without its reason', () => {
    const fields = { ...good, ...dateFields('away-1-from', '2027-03-01'), ...dateFields('away-1-to', '2027-03-02') };

    expect(errors(fields)).toEqual({ 'away-reason-1': 'Enter why these dates are out, such as a school trip' });
  });

  test('where no week is left at all', () => {
    const result = readWindows(weeks('2027-11-16'), 3, rulesOn('2027-11-01T08:00:00.000Z'), '2027-11-01');

    expect(result.ok ? {} : result.errors).toEqual({ form: 'No week is left. Please write to us.' });
  });
});

/** What can be chosen by a host that is asked on a day. */
function rulesOn(at: string) {
  const termBreaks = breaks;
  return windowRules(at, { settings, breaks, year: { starts: '2026-09-01', ends: '2027-07-31', termBreaks } });
}

describe('so late in the year that there is little to choose from', () => {
  test('as many weeks are asked for as can just be offered, up to the three that are wished', () => {
    // Sixteen weeks on one week is left, thirteen weeks on there are more.
    expect(possibleWeeks(rulesOn('2027-03-22T08:00:00.000Z'))).toEqual([
      ...['2027-06-21', '2027-06-28', '2027-07-05', '2027-07-12', '2027-07-19'],
    ]);
    expect(possibleWeeks(rulesOn('2027-04-12T08:00:00.000Z'))).toEqual(['2027-07-12', '2027-07-19']);
    expect(possibleWeeks(rulesOn('2027-04-19T08:00:00.000Z'))).toEqual(['2027-07-19']);
  });

  const late = rulesOn('2027-04-19T08:00:00.000Z');
  const readLate = (fields: FormFields) => readWindows(fields, 3, late, '2027-04-20');

  test('one week is enough where one is left', () => {
    expect(readLate(weeks('2027-07-20'))).toEqual({ ok: true, value: { windows: ['2027-07-19'], away: [] } });
    expect(readLate({})).toMatchObject({
      ok: false,
      errors: { 'window-1': expect.stringContaining('Enter a day in the week that suits you best') },
    });
  });

  test('that none is possible can be said, and not where others can be chosen', () => {
    expect(readLate({ none: 'yes' })).toEqual({ ok: true, value: { windows: [], away: [], none: true } });
    expect(read({ none: 'yes' })).toMatchObject({ ok: false });
  });

  test('with none left in the year the first weeks after it can be chosen, and no break', () => {
    const after = rulesOn('2027-05-10T08:00:00.000Z');
    const possible = possibleWeeks(after);

    expect(after.isAfterYear).toBe(true);
    expect([possible[0], possible.at(-1)]).toEqual(['2027-09-06', '2027-11-15']);
    expect(possible).not.toContain('2027-10-25');
    const result = readWindows(weeks('2027-09-07', '2027-09-14', '2027-12-07'), 3, after, '2027-05-11');
    expect(result).toMatchObject({
      ok: false,
      errors: {
        'window-3': expect.stringContaining('is after the last day that is possible, Saturday 20 November 2027'),
      },
    });
  });
});
