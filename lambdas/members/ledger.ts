/**
 * What a member owes the network in a year, what it has given, and what goes over into the next: reciprocity [S]. What each
 * word of a ledger counts is in docs/data-model.md, 'What a ledger counts'.
 */
import type { Ledger } from '../store/store.ts';

type Owed = Pick<Ledger, 'owed' | 'carried'>;
type Account = Owed & Pick<Ledger, 'accepted'>;

/**
 * Placements that a member owes in a year: the year's own, and what was carried over from the year before. Never below 0.
 *
 * @param defaultOwed the setting `reciprocity.defaultOwed`, for members for whom nothing is reckoned yet.
 */
export const owedIn = (ledger: Owed | undefined, defaultOwed: number): number =>
  Math.max(0, (ledger?.owed ?? defaultOwed) + (ledger?.carried ?? 0));

/** What is still owed when above 0, what was given beyond it when below. A place that was accepted counts as given. */
export const stillOwed = (ledger: Account | undefined, defaultOwed: number): number =>
  owedIn(ledger, defaultOwed) - (ledger?.accepted ?? 0);

/**
 * What a year takes over from the one before: still owed when above 0, given beyond when below. At most one year's places
 * either way: nobody can be asked for more than a year twice over, and nobody is excused for longer than a year.
 *
 * Accepted places are in it, whether done or not, since whoever could not keep one has had it taken off again. So it may be
 * reckoned while the year before still lasts, and again when it has ended, and corrects itself. A member without a ledger, or
 * whose places were never reckoned, owed nothing.
 *
 * @param owed the new year's own placements.
 */
export const carriedOver = (before: Account | undefined, owed: number): number => carriedTogether([before], owed);

/** The same for a member that took the place of others: what each of them left, together. */
export function carriedTogether(before: readonly (Account | undefined)[], owed: number): number {
  const left = before.reduce((sum, ledger) => sum + stillOwed(ledger, 0), 0);
  // Plus 0, because a bound of 0 may come out as -0.
  return Math.min(owed, Math.max(-owed, left)) + 0;
}
