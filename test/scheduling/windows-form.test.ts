import { describe, expect, test } from 'vitest';
import type { FormFields } from '../../lambdas/pages/kit.ts';
import { possibleWeeks, windowRules } from '../../lambdas/scheduling/date-rules.ts';
import { readWindows } from '../../lambdas/scheduling/windows-form.ts';
import { settingsOf2026 } from '../settings/settings-of-2026.ts';
import { dateBoxes } from './fixture.ts';

const { settings, breaks } = settingsOf2026();
const rules = windowRules('2026-07-13T08:00:00.000Z', {
  settings,
  breaks,
  year: { starts: '2026-09-01', ends: '2027-07-31', termBreaks: breaks },
});

const weeks = (...days: string[]): FormFields =>
  Object.assign({}, ...days.map((day, index) => ({ [`window-${index + 1}`]: day })));
const good = weeks('2027-01-12', '2027-01-18', '2027-02-26');
const isFull = () => false;
const read = (fields: FormFields, today = '2026-07-14') => readWindows(fields, { count: 3, rules, isFull }, today);
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
    'away-1-from': '2027-01-13',
    'away-1-to': '2027-01-15',
    'away-reason': ' A trip ',
    'away-4-from': '2027-03-01',
    'away-4-to': '2027-03-01',
  };

  // From Wednesday on the school is away, so only two days of the week are left.
  expect(errors(fields)).toEqual({
    'window-1': 'The dates that you gave as out leave no three days in a row in the week of Monday 11 January 2027',
  });
  expect(read({ ...fields, 'away-1-from': '2027-01-14' })).toMatchObject({
    ok: true,
    value: {
      away: [
        { from: '2027-01-14', to: '2027-01-15', reason: 'A trip' },
        { from: '2027-03-01', to: '2027-03-01', reason: 'A trip' },
      ],
    },
  });
});

test('one day alone needs no last day', () => {
  expect(read({ ...good, 'away-1-from': '2027-03-01' })).toMatchObject({
    ok: true,
    value: { away: [{ from: '2027-03-01', to: '2027-03-01' }] },
  });
});

test('a page of an earlier release is taken, with its boxes and a reason for each range', () => {
  const old = {
    ...dateBoxes('window-1', '2027-01-12'),
    ...dateBoxes('window-2', '2027-01-18'),
    ...dateBoxes('window-3', '2027-02-26'),
    ...dateBoxes('away-2-from', '2027-03-01'),
    ...dateBoxes('away-2-to', '2027-03-02'),
    'away-reason-1': '',
    'away-reason-2': 'Exams',
  };
  expect(read(old)).toEqual({
    ok: true,
    value: {
      windows: ['2027-01-11', '2027-01-18', '2027-02-22'],
      away: [{ from: '2027-03-01', to: '2027-03-02', reason: 'Exams' }],
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
    expect(errors({ ...good, 'window-1': day })).toEqual({ 'window-1': sentence });
  });

  test('of the same week twice', () => {
    expect(errors(weeks('2027-01-12', '2027-01-15', '2027-01-11'))).toEqual({
      'window-2': 'This is the week that suits you best. Choose another',
      'window-3': 'This is the week that suits you best. Choose another',
    });
  });

  test('of fields left empty or half filled, all at once and in the page’s order', () => {
    const fields = {
      'window-2': '2027-02-30',
      'away-1-from': '2027-03-01',
      'away-2-to': '2027-03-04',
      'away-3-from': '2027-03-05',
      'away-3-to': '2027-03-04',
    };

    expect(Object.entries(errors(fields))).toEqual([
      ['window-1', 'Select the week that suits you best'],
      ['window-2', 'The week that suits you second best must be a real date'],
      ['window-3', 'Select the week that suits you third best'],
      ['away-2-from', 'Enter the first day of days out 2'],
      ['away-3-to', 'The last day of days out 3 must be the same as or after the first day'],
    ]);
  });

  test('of a reason without days', () => {
    expect(errors({ ...good, 'away-reason': 'Exams' })).toEqual({
      'away-1-from': 'Enter the first day that is out, or leave the reason empty',
    });
  });

  test('of a week that became full since the page was opened', () => {
    const result = readWindows(good, { count: 3, rules, isFull: (week) => week === '2027-01-18' }, '2026-07-14');

    expect(result.ok ? {} : result.errors).toEqual({
      'window-2': 'The week of Monday 18 January 2027 is full by now. Choose another',
    });
  });

  test('where no week is left at all', () => {
    const result = readWindows(
      weeks('2027-11-16'),
      { count: 3, rules: rulesOn('2027-11-01T08:00:00.000Z'), isFull },
      '2027-11-01',
    );

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
  const readLate = (fields: FormFields) => readWindows(fields, { count: 3, rules: late, isFull }, '2027-04-20');

  test('one week is enough where one is left', () => {
    expect(readLate(weeks('2027-07-20'))).toEqual({ ok: true, value: { windows: ['2027-07-19'], away: [] } });
    expect(readLate({})).toMatchObject({
      ok: false,
      errors: { 'window-1': expect.stringContaining('Select the week that suits you best') },
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
    const result = readWindows(
      weeks('2027-09-07', '2027-09-14', '2027-12-07'),
      { count: 3, rules: after, isFull },
      '2027-05-11',
    );
    expect(result).toMatchObject({
      ok: false,
      errors: {
        'window-3': expect.stringContaining('is after the last day that is possible, Saturday 20 November 2027'),
      },
    });
  });
});
