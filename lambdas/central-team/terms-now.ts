import { addWeeks } from '../calendar/dates.ts';
import type { Term } from '../settings/partnership-year.ts';
import { termPlanName, termsOfRow } from '../settings/terms.ts';
import type { Store, TermPlan } from '../store/store.ts';
import { answersOfTerm, readTermPlan } from '../store/term-plan-reads.ts';
import { yearsAround } from './years.ts';

/** A term that is planned about now, and its newest term plan. */
export interface TermNow {
  readonly year: string;
  readonly term: Term;
  readonly termPlan: TermPlan | undefined;
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
      const [termPlan, answers] = await Promise.all([
        newestTermPlan(store, year, term.term),
        answersOfTerm(store, year, term.term),
      ]);
      return { year, term, termPlan: termPlan, answers };
    }),
  );
  return rows.toSorted((a, b) => a.term.plansOn.localeCompare(b.term.plansOn));
}

/** A term has few term plans. */
async function newestTermPlan(store: Store, year: string, term: string): Promise<TermPlan | undefined> {
  let newest: TermPlan | undefined;
  for (let number = 1; ; number += 1) {
    const termPlan = await readTermPlan(store, termPlanName(year, term, number));
    if (!termPlan) return newest;
    newest = termPlan;
  }
}
