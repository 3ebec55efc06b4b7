import { addDays } from '../calendar/dates.ts';
import type { PartnershipYearRow, Store } from '../store/store.ts';

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
export const LOOKED_FOR_DAYS = 14;

/**
 * Which of `years` should have begun their renewal before `today`, in the two weeks before it, without a beginning on record.
 * On its own day it is not yet missing: the morning comes before the hour of the renewal. The record is looked at in those two
 * weeks alone.
 */
export async function renewalsNotStarted(
  store: Store,
  years: readonly PartnershipYearRow[],
  today: string,
): Promise<readonly string[]> {
  const due = years.filter(
    ({ renewalOpens }) => renewalOpens < today && addDays(renewalOpens, LOOKED_FOR_DAYS) >= today,
  );
  const entries = await Promise.all(due.map(({ year }) => store.audit(renewalOf(year))));
  return due.flatMap(({ year }, index) => (entries[index]?.length === 0 ? [year] : []));
}
