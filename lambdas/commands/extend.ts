import { type DateRange, longDate } from '../calendar/dates.ts';
import { londonDateAndTime, londonInstant } from '../calendar/london.ts';
import { addWorkingDays, workingDayAtOrBefore } from '../calendar/working-days.ts';
import type { BoundQuestion } from '../decisions/question.ts';
import { actsOf, type Act as Due, nextActionAt } from '../decisions/schedule.ts';
import { reminderSchedule, reminderSteps } from '../settings/reminders.ts';
import type { Decision } from '../store/store.ts';
import type { Act } from './act.ts';
import { belongsToTheVisit, inWords, latestExpiry } from './latest-expiry.ts';
import type { OpenQuestion, Planned } from './question-act.ts';
import type { SteeringDesk } from './steering-desk.ts';

/** The times of a question that was given more time. */
export interface MoreTime {
  readonly dueAt: string;
  readonly expiresAt: string;
  readonly schedule: readonly Due[];
}

/**
 * Gives a person so many working days more: both the day they were told and the end of waiting move, by the host's own
 * calendar. The row owns its expiry, and the workflow's wait looks at the row again when it ends (docs/decisions/0001),
 * so nobody else has to be told.
 */
export async function extend(
  { about, at, workingDays }: Act<'extend'>,
  { decision, bound }: OpenQuestion,
  { store }: SteeringDesk,
): Promise<Planned> {
  if (bound.standing) return { refusal: 'This link only stands ready and has no date to move.' };
  if (belongsToTheVisit(decision)) {
    return { refusal: 'This belongs to the days of the visit themselves, so it cannot wait. Telephone the person.' };
  }
  const more = withMoreTime(decision, bound, workingDays, at);
  const review = decision.stage === undefined ? undefined : await store.review(about);
  const latest = latestExpiry(decision.question, review);
  if (latest && more.expiresAt > latest.at) {
    return { refusal: `${days(workingDays)} more are too many. ${inWords(latest)}` };
  }
  return {
    change: (guard, steering) =>
      store.rows.decision
        .patch({ about, decision: decision.decision })
        .set({
          ...more,
          schedule: [...more.schedule],
          nextActionAt: nextActionAt(more.schedule, more.expiresAt),
          steering,
        })
        .composite({ queue: 'open', openFor: decision.person })
        .where(guard as never)
        .commit(),
    sentence: `${decision.person} has until ${longDate(londonDateAndTime(more.dueAt).date)} now, and has been told.`,
    what: `gave ${days(workingDays)} more`,
  };
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
  const first = actsOf(decision as Decision).filter(({ act }) => act === 'first-mail');
  const acts = reminderSchedule(steps, { askedAt, dueAt, expiresAt }, bound.breaks).filter((act) => act.at > at);
  const reminds = acts.some(({ act }) => act === 'remind') ? [] : lastReminder(dueAt, at, bound.breaks);
  return { dueAt, expiresAt, schedule: [...first, ...reminds, ...acts].sort((a, b) => a.at.localeCompare(b.at)) };
}

/** Reminders that count from the day of asking may all be over; then one comes on the last working day. */
function lastReminder(dueAt: string, at: string, breaks: readonly DateRange[]): readonly Due[] {
  const { date } = londonDateAndTime(dueAt);
  const morning = londonInstant(workingDayAtOrBefore(date, breaks), '07:30');
  return morning > at && morning < dueAt ? [{ at: morning, act: 'remind' }] : [];
}

function later(instant: string, workingDays: number, breaks: readonly DateRange[]): string {
  const { date, time } = londonDateAndTime(instant);
  return londonInstant(addWorkingDays(date, workingDays, breaks), time);
}

const days = (count: number): string => (count === 1 ? '1 working day' : `${count} working days`);
