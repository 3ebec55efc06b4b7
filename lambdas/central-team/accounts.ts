/** What members owe and give, as the weekly digests tell it. */
import { daysBetween } from '../calendar/dates.ts';
import type { MailSection } from '../mail/content.ts';
import { owedIn } from '../members/ledger.ts';
import { givenInWords, owedInWords } from '../members/ledger-words.ts';
import type { Ledger, Member, PartnershipYearRow } from '../store/store.ts';
import type { ReviewOfWeek } from '../store/week-reads.ts';
import type { Entry, Reader } from './digest-lists.ts';
import { counted } from './words.ts';

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

const accepted = ({ ledger }: Account): number => ledger.accepted ?? 0;
const failed = ({ ledger }: Account): number => ledger.failed ?? 0;
const isBehind = (account: Account): boolean => accepted(account) < account.expected;

/** Schools are named to whoever can telephone them; the central team has the sums. */
const MOST_NAMED = 12;

/**
 * Who has given less than expected by now or could not keep a place, the farthest behind first, and the sums. No reason to
 * write a mail by itself.
 */
export function accountsSection(accounts: readonly Account[], reader: Reader): MailSection {
  const title = 'Places on reviews of others';
  if (accounts.length === 0) return { title, entries: [], more: 0 };
  const told = reader.hub
    ? accounts
        .filter((account) => isBehind(account) || failed(account) > 0)
        .sort((a, b) => b.expected - accepted(b) - (a.expected - accepted(a)) || a.name.localeCompare(b.name))
    : [];
  return {
    title,
    entries: [...told.slice(0, MOST_NAMED).map(line), sums(accounts)],
    more: Math.max(0, told.length - MOST_NAMED),
  };
}

const line = ({ name, ledger }: Account): Entry => ({
  text: `${name}: ${owedInWords(ledger, 0)}`,
  note: `${givenInWords(ledger)}; ${ledger.offered ? `asked ${counted(ledger.offered, 'time')}` : 'not asked yet'}`,
});

function sums(accounts: readonly Account[]): Entry {
  const sum = (of: (account: Account) => number): number => accounts.reduce((all, one) => all + of(one), 0);
  const parts = [
    `${sum(({ ledger }) => owedIn(ledger, 0))} owed`,
    `${sum(accepted)} accepted`,
    `${sum(({ ledger }) => ledger.done ?? 0)} done`,
    ...(sum(failed) > 0 ? [`${sum(failed)} could not be kept`] : []),
  ];
  const behind = accounts.filter(isBehind).length;
  return {
    text: `All together: ${parts.join(', ')}`,
    note:
      behind === 0
        ? undefined
        : `${behind} of ${counted(accounts.length, 'member')} accepted fewer than their share of the year so far`,
  };
}
