/**
 * What the weekly digest reads beside network-reads.ts: years, reviews with what happened to them, and names. Each is one
 * query of one partition or one batch of gets, and reads no more attributes than it uses.
 */
import { LISTED } from './network-reads.ts';
import type { Hub, Member, Membership, PartnershipYearRow, Review, Store } from './store.ts';
import { NOW } from './table.ts';

const REVIEW = [
  ...LISTED,
  'goesOnAt',
  'datesFixedAt',
  'clock',
  'stages',
  'postponements',
  'audience',
  'publishedAt',
  'withdrawnAt',
] as const;

/** A review with its dates and what became of it: nothing that was written in it, and no report. */
export type ReviewOfWeek = Pick<Review, (typeof REVIEW)[number]>;

/** All reviews of a partnership year, by week. */
export async function reviewsOfYear(store: Store, year: string): Promise<readonly ReviewOfWeek[]> {
  const query = store.entities.review.query.byWeek({ year }).params({ attributes: [...REVIEW] });
  return ((await store.rowsOf(query)).get('review') ?? []) as readonly ReviewOfWeek[];
}

/** So many memberships of a year that have a status, in the order of their members, from the one after `after` on. */
export async function pageOfMemberships(
  store: Store,
  year: string,
  status: Membership['status'],
  most: number,
  after?: string,
): Promise<readonly Membership[]> {
  const all = store.entities.membership.query.byStatus({ year, status });
  return (await (after === undefined ? all : all.gt({ member: after })).go({ limit: most })).data;
}

/** All memberships of a year that have a status. */
export async function membershipsOf(
  store: Store,
  year: string,
  status: Membership['status'],
): Promise<readonly Membership[]> {
  const query = store.entities.membership.query.byStatus({ year, status }).params();
  return ((await store.rowsOf(query)).get('membership') ?? []) as readonly Membership[];
}

/** Memberships of all years that were signed or ended at or after an instant, the earliest first. */
export async function membershipsDecidedSince(store: Store, instant: string): Promise<readonly Membership[]> {
  const query = store.entities.membership.query.byDecision({ decided: 'decided' }).gte({ decidedAt: instant }).params();
  return ((await store.rowsOf(query)).get('membership') ?? []) as readonly Membership[];
}

/** The rows of these partnership years, as far as they exist. */
export async function yearsNamed(store: Store, years: readonly string[]): Promise<readonly PartnershipYearRow[]> {
  return (await store.entities.partnershipYear.get(years.map((year) => ({ year }))).go(NOW)).data;
}

/** The members of these ids, as far as they exist. */
export async function membersNamed(store: Store, ids: readonly string[]): Promise<readonly Member[]> {
  if (ids.length === 0) return [];
  return (await store.entities.member.get([...new Set(ids)].map((member) => ({ member }))).go(NOW)).data;
}

/** The hubs of these ids, as far as they exist. */
export async function hubsNamed(store: Store, ids: readonly string[]): Promise<readonly Hub[]> {
  if (ids.length === 0) return [];
  return (await store.entities.hub.get([...new Set(ids)].map((hub) => ({ hub }))).go(NOW)).data;
}

/** The names of the lead reviewers of these reviews, by review. A review without a lead is left out. */
export async function leadNames(store: Store, abouts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (abouts.length === 0) return new Map();
  const { data } = await store.entities.seat.get(abouts.map((about) => ({ about, seat: 'lead' }))).go(NOW);
  return new Map(data.flatMap(({ about, personName }) => (personName === undefined ? [] : [[about, personName]])));
}
