import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { londonDate, londonDateAndTime } from '../../lambdas/calendar/london.ts';
import { isWorkingDay } from '../../lambdas/calendar/working-days.ts';
import { reminderSchedule, reminderSteps } from '../../lambdas/settings/reminders.ts';
import { breaks as anyBreaks, schoolDate } from '../calendar/arbitraries.ts';
import { settingsOf2026 } from './settings-of-2026.ts';

const { settings, breaks } = settingsOf2026();

const planned = (kind: string, askedAt: string, dueAt: string, expiresAt: string) =>
  reminderSchedule(reminderSteps(settings, kind), { askedAt, dueAt, expiresAt }, breaks).map(
    ({ at, act }) => `${londonDate(at)} ${act}`,
  );

describe('reminders', () => {
  test('of the renewal go at 14, 28 and 42 days; then the hub manager hears of it, then the central team', () => {
    expect(
      planned('renewal', '2026-02-02T09:00:00.000Z', '2026-08-31T16:00:00.000Z', '2026-08-31T23:00:00.000Z'),
    ).toEqual([
      // 16 February is in half-term.
      '2026-02-23 remind',
      '2026-03-02 remind',
      '2026-03-16 remind',
      '2026-03-23 tell-hub-manager',
      // 30 March is in the Easter break.
      '2026-04-13 tell-central-team',
    ]);
  });

  test('of an invitation go two and four working days after it', () => {
    expect(
      planned('invitation', '2026-11-12T09:00:00.000Z', '2026-11-19T17:00:00.000Z', '2026-11-20T17:00:00.000Z'),
    ).toEqual(['2026-11-16 remind', '2026-11-18 remind']);
  });

  test('of ranking weeks go after one and two weeks; the central team hears of it three days before the question closes', () => {
    expect(
      planned('windows', '2026-06-01T09:00:00.000Z', '2026-06-22T16:00:00.000Z', '2026-06-23T16:00:00.000Z'),
    ).toEqual(['2026-06-08 remind', '2026-06-15 remind', '2026-06-19 tell-central-team']);
  });

  test('of checking facts end with a word to the central team on the last day', () => {
    expect(
      planned('fact-check', '2027-01-25T09:00:00.000Z', '2027-01-29T17:00:00.000Z', '2027-02-01T17:00:00.000Z'),
    ).toEqual(['2027-01-27 remind', '2027-01-29 remind', '2027-01-29 tell-central-team']);
  });

  test('of a late report go one, three and five working days after the due day, the last to the central team too', () => {
    expect(
      planned('report', '2027-01-15T09:00:00.000Z', '2027-01-21T17:00:00.000Z', '2027-01-29T17:00:00.000Z'),
    ).toEqual(['2027-01-22 remind', '2027-01-26 remind', '2027-01-28 remind', '2027-01-28 tell-central-team']);
  });

  test('of a survey go after one and two weeks, and none of an evening note', () => {
    expect(
      planned('survey', '2027-02-22T09:00:00.000Z', '2027-03-22T17:00:00.000Z', '2027-03-23T17:00:00.000Z'),
    ).toEqual(['2027-03-01 remind', '2027-03-08 remind']);
    expect(
      planned('evening-note', '2027-01-12T16:00:00.000Z', '2027-01-12T19:00:00.000Z', '2027-01-13T08:00:00.000Z'),
    ).toEqual([]);
  });

  test('of a kind that nobody described are the default ones', () => {
    expect(reminderSteps(settings, 'something-new')).toEqual(settings.reminders.default);
    expect(reminderSteps(settings, 'information-form')).not.toEqual(settings.reminders.default);
  });

  test('come on the mornings of working days after the day of asking, in order, and never after the expiry', () => {
    const kind = fc.constantFrom('renewal', 'windows', 'invitation', 'report', 'survey', 'default', 'attendance');
    fc.assert(
      fc.property(kind, schoolDate, fc.nat(60), fc.nat(30), anyBreaks, (name, day, untilDue, grace, pauses) => {
        const at = (days: number) => new Date(Date.parse(`${day}T10:00:00Z`) + days * 86_400_000).toISOString();
        const question = { askedAt: at(0), dueAt: at(untilDue), expiresAt: at(untilDue + grace) };
        const schedule = reminderSchedule(reminderSteps(settings, name), question, pauses);
        expect(schedule).toEqual([...schedule].sort((a, b) => a.at.localeCompare(b.at)));
        for (const { at: instant } of schedule) {
          const { date, time } = londonDateAndTime(instant);
          expect(time).toBe('07:30');
          expect(isWorkingDay(date, pauses)).toBe(true);
          expect(date > day && instant < question.expiresAt).toBe(true);
        }
      }),
    );
  });
});
