import { londonDate } from '../calendar/london.ts';
import { checkSettings } from '../settings/malformed.ts';
import { PartnershipYear } from '../settings/partnership-year.ts';
import type { Store } from '../store/store.ts';

/** The newest year whose renewal has opened; a year under way can be joined until the next one opens. */
export async function yearToJoin(
  at: string,
  store: Pick<Store, 'partnershipYear'>,
): Promise<PartnershipYear | undefined> {
  const today = londonDate(at);
  const calendarYear = Number(today.slice(0, 4));
  const rows = await Promise.all([1, 0, -1].map((offset) => store.partnershipYear(String(calendarYear + offset))));
  const row = rows.find((one) => one !== undefined && one.renewalOpens <= today);
  return row && checkSettings(`the row of the partnership year ${row.year}`, row, PartnershipYear);
}
