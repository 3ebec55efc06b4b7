import { TZDate } from '@date-fns/tz';
import { parseCron } from './cron.ts';

/** When a schedule fires. */
export interface Recurrence {
  /** The first firing after `after`, in milliseconds since the epoch; nothing when there will be none. */
  next(after: number): number | undefined;
}

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads a ScheduleExpression: `cron(...)`, `rate(n minutes|hours|days)` or `at(yyyy-mm-ddThh:mm:ss)`.
 *
 * @param start moment from which a rate counts: the schedule's own start date, or when it was created.
 * @throws Error when AWS would refuse the expression.
 */
export function parseScheduleExpression(expression: string, timeZone: string, start: number): Recurrence {
  const [, kind, body] = /^(cron|rate|at)\((.+)\)$/.exec(expression) ?? [];
  if (kind === undefined || body === undefined) throw new Error(`'${expression}' is not a schedule expression.`);
  if (kind === 'cron') return parseCron(body, timeZone);
  if (kind === 'at') {
    const [, year, month, day, hour, minute, second] =
      /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(body)?.map(Number) ?? [];
    if (year === undefined || month === undefined) throw new Error(`'${expression}' holds no date and time.`);
    const moment = new TZDate(year, month - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0, timeZone).getTime();
    return { next: (after) => (moment > after ? moment : undefined) };
  }
  const [, count, unit] = /^(\d+) (minute|hour|day)s?$/.exec(body) ?? [];
  const step = Number(count) * (UNIT_MS[unit ?? ''] ?? Number.NaN);
  if (!(step > 0)) throw new Error(`'${expression}' holds no rate.`);
  // A rate counts elapsed time, so a day of 23 or 25 hours moves its time of day, as on AWS.
  return { next: (after) => (after < start ? start : start + (Math.floor((after - start) / step) + 1) * step) };
}
