import { londonDate, londonInstant } from '../calendar/london.ts';
import { workingInstantAtOrAfter } from '../calendar/working-days.ts';
import { reminderSchedule, reminderSteps } from '../settings/reminders.ts';
import type { Decision } from '../store/store.ts';
import type { BoundQuestion } from './question.ts';

/** One thing that the morning round does about an open question. */
export interface Act {
  readonly at: string;
  readonly act: 'first-mail' | 'remind' | 'tell-hub-manager' | 'tell-central-team';
}

/** When the morning round goes, London time. */
const MORNING_ROUND = '07:30';

const SIX_HOURS = 6 * 3600 * 1000;

/**
 * When a question ends that is asked at `at`: as the workflow says, but never less than six hours later. The waits in
 * statemachines/ have the same floor.
 */
export const fairExpiry = (at: string, expiresAt: string): string => {
  const floor = new Date(Date.parse(at) + SIX_HOURS).toISOString();
  return expiresAt > floor ? expiresAt : floor;
};

/**
 * Everything that is to come while nobody answers. The first mail goes at once between the morning round and the end of
 * a working day; at other times it comes first in this list, for the next morning round.
 */
export function actsToCome(
  bound: Pick<BoundQuestion, 'reminderSettings' | 'reminders' | 'breaks'>,
  question: { readonly askedAt: string; readonly dueAt: string; readonly expiresAt: string },
): { readonly mailNow: boolean; readonly acts: readonly Act[] } {
  const reminders = reminderSchedule(reminderSteps(bound.reminderSettings, bound.reminders), question, bound.breaks);
  const day = londonDate(workingInstantAtOrAfter(question.askedAt));
  const morning = londonInstant(day, MORNING_ROUND);
  if (morning <= question.askedAt) return { mailNow: true, acts: reminders };
  const first = { at: earlier(morning, question.expiresAt), act: 'first-mail' } as const;
  return { mailNow: false, acts: [first, ...reminders.filter((act) => act.at > first.at)] };
}

/** When the row is to be looked at next: for the first of its acts, or to settle it. */
export const nextActionAt = (acts: readonly Act[], expiresAt: string): string =>
  earlier(acts[0]?.at ?? expiresAt, expiresAt);

export const actsOf = (decision: Decision): readonly Act[] => decision.schedule as Act[];

const earlier = (a: string, b: string): string => (a < b ? a : b);
