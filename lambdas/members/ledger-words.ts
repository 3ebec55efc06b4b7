/** A ledger as its school reads it. */
import type { Ledger } from '../store/store.ts';
import { carriedOver, owedIn } from './ledger.ts';

type Account = Pick<Ledger, 'owed' | 'carried' | 'accepted' | 'done' | 'failed'>;

const places = (count: number): string => (count === 1 ? '1 place' : `${count} places`);

/** '4 owed, with 1 place from last year still to give', or how many fewer there are for what was given beyond. */
export const owedInWords = (ledger: Account | undefined, defaultOwed: number): string =>
  `${owedIn(ledger, defaultOwed)} owed${carriedInWords(ledger)}`;

/** The same beside a label that says what is counted: '4, with 1 place from last year still to give'. */
export const countOwed = (ledger: Account | undefined, defaultOwed: number): string =>
  `${owedIn(ledger, defaultOwed)}${carriedInWords(ledger)}`;

function carriedInWords(ledger: Account | undefined): string {
  const carried = ledger?.carried ?? 0;
  if (carried > 0) return `, with ${places(carried)} from last year still to give`;
  return carried < 0 ? `, ${-carried} fewer since more was given last year` : '';
}

/** '2 accepted, 1 of them done; 1 could not be kept'. */
export function givenInWords(ledger: Account | undefined): string {
  const { accepted = 0, done = 0, failed = 0 } = ledger ?? {};
  return [
    done > 0 ? `${accepted} accepted, ${done} of them done` : `${accepted} accepted`,
    ...(failed > 0 ? [`${failed} could not be kept`] : []),
  ].join('; ');
}

/**
 * What a member that is asked to renew owed and gave in the year before, and what goes over into the new one, as it stands
 * now. Nothing for a member for whom nothing was reckoned, such as a newcomer.
 *
 * @param years titles of the year before and the new one: '2025 to 2026', '2026 to 2027'.
 * @param owed what the member owes in the new year, what is carried over not counted.
 */
export function accountForRenewal(
  before: Account | undefined,
  years: { readonly before: string; readonly next: string },
  owed: number,
): readonly string[] {
  if (before?.owed === undefined) return [];
  const carried = carriedOver(before, owed);
  const left =
    carried > 0
      ? `As it stands, ${places(carried)} from ${years.before} ${carried === 1 ? 'is' : 'are'} still to give in ${years.next}, beside those of that year.`
      : carried < 0
        ? `As it stands, that is ${-carried} more than owed, so in ${years.next} you owe ${-carried} fewer.`
        : `As it stands, no place from ${years.before} is left to give in ${years.next}.`;
  return [`Places on reviews of others in ${years.before}: ${owedInWords(before, 0)}; ${givenInWords(before)}.`, left];
}

/** What a member owes in the year that it has just joined, in a sentence. */
export function owedThisYear({ owed, carried }: { readonly owed: number; readonly carried: number }): string {
  const total = owedIn({ owed, carried }, owed);
  const why =
    carried > 0
      ? `, with ${places(carried)} from last year still to give`
      : carried < 0
        ? `, ${-carried} fewer than others, since they gave more last year`
        : '';
  return `In return your leaders go on reviews of other members: about ${places(total)} in the year${why}.`;
}
