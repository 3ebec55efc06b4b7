import { addDays } from '../calendar/dates.ts';
import type { Store } from '../store/store.ts';

/** What the audit says the renewal of a year is about. */
const renewalOf = (year: string): string => `renewal-${year}`;

/** Writes that the renewal of a year has begun. Writing it again, as for the next page, changes nothing. */
export async function recordRenewal(store: Store, year: string, scheduledAt: string): Promise<void> {
  await store.entities.auditEntry
    .put({
      about: renewalOf(year),
      at: new Date(scheduledAt).toISOString(),
      entry: 'renewal.opened',
      who: 'workflow',
      role: 'workflow',
      what: 'began to ask members to renew',
    })
    .go({ response: 'none' });
}

/** How long a renewal that never began is looked for: whoever steps in does so within days. */
const LOOKED_FOR_DAYS = 14;

/**
 * The years whose renewal should have begun before `today`, in the two weeks before it, and of which no beginning is on
 * record. On its own day it is not yet missing: the morning comes before the hour of the renewal.
 */
export async function renewalsNotStarted(store: Store, today: string): Promise<readonly string[]> {
  const thisYear = Number(today.slice(0, 4));
  const years = await Promise.all([-1, 0, 1].map((offset) => store.partnershipYear(String(thisYear + offset))));
  const begun = years.filter(
    (row) => row !== undefined && row.renewalOpens < today && addDays(row.renewalOpens, LOOKED_FOR_DAYS) >= today,
  );
  const entries = await Promise.all(begun.map((row) => store.audit(renewalOf(row?.year ?? ''))));
  return begun.flatMap((row, index) => (row && entries[index]?.length === 0 ? [row.year] : []));
}
