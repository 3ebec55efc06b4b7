/** What members owe and give in the year under way. */
import { daysBetween } from '../calendar/dates.ts';
import { owedIn } from '../members/ledger.ts';
import type { Ledger, Member, PartnershipYearRow } from '../store/store.ts';
import type { ReviewOfWeek } from '../store/week-reads.ts';

/** A member's ledger of the year under way. */
export interface Account {
  readonly name: string;
  readonly hub: string | undefined;
  readonly ledger: Ledger;
  /** Placements that it would have accepted by now if it gave them evenly over the year, rounded down. */
  readonly expected: number;
}

type YearDates = Pick<PartnershipYearRow, 'year' | 'starts' | 'ends'>;

/** While a year lasts its ledgers are told of; before it nothing is given yet, and after it nothing can be. */
export const hasAccounts = ({ starts, ends }: YearDates, today: string): boolean => starts <= today && today <= ends;

/** Members that have a ledger and are the host of none of these reviews: their names and hubs are elsewhere. */
export function membersWithoutReview(ledgers: readonly Ledger[], reviews: readonly ReviewOfWeek[]): readonly string[] {
  const hosts = new Set(reviews.map(({ host }) => host));
  return ledgers.flatMap(({ member, owed }) => (owed === undefined || hosts.has(member) ? [] : [member]));
}

/**
 * The accounts of all who owe something. A member's name and hub are those of its review, which is read anyway, or of its own
 * row.
 */
export function accountsOf(
  ledgers: readonly Ledger[],
  read: {
    readonly years: readonly YearDates[];
    readonly reviews: readonly ReviewOfWeek[];
    readonly members: ReadonlyMap<string, Member>;
    readonly today: string;
  },
): readonly Account[] {
  const years = new Map(read.years.map((year) => [year.year, year]));
  const hosts = new Map(read.reviews.map((review) => [review.host, { name: review.hostName, hub: review.hub }]));
  return ledgers.flatMap((ledger) => {
    const year = years.get(ledger.year);
    const member = hosts.get(ledger.member) ?? read.members.get(ledger.member);
    if (!year || !member || ledger.owed === undefined) return [];
    const share = daysBetween(year.starts, read.today) / daysBetween(year.starts, year.ends);
    return [{ name: member.name, hub: member.hub, ledger, expected: Math.floor(owedIn(ledger, 0) * share) }];
  });
}
