import { londonDate, londonInstant } from '../../calendar/london.ts';
import { addWorkingDays } from '../../calendar/working-days.ts';
import type { ProgrammeSettings } from '../../settings/programme-settings.ts';

/** Until when the central team may look at a plan that is shown to it `at` an instant. It works in the schools' breaks too. */
export const approvalEnds = ({ matching, times }: Pick<ProgrammeSettings, 'matching' | 'times'>, at: string): string =>
  londonInstant(addWorkingDays(londonDate(at), matching.approveWorkingDays), times.due);
