/** Dates that people wrote for a year, against those that are worked out for it from the year before. */
import { describe, expect, it } from 'vitest';
import { breakNextYear, inNextSchoolYear, sameWorkingDayOfMonth } from '../../lambdas/calendar/school-calendar.ts';
import { missingYears, wantedFrom } from '../../lambdas/settings/missing-year.ts';
import { whyNotReckoned, yearAfterThis } from '../../lambdas/settings/next-year.ts';
import { PartnershipYear } from '../../lambdas/settings/partnership-year.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';

const { years } = readSettingsFiles();
const named = (name: string): PartnershipYear => {
  const year = years.find((one) => one.year === name);
  if (!year) throw new Error(`There is no year ${name}.`);
  return year;
};

describe('the year after 2026', () => {
  const worked = yearAfterThis(named('2026'));
  const written = named('2027');

  it('has the days that people wrote, but where Easter is late and authorities do not follow it', () => {
    expect({ ...worked, termBreaks: [], terms: [] }).toEqual({ ...written, termBreaks: [], terms: [] });
    const [autumn] = worked.terms;
    expect(autumn).toEqual(written.terms[0]);
    const differ = worked.termBreaks.filter(
      (one) => !written.termBreaks.some(({ from, to }) => from === one.from && to === one.to),
    );
    expect(differ).toEqual([
      { from: '2028-04-07', to: '2028-04-21', reason: 'Easter' },
      { from: '2028-12-18', to: '2029-01-01', reason: 'Christmas' },
    ]);
    expect(worked.terms[1]).toMatchObject({ from: '2028-01-04', to: '2028-04-06' });
    expect(worked.terms[2]).toMatchObject({ from: '2028-04-24', to: '2028-07-21', asksOn: '2028-01-04' });
  });

  it('is a year by the schema of the files, and so are those that follow it', () => {
    let year = worked;
    for (let count = 0; count < 5; count += 1) {
      expect(PartnershipYear.safeParse(year).error).toBeUndefined();
      year = yearAfterThis(year);
    }
    expect(year).toMatchObject({ year: '2032', starts: '2032-09-01', renewalOpens: '2032-02-02' });
  });
});

it.each([
  ['2027-10-25', '2028-10-23'],
  ['2028-10-23', '2029-10-29'], // 53 weeks: September's first working day is a Monday then
  ['2029-02-12', '2030-02-18'],
  ['2026-02-02', '2027-02-01'],
])('the same week of the next school year: %s is followed by %s', (day, next) => {
  expect(inNextSchoolYear(day)).toBe(next);
});

it.each([
  ['Christmas', { from: '2028-12-21', to: '2029-01-03' }, { from: '2029-12-20', to: '2030-01-02' }],
  ['Easter', { from: '2026-03-30', to: '2026-04-10' }, { from: '2027-03-29', to: '2027-04-09' }],
  ['May', { from: '2026-05-25', to: '2026-05-29' }, { from: '2027-05-31', to: '2027-06-04' }],
  ['Summer', { from: '2027-07-22', to: '2027-08-31' }, { from: '2028-07-24', to: '2028-08-31' }],
])('the %s break keeps what it is made for', (_, range, next) => {
  expect(breakNextYear(range)).toEqual(next);
});

it('renewal opens on the same working day of its month', () => {
  expect(['2026-02-02', '2027-02-01', '2030-01-02'].map(sameWorkingDayOfMonth)).toEqual([
    '2027-02-01',
    '2028-02-01',
    '2031-01-02',
  ]);
});

it('bank holidays have to be known until the last reviews are followed up', () => {
  expect(whyNotReckoned('2033')).toBeUndefined();
  expect(whyNotReckoned('2034')).toContain('The bank holidays of 2036 are not known yet');
});

describe('a year is missed', () => {
  const [before] = [named('2027')];

  it('from eight months before its renewal, until the year before is over', () => {
    expect(wantedFrom(before)).toBe('2027-06-01');
    const on = (today: string) => missingYears([named('2026'), before], today).map(({ year }) => year);
    expect(['2027-05-31', '2027-06-01', '2028-07-31', '2028-08-01'].map(on)).toEqual([[], ['2028'], ['2028'], []]);
  });

  it('from another month where the year before says so', () => {
    expect(wantedFrom({ ...before, wantedMonthsAhead: 3 })).toBe('2027-11-01');
  });
});
