/** What is read of a hub's year: its members, their memberships, accounts and reviews. */

import { ledgersOfYear } from './ledger-reads.ts';
import type { Hub, Ledger, Member, Membership, Store } from './store.ts';
import { membershipsOf, membersNamed, type ReviewOfWeek, reviewsOfYear } from './week-reads.ts';

/** A school or trust of a hub in a year. */
export interface HubMember {
  readonly member: Member;
  readonly membership: Membership | undefined;
  readonly ledger: Ledger | undefined;
  readonly reviews: readonly ReviewOfWeek[];
}

/** One hub's year, its members in the order of their names; one request for each of its members and three more. */
export async function hubYear(store: Store, { hub }: Pick<Hub, 'hub'>, year: string): Promise<readonly HubMember[]> {
  const members = await store.membersOfHub(hub);
  const once = store.readingOnce();
  const { membership, ledger } = once.entities;
  const read = await Promise.all(
    members.map(async (one): Promise<HubMember> => {
      const key = { member: one.member, year };
      const [itsMembership, itsLedger, reviews] = await Promise.all([
        once.rowAt<Membership>(membership.get(key)),
        once.rowAt<Ledger>(ledger.get(key)),
        store.reviewsOfHost(one.member),
      ]);
      return {
        member: one,
        membership: itsMembership,
        ledger: itsLedger,
        reviews: reviews.filter((review) => review.year === year),
      };
    }),
  );
  return read.filter((one) => tookPart(one)).toSorted((a, b) => a.member.name.localeCompare(b.member.name, 'en-GB'));
}

const tookPart = ({ membership, reviews }: HubMember): boolean =>
  membership?.status === 'signed' || membership?.status === 'ended' || reviews.length > 0;

/** The hubs of which there is something to tell of a year: a member of theirs had a review then, or owed the network places. */
export async function hubsOfYear(store: Store, year: string): Promise<readonly string[]> {
  const [reviews, ledgers, ...memberships] = await Promise.all([
    reviewsOfYear(store, year),
    ledgersOfYear(store, year),
    ...(['signed', 'ended'] as const).map((status) => membershipsOf(store, year, status)),
  ]);
  const active = new Set([...reviews.map(({ host }) => host), ...ledgers.map(({ member }) => member)]);
  const took = memberships.flat().flatMap(({ member }) => (active.has(member) ? [member] : []));
  return [...new Set((await membersNamed(store, took)).flatMap(({ hub }) => hub ?? []))].toSorted();
}
