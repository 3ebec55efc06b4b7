import { longDate } from '../calendar/dates.ts';
import type { PartnershipYear } from './partnership-year.ts';

/** What people call a partnership year: '2026 to 2027', or '2026' when it ends in the calendar year it began in. */
export function yearTitle({ starts, ends }: Pick<PartnershipYear, 'starts' | 'ends'>): string {
  const [first, last] = [starts.slice(0, 4), ends.slice(0, 4)];
  return first === last ? first : `${first} to ${last}`;
}

/** The same of a year by its name, and the name itself where the table has no such year. */
export async function titleOfYear(
  rows: { partnershipYear(year: string): Promise<Pick<PartnershipYear, 'starts' | 'ends'> | undefined> },
  year: string,
): Promise<string> {
  const known = await rows.partnershipYear(year);
  return known ? yearTitle(known) : year;
}

/** 'Tuesday 1 September 2026 to Saturday 31 July 2027'. */
export const yearInDates = ({ starts, ends }: Pick<PartnershipYear, 'starts' | 'ends'>): string =>
  `${longDate(starts)} to ${longDate(ends)}`;
