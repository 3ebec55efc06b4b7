import { addWeeks } from '../calendar/dates.ts';
import type { Term } from '../settings/partnership-year.ts';
import { roundName, termsOfRow } from '../settings/terms.ts';
import { answersOfTerm, matchingRound } from '../store/matching-reads.ts';
import type { MatchingRound, Store } from '../store/store.ts';
import { yearsAround } from './years.ts';

/** A term that is planned about now, and its newest round. */
export interface TermNow {
  readonly year: string;
  readonly term: Term;
  readonly round: MatchingRound | undefined;
  /** How many people said when they can. */
  readonly answers: number;
}

/** A term is shown from so many weeks before its people are asked, so that the central team sees it coming. */
const SEEN_AHEAD_WEEKS = 2;

/** Terms whose people are soon asked or were, and that are not over, the first to be planned first. */
export async function termsNow(store: Store, today: string): Promise<readonly TermNow[]> {
  const years = await Promise.all(yearsAround(today).map((year) => store.partnershipYear(year)));
  const near = years
    .flatMap((row) => (row ? termsOfRow(row).map((term) => ({ year: row.year, term })) : []))
    .filter(({ term }) => addWeeks(term.asksOn, -SEEN_AHEAD_WEEKS) <= today && today <= term.to);
  const rows = await Promise.all(
    near.map(async ({ year, term }) => {
      const [round, answers] = await Promise.all([
        newestRound(store, year, term.term),
        answersOfTerm(store, year, term.term),
      ]);
      return { year, term, round, answers };
    }),
  );
  return rows.toSorted((a, b) => a.term.plansOn.localeCompare(b.term.plansOn));
}

/** A term has few rounds. */
async function newestRound(store: Store, year: string, term: string): Promise<MatchingRound | undefined> {
  let newest: MatchingRound | undefined;
  for (let number = 1; ; number += 1) {
    const round = await matchingRound(store, roundName(year, term, number));
    if (!round) return newest;
    newest = round;
  }
}
