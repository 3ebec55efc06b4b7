import { DAILY_ROUND } from '../calendar/daily-round.ts';
import type { DateRange } from '../calendar/dates.ts';
import { londonDateAndTime, londonInstant } from '../calendar/london.ts';
import { addWorkingDays, workingDayAtOrBefore } from '../calendar/working-days.ts';
import type { BoundQuestion } from '../questions/question.ts';
import { type ScheduledStep, scheduledStepsOf } from '../questions/schedule.ts';
import { reminderSchedule, reminderSteps } from '../settings/reminders.ts';
import type { Decision } from '../store/store.ts';

/** The times of a question that was given more time. */
export interface MoreTime {
  readonly dueAt: string;
  readonly expiresAt: string;
  readonly schedule: readonly ScheduledStep[];
}

/** A question's due day and expiry so many working days later, and what is to come until then. */
export function withMoreTime(
  decision: Pick<Decision, 'askedAt' | 'dueAt' | 'expiresAt' | 'schedule'>,
  bound: Pick<BoundQuestion, 'breaks' | 'reminders' | 'reminderSettings'>,
  workingDays: number,
  at: string,
): MoreTime {
  const { askedAt } = decision;
  const expiresAt = later(decision.expiresAt, workingDays, bound.breaks);
  const moved = later(decision.dueAt, workingDays, bound.breaks);
  // Somebody long overdue would be told a day that is over: then the end counts.
  const dueAt = moved > at ? moved : expiresAt;
  const steps = reminderSteps(bound.reminderSettings, bound.reminders);
  const first = scheduledStepsOf(decision as Decision).filter(({ act }) => act === 'first-mail');
  const scheduled = reminderSchedule(steps, { askedAt, dueAt, expiresAt }, bound.breaks).filter((step) => step.at > at);
  const reminds = scheduled.some(({ act }) => act === 'remind') ? [] : lastReminder(dueAt, at, bound.breaks);
  return { dueAt, expiresAt, schedule: [...first, ...reminds, ...scheduled].sort((a, b) => a.at.localeCompare(b.at)) };
}

/** Reminders that count from the day of asking may all be over; then one comes on the last working day. */
function lastReminder(dueAt: string, at: string, breaks: readonly DateRange[]): readonly ScheduledStep[] {
  const { date } = londonDateAndTime(dueAt);
  const morning = londonInstant(workingDayAtOrBefore(date, breaks), DAILY_ROUND);
  return morning > at && morning < dueAt ? [{ at: morning, act: 'remind' }] : [];
}

/**
 * How many working days more a question can be given at most, where what follows has a fixed time.
 *
 * @param latest until when it can be kept open
 */
export function mostMoreTime(
  expiresAt: string,
  latest: string | undefined,
  breaks: readonly DateRange[],
  most: number,
): number {
  if (latest === undefined) return most;
  let days = 0;
  while (days < most && later(expiresAt, days + 1, breaks) <= latest) days += 1;
  return days;
}

function later(instant: string, workingDays: number, breaks: readonly DateRange[]): string {
  const { date, time } = londonDateAndTime(instant);
  return londonInstant(addWorkingDays(date, workingDays, breaks), time);
}
