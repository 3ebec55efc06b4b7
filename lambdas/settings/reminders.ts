/**
 * When somebody who has not answered is reminded, and who is told of it: data, a list of steps for every kind of question.
 *
 * Reminders of different kinds have their own clocks, and the daily round carries them out (design.md, 'Decisions').
 */
import * as z from 'zod';
import { DAILY_ROUND } from '../calendar/daily-round.ts';
import { addDays, type DateRange } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { addWorkingDays, workingDayAtOrAfter } from '../calendar/working-days.ts';

const act = z.enum(['remind', 'tell-hub-manager', 'tell-central-team']);

/**
 * One step. Exactly one of `days` and `workingDays` says how long after asking, or after the due day; negative means before
 * the due day.
 */
export const ReminderStep = z
  .strictObject({ act, after: z.enum(['asked', 'due']), days: z.int().optional(), workingDays: z.int().optional() })
  .refine((step) => (step.days === undefined) !== (step.workingDays === undefined), {
    error: 'must have either "days" or "workingDays"',
  });
export type ReminderStep = z.infer<typeof ReminderStep>;

/** Steps by kind of question; 'default' serves every kind that is not named. */
export const Reminders = z
  .record(
    z.string().regex(/^[a-z][a-z-]*$/, 'must be the name of a question in small letters and hyphens'),
    z.array(ReminderStep),
  )
  .refine((reminders) => reminders.default !== undefined, { error: 'must have an entry "default"' });
export type Reminders = z.infer<typeof Reminders>;

/** The part of a programme's settings that says when people are reminded, and how much time more they can take. */
interface ReminderSettings {
  readonly renewal: {
    readonly reminderDays: number[];
    readonly hubManagerAfterDays: number;
    readonly centralTeamAfterDays: number;
  };
  readonly scheduling: { readonly remindDays: number[] };
  readonly team: { readonly remindAfterWorkingDays: number[] };
  readonly report: { readonly chase: number[] };
  readonly feedback: { readonly remindDays: number[] };
  readonly reminders: Reminders;
  readonly answers: { readonly moreTimeWorkingDays: number };
}

const remind = (after: 'asked' | 'due', unit: 'days' | 'workingDays') => (amount: number) =>
  ({ act: 'remind', after, [unit]: amount }) as ReminderStep;

/**
 * The steps for a kind of question. Some kinds are described by their stage's own settings: 'renewal', 'windows' (the
 * host ranks windows), 'invitation' (to a team), 'report' (every late step of the report), 'survey'; what `reminders` has
 * under their names comes on top. Any other name is looked up in `reminders`, and served by its 'default' when it is not
 * there.
 */
export function reminderSteps(settings: ReminderSettings, kind: string): readonly ReminderStep[] {
  const named = settings.reminders[kind];
  const ofStage = stepsOfStage(settings, kind);
  return ofStage ? [...ofStage, ...(named ?? [])] : (named ?? settings.reminders.default ?? []);
}

function stepsOfStage(settings: ReminderSettings, kind: string): readonly ReminderStep[] | undefined {
  const { renewal } = settings;
  switch (kind) {
    case 'renewal':
      return [
        ...renewal.reminderDays.map(remind('asked', 'days')),
        { act: 'tell-hub-manager', after: 'asked', days: renewal.hubManagerAfterDays },
        { act: 'tell-central-team', after: 'asked', days: renewal.centralTeamAfterDays },
      ];
    case 'windows':
      return settings.scheduling.remindDays.map(remind('asked', 'days'));
    case 'invitation':
      return settings.team.remindAfterWorkingDays.map(remind('asked', 'workingDays'));
    case 'report':
      return settings.report.chase.map(remind('due', 'workingDays'));
    case 'survey':
      return settings.feedback.remindDays.map(remind('asked', 'days'));
    default:
      return undefined;
  }
}

/** What is to be done about an open question, and from which instant on. */
export interface ScheduledReminder {
  readonly at: string;
  readonly act: ReminderStep['act'];
}

/**
 * The steps as instants, in order: the morning of the working day that each falls on, or of the next one. Left out is what
 * would come on the day of asking or before, and what would come when the question has expired.
 */
export function reminderSchedule(
  steps: readonly ReminderStep[],
  question: { readonly askedAt: string; readonly dueAt: string; readonly expiresAt: string },
  breaks: readonly DateRange[] = [],
): ScheduledReminder[] {
  const asked = londonDate(question.askedAt);
  const due = londonDate(question.dueAt);
  return steps
    .map((step) => {
      const from = step.after === 'asked' ? asked : due;
      const day =
        step.workingDays === undefined
          ? workingDayAtOrAfter(addDays(from, step.days ?? 0), breaks)
          : addWorkingDays(from, step.workingDays, breaks);
      return { at: londonInstant(day, DAILY_ROUND), act: step.act, day };
    })
    .filter(({ at, day }) => day > asked && at < question.expiresAt)
    .sort((a, b) => a.at.localeCompare(b.at))
    .map(({ at, act }) => ({ at, act }));
}
