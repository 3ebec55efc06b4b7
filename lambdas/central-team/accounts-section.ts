/** What members owe and give, as the weekly digests tell it. */
import type { MailSection } from '../mail/content.ts';
import { owedIn } from '../members/ledger.ts';
import { givenInWords, owedInWords } from '../members/ledger-words.ts';
import type { Account } from './accounts.ts';
import type { Entry, Reader } from './digest-lists.ts';
import { counted } from './words.ts';

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
