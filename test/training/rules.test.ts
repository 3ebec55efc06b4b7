import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths } from '../../lambdas/calendar/dates.ts';
import { bookingName, NoBookingName, readBookingName } from '../../lambdas/training/booking-name.ts';
import { programmesRunningOut, trainedUntil, withTraining } from '../../lambdas/training/in-date.ts';
import { whatEnds, whyItMatters } from '../../lambdas/training/session-words.ts';
import { dayOfName, isSameSession, sessionClock, sessionName, whyNotOpened } from '../../lambdas/training/sessions.ts';
import { settingsOf2026 } from '../settings/settings-of-2026.ts';
import { AT, session } from './fixture.ts';

const { settings } = settingsOf2026('QAR');
const wish = (changes: object = {}) => session(changes);

describe('a session that is to be opened', () => {
  const refused = (changes: object, at = AT) => whyNotOpened(wish(changes), settings, at);

  it('may be on a working day to come', () => {
    expect(refused({})).toBeUndefined();
  });

  it('is refused with a sentence that says what to mend', () => {
    expect(refused({ date: '2026-09-11' })).toBe('Friday 11 September 2026 is in the past. Choose a day to come.');
    expect(refused({ date: '2026-11-07' })).toBe('Saturday 7 November 2026 is no working day. Choose another day.');
    expect(refused({ date: '2026-12-25' })).toContain('is no working day');
    expect(refused({ from: '15:30', to: '09:30' })).toBe(
      'It would end at 09:30, before it begins at 15:30. Put the times right.',
    );
    expect(refused({ to: '09:30' })).toContain('before it begins');
    expect(refused({ date: '2026-09-15' })).toBe(
      'Bookings for Tuesday 15 September 2026 would have closed on Friday 11 September 2026. Choose a later day.',
    );
    expect(refused({ date: '2027-09-14' })).toBe(
      'Tuesday 14 September 2027 is too far ahead: open it from 18 November 2026 on.',
    );
  });

  it('has its clock by the settings', () => {
    expect(sessionClock(wish(), settings)).toEqual({
      closesAt: '2026-11-03T17:00:00.000Z',
      endsAt: '2026-11-05T15:30:00.000Z',
      attendanceDue: '2026-11-10T17:00:00.000Z',
      attendanceExpires: '2026-11-24T17:00:00.000Z',
    });
    const onTheDay = { ...settings, training: { ...settings.training, bookingClosesWorkingDays: 0 } };
    expect(sessionClock(wish(), onTheDay).closesAt).toBe('2026-11-05T09:30:00.000Z');
  });

  it('is the same one whatever the spaces and capitals of its place', () => {
    expect(isSameSession(wish({ venue: 'The  hall ' }), wish({ venue: 'the Hall', places: 3 }))).toBe(true);
    expect(isSameSession(wish(), wish({ from: '10:00' }))).toBe(false);
    expect([sessionName(wish(), 1), sessionName(wish(), 2)]).toEqual([
      'training-qar-2026-11-05',
      'training-qar-2026-11-05-2',
    ]);
    expect(dayOfName('training-qar-2026-11-05-2')).toBe('2026-11-05');
  });
});

describe('the name under which somebody is asked to book', () => {
  it('gives back what it was made of', () => {
    const person = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
    const term = fc.constantFrom('spring', 'autumn', 'summer', 'late-summer');
    fc.assert(
      fc.property(term, fc.constantFrom('QAR' as const, 'TPR' as const), person, (term, programme, person) => {
        const about = { year: '2026', term, programme, person };
        expect(readBookingName(bookingName(about))).toEqual(about);
      }),
    );
  });

  it('is refused when it is none', () => {
    expect(() => readBookingName('training-qar-2026-11-05')).toThrow(NoBookingName);
    expect(() => readBookingName('qar-2026-900001')).toThrow(NoBookingName);
  });
});

const QAR = { programme: 'QAR', from: '2025-02-01', until: '2027-01-31' } as const;
const TPR = { programme: 'TPR', from: '2025-02-01', until: '2028-01-31' } as const;
const both = ['QAR', 'TPR'] as const;

describe('whose training runs out', () => {
  it('are those in whose programme it ends before the day', () => {
    expect(programmesRunningOut({ training: [QAR, TPR] }, both, '2027-06-24')).toEqual(['QAR']);
    expect(programmesRunningOut({ training: [QAR] }, both, '2027-01-31')).toEqual([]);
    expect(programmesRunningOut({ training: [QAR] }, both, '2027-02-01')).toEqual(['QAR']);
  });

  it('is everybody who never had any, for each programme', () => {
    expect(programmesRunningOut({}, both, '2027-06-24')).toEqual(['QAR', 'TPR']);
    expect(programmesRunningOut({ training: [] }, ['QAR'], '2027-06-24')).toEqual(['QAR']);
  });

  it('is told in plain words', () => {
    expect(whatEnds('QAR', '2027-01-31', '2026-09-14')).toBe('Your QAR training ends on Sunday 31 January 2027.');
    expect(whatEnds('QAR', '2026-01-31', '2026-09-14')).toBe('Your QAR training ended on Saturday 31 January 2026.');
    expect(whatEnds('QAR', undefined, '2026-09-14')).toBe('You have had no QAR training yet.');
    expect(whyItMatters('2027-01-31', '2026-09-14')).toMatch(/^After that day we cannot ask you/);
    expect(whyItMatters('2026-01-31', '2026-09-14')).toMatch(/^We cannot ask you to go on reviews until/);
  });
});

describe('a training that somebody came to', () => {
  it('replaces the one of its programme and leaves the others', () => {
    const after = withTraining({ training: [QAR, TPR] }, { programme: 'QAR', date: '2026-11-05' }, 24);
    expect(after).toEqual([TPR, { programme: 'QAR', from: '2026-11-05', until: '2028-11-05' }]);
  });

  it('is the first of somebody who had none', () => {
    expect(withTraining({}, { programme: 'TPR', date: '2026-11-05' }, 12)).toEqual([
      { programme: 'TPR', from: '2026-11-05', until: '2027-11-05' },
    ]);
  });

  it('never ends a training sooner, nor touches another programme', () => {
    const day = fc.integer({ min: 0, max: 2000 }).map((days) => addDays('2024-01-01', days));
    const training = fc.array(
      fc
        .record({ programme: fc.constantFrom(...both), from: day, until: day })
        .filter(({ from, until }) => from <= until),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(training, day, fc.integer({ min: 1, max: 36 }), (before, date, months) => {
        const after = [...withTraining({ training: before }, { programme: 'QAR', date }, months)];
        const until = trainedUntil({ training: after }, 'QAR') ?? '';
        expect(until >= (trainedUntil({ training: before }, 'QAR') ?? '')).toBe(true);
        expect(until >= addMonths(date, months)).toBe(true);
        expect(after.filter(({ programme }) => programme === 'TPR')).toEqual(
          before.filter(({ programme }) => programme === 'TPR'),
        );
      }),
    );
  });
});
