import { DAILY_ROUND } from '../calendar/daily-round.ts';
import { addDays, type DateRange } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { addWorkingDays, workingDayAtOrAfter, workingInstantAtOrAfter } from '../calendar/working-days.ts';
import { reminderSchedule, reminderSteps } from '../settings/reminders.ts';
import { NEVER } from '../store/entities/agenda.ts';
import type { Decision } from '../store/store.ts';
import type { BoundQuestion } from './question.ts';

/** One thing that the daily round does about an open question. */
export interface ScheduledStep {
  readonly at: string;
  readonly act: 'first-mail' | 'remind' | 'tell-hub-manager' | 'tell-central-team';
}

/** When a working day's questions close, London time. */
const CLOSE_OF_DAY = '17:00';

const HOUR = 3_600_000;

/** The shortest time to answer, and the shortest after the first mail where that comes with a later daily round. */
const LEAST_HOURS = { afterAsking: 6, afterFirstMail: 10 };

/**
 * When the person hears of a question that is asked at `at`: now, or with the next daily round. One that `waits` goes
 * with a later day's round in any case, and one with a day of its own not before that day's.
 */
function firstMailAt(at: string, waits: boolean, heardOn = ''): string {
  if (heardOn > londonDate(at)) return londonInstant(workingDayAtOrAfter(heardOn), DAILY_ROUND);
  if (waits) return londonInstant(workingDayAtOrAfter(addDays(londonDate(at), 1)), DAILY_ROUND);
  const morning = londonInstant(londonDate(workingInstantAtOrAfter(at)), DAILY_ROUND);
  return morning <= at ? at : morning;
}

/**
 * By when a question is to be answered and when it ends: as the workflow and the question say, but never before the
 * person had a fair time since hearing of it. The row owns the expiry; a workflow whose wait ends earliest looks at the
 * row and waits on.
 *
 * One that is urgent ends when the workflow says; one that is endless never.
 *
 * @param waits whether the first mail is left to the next day's daily round.
 */
export function fairTimes(
  asked: { readonly at: string; readonly expiresAt: string },
  bound: Pick<BoundQuestion, 'dueAt' | 'leastWorkingDays' | 'breaks' | 'urgent' | 'endless' | 'heardOn'>,
  waits = false,
): { readonly dueAt: string; readonly expiresAt: string } {
  if (bound.endless) return { dueAt: NEVER, expiresAt: NEVER };
  if (bound.urgent) {
    const { expiresAt } = asked;
    return { dueAt: earlier(bound.dueAt, expiresAt), expiresAt };
  }
  const mailed = firstMailAt(asked.at, waits, bound.heardOn);
  const hours = mailed === asked.at ? LEAST_HOURS.afterAsking : LEAST_HOURS.afterFirstMail;
  const soonest = new Date(Date.parse(mailed) + hours * HOUR).toISOString();
  const granted =
    bound.leastWorkingDays === undefined
      ? ''
      : londonInstant(addWorkingDays(londonDate(mailed), bound.leastWorkingDays, bound.breaks), CLOSE_OF_DAY);
  const expiresAt = latest(asked.expiresAt, soonest, granted);
  const dueAt = latest(bound.dueAt, granted);
  return { dueAt: dueAt > mailed && dueAt < expiresAt ? dueAt : expiresAt, expiresAt };
}

/**
 * Everything that is to come while nobody answers. The first mail goes at once between the daily round and the end of
 * a working day; at other times it comes first in this list, for the next daily round.
 */
export function stepsToCome(
  bound: Pick<BoundQuestion, 'reminderSettings' | 'reminders' | 'breaks' | 'heardOn'>,
  question: { readonly askedAt: string; readonly dueAt: string; readonly expiresAt: string },
  waits = false,
): { readonly mailNow: boolean; readonly scheduled: readonly ScheduledStep[] } {
  const planned = reminderSchedule(reminderSteps(bound.reminderSettings, bound.reminders), question, bound.breaks);
  const mailed = firstMailAt(question.askedAt, waits, bound.heardOn);
  const reminders = remindedFirst(planned, mailed, question.expiresAt, bound.breaks);
  if (mailed === question.askedAt) return { mailNow: true, scheduled: reminders };
  const first = { at: mailed, act: 'first-mail' } as const;
  return { mailNow: false, scheduled: [first, ...reminders.filter((step) => step.at > first.at)] };
}

/**
 * The same steps, with nobody told of the silence of somebody who was not reminded. A question may come so late, even on the day it is
 * due, that no reminder is left before the first telling. Then there is one on the working morning before it, or the next one
 * after the first mail, and others are told a working morning later: so there was a working day to answer in, and a reminder.
 * Where the question would be over by then, both come on the one morning that is left, the reminder first.
 */
function remindedFirst(
  steps: readonly ScheduledStep[],
  mailed: string,
  expiresAt: string,
  breaks: readonly DateRange[] = [],
): readonly ScheduledStep[] {
  const first = steps.find(isTelling);
  if (!first || steps.some(({ act, at }) => act === 'remind' && at > mailed && at <= first.at)) {
    return steps.toSorted(reminderFirst);
  }
  const morning = (day: string, later: number) => londonInstant(addWorkingDays(day, later, breaks), DAILY_ROUND);
  const remindAt = latest(morning(londonDate(mailed), 1), morning(londonDate(first.at), -1));
  const next = morning(londonDate(remindAt), 1);
  const tellFrom = next < expiresAt ? next : remindAt;
  const told = steps.map((step) => (isTelling(step) ? { at: latest(step.at, tellFrom), act: step.act } : step));
  return [{ at: remindAt, act: 'remind' } as const, ...told].filter(({ at }) => at < expiresAt).sort(reminderFirst);
}

/** In the order of time; of one morning the reminder first, be the settings in whatever order. */
const reminderFirst = (a: ScheduledStep, b: ScheduledStep): number =>
  a.at.localeCompare(b.at) || Number(isTelling(a)) - Number(isTelling(b));

const isTelling = ({ act }: ScheduledStep): boolean => act === 'tell-hub-manager' || act === 'tell-central-team';

/** When the row is to be looked at next: for the first of its steps, or to settle it. */
export const nextActionAt = (scheduled: readonly ScheduledStep[], expiresAt: string): string =>
  earliest(scheduled[0]?.at ?? expiresAt, expiresAt);

export const scheduledStepsOf = (decision: Decision): readonly ScheduledStep[] => decision.schedule as ScheduledStep[];

const earliest = (...instants: readonly string[]): string => instants.toSorted()[0] ?? '';

/** Instants are text that sorts as time does. */
const latest = (...instants: readonly string[]): string => instants.toSorted().at(-1) ?? '';

const earlier = (one: string, other: string): string => [one, other].sort()[0] ?? one;
