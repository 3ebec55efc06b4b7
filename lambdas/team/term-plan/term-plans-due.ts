import { addDays } from '../../calendar/dates.ts';
import { termPlanName, termsOfRow } from '../../settings/terms.ts';
import type { PartnershipYearRow, Store } from '../../store/store.ts';
import { readTermPlan } from '../../store/term-plan-reads.ts';
import { termReviews } from './term-reviews.ts';

/** A term whose first term plan is to begin. */
export interface TermPlanDue {
  readonly year: string;
  readonly term: string;
}

/** For how long a term plan that did not begin on its day is still begun. Then there is too little time to ask people. */
export const BEGUN_WITHIN_DAYS = 14;

/**
 * The terms of `years` whose people are to be asked by `today`, with reviews enough to plan as a whole and no term plan yet. It
 * looks in the two weeks from that day on alone, and then takes one query for each such term; only where there are reviews
 * enough it looks for the term plan as well. A start that went wrong is so made up for on the next morning.
 */
export async function termPlansDue(
  store: Store,
  years: readonly PartnershipYearRow[],
  today: string,
): Promise<readonly TermPlanDue[]> {
  const due = years.flatMap((row) =>
    termsOfRow(row)
      .filter(({ asksOn }) => asksOn <= today && today <= addDays(asksOn, BEGUN_WITHIN_DAYS))
      .map((term) => ({ year: row.year, term })),
  );
  const missing = await Promise.all(
    due.map(async ({ year, term }) => {
      const { enough } = await termReviews(store, year, term);
      return enough && (await readTermPlan(store, termPlanName(year, term.term, 1))) === undefined;
    }),
  );
  return due.filter((_, index) => missing[index]).map(({ year, term }) => ({ year, term: term.term }));
}
