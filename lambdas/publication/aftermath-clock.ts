import { addDays, addMonths, type DateRange } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { addWorkingDays, workingDayAtOrAfter } from '../calendar/working-days.ts';
import type { ClockEntry, FixedClock } from '../settings/clock-steps.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';

/** What follows a final report. */
export type AftermathClock = Pick<FixedClock, 'surveys' | 'progressCheck'>;

/**
 * The clock of feedback and progress check, counted from the day the report really was final: the review's own clock
 * only knew the day it was to be (domain.md, stage 8).
 */
export function aftermathClock(
  finalAt: string,
  settings: Pick<ProgrammeSettings, 'feedback' | 'report' | 'times'>,
  breaks: readonly DateRange[] = [],
): AftermathClock {
  const { feedback, report, times } = settings;
  const final = londonDate(finalAt);
  const entry = (opens: string, due: string, graceDays: number): ClockEntry => ({
    opens: londonInstant(opens, times.opens),
    due: londonInstant(due, times.due),
    expires: londonInstant(addWorkingDays(due, graceDays, breaks), times.due),
  });
  const surveysOpen = addWorkingDays(final, feedback.openWorkingDays, breaks);
  const surveysClose = workingDayAtOrAfter(addDays(surveysOpen, feedback.closeDays), breaks);
  const progress = workingDayAtOrAfter(addMonths(final, feedback.progressMonths), breaks);
  return {
    surveys: entry(surveysOpen, surveysClose, 1),
    progressCheck: entry(
      progress,
      addWorkingDays(progress, feedback.progressAnswerWorkingDays, breaks),
      (report.chase.at(-1) ?? 0) + 1,
    ),
  };
}
