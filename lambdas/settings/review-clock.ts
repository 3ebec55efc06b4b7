/**
 * Every due and expiry instant of one review, worked out from day 1 of its visit: the table of domain.md, 'The year of
 * one review', as a pure function. All clocks run in working days of the host.
 */
import { addDays, addMonths, addWeeks, type DateRange } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import {
  addWorkingDays,
  lastVisitDay,
  visitDays,
  workingDayAtOrAfter,
  workingDayAtOrBefore,
} from '../calendar/working-days.ts';
import type { ClockEntry, FixedClock } from './clock-steps.ts';
import type { ProgrammeSettings } from './programme-settings.ts';
import { type QuestionClock, questionClock } from './question-clock.ts';

/** The clock of a review, with the steps that questions bring themselves. */
export type ReviewClock = FixedClock & QuestionClock;

/** The settings that the clock is made of. */
export type ClockSettings = Pick<
  ProgrammeSettings,
  'times' | 'team' | 'preparation' | 'visit' | 'report' | 'publication' | 'feedback'
>;

/**
 * The clock of a review whose visit begins on `day1`.
 *
 * Expiry is the day of the last reminder for being late and one working day more; before the visit it is never later than
 * the due time of the next step, because a timetable that comes after the call about it is of no use. Where a long break
 * would let two deadlines before the visit collide, the earlier step is moved forward so that each keeps its working days.
 */
export function reviewClock(day1: string, settings: ClockSettings, breaks: readonly DateRange[] = []): ReviewClock {
  const own = questionClock(day1, settings, breaks);
  return {
    ...own,
    ...beforeTheVisit(day1, settings, breaks, londonDate(own.attendance.due)),
    ...duringTheVisit(day1, settings, breaks),
    ...afterTheVisit(day1, settings, breaks),
  };
}

/** The clock on a review's row, with what questions have brought since its dates were fixed. */
export const wholeClock = (
  { day1, clock }: { readonly day1: string; readonly clock: FixedClock },
  settings: ClockSettings,
  breaks: readonly DateRange[],
): ReviewClock => ({ ...questionClock(day1, settings, breaks), ...clock });

/** How many working days after the due day silence counts as an answer: the last reminder and one day more. */
function grace(settings: ClockSettings): number {
  return (settings.report.chase.at(-1) ?? 0) + 1;
}

/** @param attendance the day by which everybody has confirmed to be there, a step that its question brings */
function beforeTheVisit(day1: string, settings: ClockSettings, breaks: readonly DateRange[], attendance: string) {
  const { team, preparation, times } = settings;
  const back = (day: string, workingDays: number) => addWorkingDays(day, -workingDays, breaks);
  const weeksBefore = (weeks: number) => workingDayAtOrBefore(addWeeks(day1, -weeks), breaks);
  const at = (day: string) => londonInstant(day, times.due);
  const opensOn = (day: string) => londonInstant(day, times.opens);

  const call = back(day1, preparation.callWorkingDaysBefore);
  const timetable = back(day1, preparation.timetableWorkingDaysBefore);
  const form = earlier(weeksBefore(preparation.formDueWeeksBefore), back(timetable, 1));
  const confirm = earlier(
    addWorkingDays(weeksBefore(team.completeWeeksBefore), team.confirmWorkingDays, breaks),
    back(form, 1),
  );
  const complete = earlier(weeksBefore(team.completeWeeksBefore), back(confirm, team.confirmWorkingDays));
  // Everybody of a team must have had the time to answer before the team can be complete.
  const invite = earlier(weeksBefore(team.inviteWeeksBefore), back(complete, team.answerWorkingDays + 1));

  const lateUntil = (day: string, nextDue: string) =>
    at(earlier(addWorkingDays(day, grace(settings), breaks), nextDue));
  return {
    teamComplete: { opens: opensOn(invite), due: at(complete), expires: lateUntil(complete, confirm) },
    confirmTeam: { opens: opensOn(complete), due: at(confirm), expires: lateUntil(confirm, form) },
    informationForm: {
      opens: opensOn(earlier(weeksBefore(preparation.formOpensWeeksBefore), complete)),
      due: at(form),
      expires: lateUntil(form, timetable),
    },
    timetable: { opens: opensOn(form), due: at(timetable), expires: lateUntil(timetable, call) },
    call: { opens: opensOn(timetable), due: at(call), expires: lateUntil(call, attendance) },
  };
}

function duringTheVisit(day1: string, settings: ClockSettings, breaks: readonly DateRange[]) {
  const { visit, times } = settings;
  const [first, second, third] = visitDays(day1);
  const eveningNotes = (day: string): ClockEntry => ({
    opens: londonInstant(day, visit.eveningNoteFrom),
    due: londonInstant(day, visit.eveningNoteDue),
    expires: londonInstant(addDays(day, 1), visit.noteExpires),
  });
  const findingsUntil = (graceDays: number) => londonInstant(addWorkingDays(third, graceDays, breaks), times.due);
  return {
    eveningNotes1: eveningNotes(first),
    eveningNotes2: eveningNotes(second),
    eveningNotes3: eveningNotes(third),
    findings: {
      opens: londonInstant(third, visit.findingsFrom),
      due: londonInstant(third, visit.findingsDue),
      expires: findingsUntil(visit.findingsGraceWorkingDays),
    },
    agreeFindings: {
      opens: londonInstant(third, visit.findingsFrom),
      due: londonInstant(third, visit.findingsAgreedBy),
      expires: findingsUntil(visit.findingsGraceWorkingDays + 1),
    },
  };
}

function afterTheVisit(day1: string, settings: ClockSettings, breaks: readonly DateRange[]) {
  const { report, publication, feedback, times } = settings;
  const day3 = lastVisitDay(day1);
  const after = (workingDays: number) => addWorkingDays(day3, workingDays, breaks);
  const at = (day: string) => londonInstant(day, times.due);
  const entry = (opens: string, due: string, graceDays: number): ClockEntry => ({
    opens: londonInstant(opens, times.opens),
    due: at(due),
    expires: at(addWorkingDays(due, graceDays, breaks)),
  });
  const final = after(report.final);
  const choice = addWorkingDays(final, publication.askWorkingDays, breaks);
  const surveysOpen = addWorkingDays(final, feedback.openWorkingDays, breaks);
  const surveysClose = workingDayAtOrAfter(addDays(surveysOpen, feedback.closeDays), breaks);
  const progress = workingDayAtOrAfter(addMonths(final, feedback.progressMonths), breaks);
  return {
    draft: entry(after(1), after(report.draft), grace(settings)),
    qualityRead: entry(after(report.draft), after(report.qualityRead), grace(settings)),
    // The host's check closes on the day that was announced and is not chased.
    factCheck: entry(after(report.qualityRead), after(report.hostCheckCloses), 1),
    amend: entry(after(report.hostCheckCloses), after(report.amended), grace(settings)),
    agreeReport: entry(after(report.amended), final, grace(settings)),
    publicationChoice: entry(final, choice, 1),
    surveys: entry(surveysOpen, later(surveysClose, addWorkingDays(choice, 1, breaks)), 1),
    progressCheck: entry(
      progress,
      addWorkingDays(progress, feedback.progressAnswerWorkingDays, breaks),
      grace(settings),
    ),
  };
}

const earlier = (a: string, b: string): string => (a < b ? a : b);
const later = (a: string, b: string): string => (a > b ? a : b);

/** The times of stage 2 for a review that is hoped to have its visit in the week of the Monday `week`. */
export interface SchedulingClock {
  /** The day on which its scheduling begins. */
  readonly startsOn: string;
  /** The host ranks its windows. */
  readonly windows: ClockEntry;
  /** The working day by which the dates are agreed. */
  readonly fixedBy: string;
}

/** When the host is asked for its dates and by when they are agreed (domain.md, stage 2). */
export function schedulingClock(
  week: string,
  settings: Pick<ProgrammeSettings, 'times' | 'scheduling'>,
  breaks: readonly DateRange[] = [],
): SchedulingClock {
  const { scheduling, times } = settings;
  const startsOn = workingDayAtOrBefore(addWeeks(week, -scheduling.askWeeksBefore), breaks);
  const closes = workingDayAtOrAfter(addWeeks(startsOn, scheduling.openWeeks), breaks);
  return {
    startsOn,
    windows: {
      opens: londonInstant(startsOn, times.opens),
      due: londonInstant(closes, times.due),
      expires: londonInstant(addWorkingDays(closes, 1, breaks), times.due),
    },
    fixedBy: workingDayAtOrBefore(addWeeks(week, -scheduling.fixedWeeksBefore), breaks),
  };
}
