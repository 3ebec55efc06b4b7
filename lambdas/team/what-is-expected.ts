import type { ProgrammeSettings } from '../settings/programme-settings.ts';

/** What somebody takes on beside the three days. */
export function expectedWork(
  kind: 'lead' | 'reviewer',
  settings: Pick<ProgrammeSettings, 'report' | 'preparation'>,
): string {
  const { report, preparation } = settings;
  if (kind === 'reviewer') {
    return `Besides the three days: reading the pack, which comes about ${preparation.attendanceAskedWorkingDaysBefore} working days before the visit, and a short survey afterwards.`;
  }
  return `Besides the three days: agreeing the timetable with the host ${preparation.timetableWorkingDaysBefore} working days before the visit, the pre-review call, a short note on the first two evenings, and the draft of the report within ${report.draft} working days of the visit.`;
}
