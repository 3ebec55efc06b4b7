import { longDate } from '../calendar/dates.ts';
import type { PartnershipYear } from './partnership-year.ts';

/** What people call a partnership year: '2026 to 2027', or '2026' when it ends in the calendar year it began in. */
export function yearTitle({ starts, ends }: Pick<PartnershipYear, 'starts' | 'ends'>): string {
  const [first, last] = [starts.slice(0, 4), ends.slice(0, 4)];
  return first === last ? first : `${first} to ${last}`;
}

/** The same of a year of which no row tells the days: it begins in the calendar year of its name, and ends in the next as years do. */
export const titleByName = (year: string): string => `${year} to ${Number(year) + 1}`;

/** The same of a year by its name, as its row has it where the table has one. */
export async function titleOfYear(
  rows: { partnershipYear(year: string): Promise<Pick<PartnershipYear, 'starts' | 'ends'> | undefined> },
  year: string,
): Promise<string> {
  const known = await rows.partnershipYear(year);
  return known ? yearTitle(known) : titleByName(year);
}

/** 'Tuesday 1 September 2026 to Saturday 31 July 2027'. */
export const yearInDates = ({ starts, ends }: Pick<PartnershipYear, 'starts' | 'ends'>): string =>
  `${longDate(starts)} to ${longDate(ends)}`;
