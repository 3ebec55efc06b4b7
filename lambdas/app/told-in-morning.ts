import type { AllToldTogether } from '../questions/morning-mail.ts';
import { afterYearTogether, datesFixedTogether } from '../scheduling/dates-fixed-mail.ts';
import { memberEndedTogether } from '../subscription/membership-mails.ts';

/** How the mails of each kind that wait for the morning are told in one, in this order. */
export const toldInMorning: AllToldTogether = {
  'dates-fixed-in-hub': datesFixedTogether,
  'dates-after-year': afterYearTogether,
  'member-ended': memberEndedTogether,
};
