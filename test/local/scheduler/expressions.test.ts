import { TZDate } from '@date-fns/tz';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScheduleExpression } from '../../../local/scheduler/expressions.ts';

const LONDON = 'Europe/London';

/** The first firings after a moment, as ISO texts. */
function firings(expression: string, after: string, count = 1, timeZone = LONDON): string[] {
  const recurrence = parseScheduleExpression(expression, timeZone, Date.parse(after));
  const found: string[] = [];
  let at: number | undefined = Date.parse(after);
  while (found.length < count) {
    at = recurrence.next(at);
    if (at === undefined) break;
    found.push(new Date(at).toISOString());
  }
  return found;
}

describe('schedule expressions', () => {
  it('keeps 07:30 in London through winter and summer', () => {
    expect(firings('cron(30 7 ? * MON-FRI *)', '2027-03-25T12:00:00Z', 3)).toEqual([
      '2027-03-26T07:30:00.000Z',
      '2027-03-29T06:30:00.000Z',
      '2027-03-30T06:30:00.000Z',
    ]);
  });

  it('skips a local time that does not exist, and fires once in the hour that comes twice', () => {
    expect(firings('cron(30 1 * * ? *)', '2027-03-27T12:00:00Z')).toEqual(['2027-03-29T00:30:00.000Z']);
    expect(firings('cron(30 1 * * ? *)', '2027-10-30T12:00:00Z', 2)).toEqual([
      '2027-10-31T00:30:00.000Z',
      '2027-11-01T01:30:00.000Z',
    ]);
  });

  it.each([
    ['cron(0 9 1W 2 ? *)', '2026-01-01T00:00:00Z', '2026-02-02T09:00:00.000Z'], // 1 February 2026 is a Sunday
    ['cron(0 9 1W 5 ? *)', '2027-01-01T00:00:00Z', '2027-05-03T08:00:00.000Z'], // a Saturday at the month's start
    ['cron(0 9 LW 1 ? *)', '2027-01-01T00:00:00Z', '2027-01-29T09:00:00.000Z'], // 31 January 2027 is a Sunday
    ['cron(0 9 L * ? *)', '2027-02-01T00:00:00Z', '2027-02-28T09:00:00.000Z'],
    ['cron(15,45 8/4 ? JAN 2#3 *)', '2027-01-01T00:00:00Z', '2027-01-18T08:15:00.000Z'],
    ['cron(0 12 ? * FRIL *)', '2027-01-01T00:00:00Z', '2027-01-29T12:00:00.000Z'],
    ['cron(0 0 1 1 ? 2030)', '2027-01-01T00:00:00Z', '2030-01-01T00:00:00.000Z'],
    ['at(2027-06-01T09:00:00)', '2027-01-01T00:00:00Z', '2027-06-01T08:00:00.000Z'],
    ['rate(90 minutes)', '2027-01-01T00:00:00Z', '2027-01-01T01:30:00.000Z'],
  ])('%s', (expression, after, expected) => {
    expect(firings(expression, after)).toEqual([expected]);
  });

  it('ends when nothing is to come', () => {
    expect(firings('cron(0 9 1 1 ? 2026)', '2026-02-01T00:00:00Z')).toEqual([]);
    expect(firings('at(2026-01-01T00:00:00)', '2026-02-01T00:00:00Z')).toEqual([]);
  });

  it.each(['cron(0 9 * * *)', 'cron(0 9 * * * *)', 'cron(60 9 * * ? *)', 'cron(0 9 ? * 0 *)', 'rate(0 days)', 'daily'])(
    'refuses %s',
    (expression) => {
      expect(() => parseScheduleExpression(expression, LONDON, 0)).toThrow();
    },
  );

  it('fires at the local minute it names, within the next days', () => {
    const zone = fc.constantFrom(LONDON, 'America/New_York', 'Australia/Lord_Howe', 'UTC');
    const after = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2030-01-01') });
    const time = fc.record({ hour: fc.nat(23), minute: fc.nat(59) });
    fc.assert(
      fc.property(zone, after, time, (timeZone, from, { hour, minute }) => {
        const next = parseScheduleExpression(`cron(${minute} ${hour} * * ? *)`, timeZone, 0).next(from) ?? 0;
        const local = new TZDate(next, timeZone);
        expect(next).toBeGreaterThan(from);
        expect([local.getHours(), local.getMinutes()]).toEqual([hour, minute]);
        // At most a day, an hour of changed clocks, and a day more when the change swallowed the moment.
        expect(next - from).toBeLessThanOrEqual(49 * 3_600_000);
      }),
    );
  });
});
