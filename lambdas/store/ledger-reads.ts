/** What reckoning a year's ledgers reads: each is one query of one partition, with no more attributes than it uses. */
import type { Ledger, Review, Store } from './store.ts';

/** The ledgers of all members in a year. */
export async function ledgersOfYear(store: Store, year: string): Promise<readonly Ledger[]> {
  const query = store.entities.ledger.query.byYear({ year }).params();
  return ((await store.rowsOf(query)).get('ledger') ?? []) as readonly Ledger[];
}

const TEAM = ['about', 'programme', 'host', 'hostKind', 'phase', 'size', 'status'] as const;

/** A review as far as the size of its team follows from it. */
export type ReviewWithTeam = Pick<Review, (typeof TEAM)[number]>;

/** All reviews of a year, of all programmes. */
export async function teamsOfYear(store: Store, year: string): Promise<readonly ReviewWithTeam[]> {
  const query = store.entities.review.query.byWeek({ year }).params({ attributes: [...TEAM] });
  return ((await store.rowsOf(query)).get('review') ?? []) as readonly ReviewWithTeam[];
}
