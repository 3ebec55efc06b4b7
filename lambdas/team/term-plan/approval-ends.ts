import { londonDate, londonInstant } from '../../calendar/london.ts';
import { addWorkingDays } from '../../calendar/working-days.ts';
import type { PartnershipYear } from '../../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../../settings/programme-settings.ts';

/** Until when the central team may look at a plan that is made `at` an instant. The schools' breaks do not count. */
export const approvalEnds = (
  { matching, times }: Pick<ProgrammeSettings, 'matching' | 'times'>,
  { termBreaks }: Pick<PartnershipYear, 'termBreaks'>,
  at: string,
): string => londonInstant(addWorkingDays(londonDate(at), matching.approveWorkingDays, termBreaks), times.due);
