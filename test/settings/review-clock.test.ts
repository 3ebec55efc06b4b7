import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, longDate } from '../../lambdas/calendar/dates.ts';
import { londonDate, londonDateAndTime } from '../../lambdas/calendar/london.ts';
import { isVisitWindow, isWorkingDay } from '../../lambdas/calendar/working-days.ts';
import { type OwnStep, ownClocks } from '../../lambdas/catalogue/all-facts.ts';
import { clockNames, type FixedClock } from '../../lambdas/settings/clock-steps.ts';
import { questionClock } from '../../lambdas/settings/question-clock.ts';
import { reviewClock, schedulingClock, wholeClock } from '../../lambdas/settings/review-clock.ts';
import { breaks as anyBreaks, schoolDate } from '../calendar/arbitraries.ts';
import { settingsOf2026 } from './settings-of-2026.ts';

const { settings, breaks } = settingsOf2026();

/** 'Tuesday 12 January 2027, 17:00'. */
const inLondon = (instant: string) => {
  const { date, time } = londonDateAndTime(instant);
  return `${longDate(date)}, ${time}`;
};

describe('the clock of a review', () => {
  test('of a visit in the middle of a term is the table of the domain', () => {
    // Five weeks of school come before, and Easter after.
    const clock = reviewClock('2027-02-02', settings, breaks);
    const due = Object.fromEntries(clockNames.map((name) => [name, inLondon(clock[name].due)]));
    expect(due).toEqual({
      teamComplete: 'Tuesday 8 December 2026, 17:00',
      confirmTeam: 'Tuesday 15 December 2026, 17:00',
      informationForm: 'Tuesday 5 January 2027, 17:00',
      timetable: 'Tuesday 19 January 2027, 17:00',
      call: 'Tuesday 26 January 2027, 17:00',
      attendance: 'Friday 29 January 2027, 17:00',
      eveningNotes1: 'Tuesday 2 February 2027, 19:00',
      eveningNotes2: 'Wednesday 3 February 2027, 19:00',
      eveningNotes3: 'Thursday 4 February 2027, 19:00',
      findings: 'Thursday 4 February 2027, 20:00',
      agreeFindings: 'Thursday 4 February 2027, 21:00',
      draft: 'Thursday 11 February 2027, 17:00',
      qualityRead: 'Thursday 25 February 2027, 17:00',
      factCheck: 'Thursday 4 March 2027, 17:00',
      amend: 'Tuesday 9 March 2027, 17:00',
      agreeReport: 'Thursday 11 March 2027, 17:00',
      publicationChoice: 'Thursday 25 March 2027, 17:00',
      surveys: 'Monday 12 April 2027, 17:00',
      progressCheck: 'Monday 27 September 2027, 17:00',
    });
  });

  test('opens in the morning, or when a day of the visit ends', () => {
    const clock = reviewClock('2027-02-02', settings, breaks);
    expect(inLondon(clock.teamComplete.opens)).toBe('Tuesday 10 November 2026, 09:00');
    expect(inLondon(clock.informationForm.opens)).toBe('Tuesday 8 December 2026, 09:00');
    expect(inLondon(clock.eveningNotes2.opens)).toBe('Wednesday 3 February 2027, 16:00');
    expect(inLondon(clock.eveningNotes2.expires)).toBe('Thursday 4 February 2027, 08:00');
    expect(inLondon(clock.surveys.opens)).toBe('Friday 12 March 2027, 09:00');
  });

  test('counts silence one working day after the last reminder for being late', () => {
    const clock = reviewClock('2027-04-20', settings, breaks);
    // Due on the Thursday of the next week; late reminders come 1, 3 and 5 working days later, the last on 7 May.
    expect(inLondon(clock.draft.due)).toBe('Thursday 29 April 2027, 17:00');
    expect(inLondon(clock.draft.expires)).toBe('Monday 10 May 2027, 17:00');
  });

  test('gives a timetable up before the call about it', () => {
    const { timetable, call } = reviewClock('2027-02-02', settings, breaks);
    expect(timetable.expires <= call.due).toBe(true);
  });

  test('counts in the breaks of the host, not of anybody else', () => {
    const own = [{ from: '2027-02-08', to: '2027-02-12' }];
    expect(londonDate(reviewClock('2027-02-02', settings, own).draft.due)).toBe('2027-02-18');
    expect(londonDate(reviewClock('2027-02-02', settings, []).draft.due)).toBe('2027-02-11');
  });

  test.each(['QAR', 'TPR'] as const)('of a %s is in order for any day and any breaks', (programme) => {
    const { settings: ofProgramme } = settingsOf2026(programme);
    const day1 = schoolDate.filter((day) => day > '2026-01-01' && day < '2034-01-01');
    fc.assert(
      fc.property(day1, anyBreaks, (day, pauses) => {
        fc.pre(isVisitWindow(day, pauses));
        const clock = reviewClock(day, ofProgramme, pauses);
        let before = { due: '', expires: '' };
        for (const name of clockNames) {
          const { opens, due, expires } = clock[name];
          expect(opens < due, `${name} opens before it is due`).toBe(true);
          expect(due < expires, `${name} is due before it expires`).toBe(true);
          expect(before.due < due, `${name} is due after what comes before it`).toBe(true);
          expect(before.expires <= expires, `${name} expires no sooner than what comes before it`).toBe(true);
          expect(isWorkingDay(londonDate(due), pauses), `${name} is due on a working day`).toBe(true);
          before = { due, expires };
        }
        expect(londonDate(clock.attendance.expires) <= day).toBe(true);
        expect(londonDate(clock.draft.opens) > addDays(day, 2)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the step that a question brings', () => {
  const days = schoolDate.filter((day) => day > '2026-01-01' && day < '2034-01-01');

  /** How many working days lie from one day to a later one, counted one by one. */
  function workingDaysFrom(from: string, to: string, pauses: Parameters<typeof isWorkingDay>[1]): number {
    let count = 0;
    for (let day = from; day < to; day = addDays(day, 1)) if (isWorkingDay(day, pauses)) count += 1;
    return count;
  }

  test('is that of the attendance, at least', () => {
    expect(ownClocks.map(({ step }) => step)).toContain('attendance');
    expect(new Set(ownClocks.map(({ step }) => step)).size).toBe(ownClocks.length);
  });

  test.each(ownClocks)('$step opens, falls due and ends as its facts say, whatever the day and the breaks', (own) => {
    const number = (count: typeof own.due) => (typeof count === 'number' ? count : settings.preparation[count]);
    expect(number(own.opens)).toBeGreaterThan(number(own.due));
    expect(number(own.due)).toBeGreaterThanOrEqual(own.patience);
    expect(own.patience).toBeGreaterThan(0);
    fc.assert(
      fc.property(days, anyBreaks, (day, pauses) => {
        fc.pre(isVisitWindow(day, pauses));
        const entry = questionClock(day, settings, pauses)[own.step as OwnStep];
        const count = (instant: string) => workingDaysFrom(londonDate(instant), day, pauses);
        expect([count(entry.opens), count(entry.due)]).toEqual([number(own.opens), number(own.due)]);
        expect(count(entry.expires)).toBe(number(own.due) - own.patience);
        expect(isWorkingDay(londonDate(entry.due), pauses)).toBe(true);
        expect([inLondon(entry.opens).slice(-5), inLondon(entry.due).slice(-5)]).toEqual(['09:00', '17:00']);
      }),
      { numRuns: 200 },
    );
  });

  test('is worked out of a review whose row has none, and taken from the row of one that has it', () => {
    const { attendance, ...earlier } = reviewClock('2027-02-02', settings, breaks);
    const of = (clock: object) => wholeClock({ day1: '2027-02-02', clock: clock as FixedClock }, settings, breaks);
    expect(of(earlier)).toEqual({ ...earlier, attendance });
    const moved = { ...attendance, due: '2027-01-28T17:00:00.000Z' };
    expect(of({ ...earlier, attendance: moved }).attendance).toEqual(moved);
  });
});

describe('the clock of scheduling', () => {
  test('asks half a year before the week, for three weeks', () => {
    const clock = schedulingClock('2027-01-11', settings, breaks);
    expect(clock.startsOn).toBe('2026-07-13');
    expect(inLondon(clock.windows.opens)).toBe('Monday 13 July 2026, 09:00');
    // Three weeks on is in the summer break, so it closes on the first day of term.
    expect(inLondon(clock.windows.due)).toBe('Tuesday 1 September 2026, 17:00');
    expect(inLondon(clock.windows.expires)).toBe('Wednesday 2 September 2026, 17:00');
    expect(clock.fixedBy).toBe('2026-09-21');
  });
});
