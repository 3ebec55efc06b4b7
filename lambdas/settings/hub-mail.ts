import { addDays } from '../calendar/dates.ts';
import type { PartnershipYear } from './partnership-year.ts';

/**
 * For years that say nothing: so many days after their end [D]. A year ends with July, and five weeks later schools are back and the next year has
 * begun, so that its dates are there to be read.
 */
const HUB_MAIL_DAYS = 35;

/** The day from which on each hub's manager is mailed what the hub's year was. */
export const hubMailOn = ({
  ends,
  hubMailDays = HUB_MAIL_DAYS,
}: Pick<PartnershipYear, 'ends'> & { readonly hubMailDays?: number | undefined }): string => addDays(ends, hubMailDays);
