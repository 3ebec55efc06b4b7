import { londonDateAndTime, londonInstant } from '../calendar/london.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import type { BoundQuestion } from '../questions/question.ts';
import { nextActionAt, type ScheduledStep, scheduledStepsOf } from '../questions/schedule.ts';
import type { Decision, Store } from '../store/store.ts';

/** Whether nobody has heard of a question, and there is nothing yet by which it could be answered. */
export const isNothingYet = (decision: Decision, bound: Pick<BoundQuestion, 'nothingYet'>): boolean =>
  bound.nothingYet === true && decision.mails === 0;

/**
 * Leaves a question to the next working morning, with everything that was planned from its first mail on: whoever hears of it then has as many
 * working days as they would have had today, but not beyond its end.
 */
export async function lookAgainTomorrow(
  decision: Decision,
  { breaks }: Pick<BoundQuestion, 'breaks'>,
  store: Pick<Store, 'rows' | 'write'>,
): Promise<void> {
  const { about, decision: id, expiresAt } = decision;
  const later = (instant: string): string => {
    const { date, time } = londonDateAndTime(instant);
    return londonInstant(addWorkingDays(date, 1, breaks), time);
  };
  const schedule = scheduledStepsOf(decision)
    .map((step): ScheduledStep => ({ ...step, at: later(step.at) }))
    .filter(({ at }) => at < expiresAt);
  const dueAt = [later(decision.dueAt), expiresAt].toSorted()[0] ?? expiresAt;
  await store.write([
    store.rows.decision
      .patch({ about, decision: id })
      .set({ schedule, dueAt, nextActionAt: nextActionAt(schedule, expiresAt) })
      .composite({ queue: 'open', ...(decision.openFor !== undefined && { openFor: decision.openFor }) })
      // Somebody may have answered, or been mailed a link, at this moment.
      .where(
        ({ status, mails, person }, { eq }) =>
          `${eq(status, 'open')} AND ${eq(mails, 0)} AND ${eq(person, decision.person)}`,
      )
      .commit(),
  ]);
}
