import * as z from 'zod';
import { addDays, addWeeks } from '../../calendar/dates.ts';
import { londonDate, londonInstant } from '../../calendar/london.ts';
import { workingDayAtOrAfter, workingDayAtOrBefore } from '../../calendar/working-days.ts';
import { loadYear } from '../../settings/load-settings.ts';
import type { Term } from '../../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../../settings/programme-settings.ts';
import { termPlanName } from '../../settings/terms.ts';
import { NotInTable, type Store } from '../../store/store.ts';
import { isOver, readTermPlan } from '../../store/term-plan-reads.ts';
import { termReviews } from './term-reviews.ts';

export const OpenTermPlanInput = z.object({
  year: z.string(),
  term: z.string(),
  number: z.int().min(1),
  at: z.string(),
});
export type OpenTermPlanInput = z.infer<typeof OpenTermPlanInput>;

export interface OpenedTermPlan {
  /** 'too-few' reviews to plan as a whole, or 'closed' because an earlier term plan of the term has not ended. */
  readonly outcome: 'open' | 'too-few' | 'closed';
  readonly about: string;
  /** Whether people are asked when they cannot: in a term's first term plan, if there is a day left to answer. */
  readonly asks: boolean;
  /** Instants: until when people may answer, when the plan is made, and when the term plan ends at the latest. */
  readonly answersBy: string;
  readonly plansAt: string;
  readonly endsBy: string;
}

/** No plan is offered for approval later than this, whatever has been planned again: an execution lives at most 52 weeks. */
const ENDS_WITHIN_WEEKS = 48;
const DAY_MS = 86_400_000;

/**
 * Opens a term plan: writes its row, and says by when people answer and when the plan is made. A step that is repeated
 * finds the row and says the same.
 *
 * @throws NotInTable for a term that the year does not have.
 */
export async function openTermPlan(
  input: OpenTermPlanInput,
  { store }: { readonly store: Store },
): Promise<OpenedTermPlan> {
  const { year, number } = input;
  const { terms } = await loadYear(store, year);
  const term = terms.find((one) => one.term === input.term);
  if (!term) throw new NotInTable(`term of the year ${year}`, input.term);

  const about = termPlanName(year, term.term, number);
  const [own, before, { settings, enough }] = await Promise.all([
    readTermPlan(store, about),
    number > 1 ? readTermPlan(store, termPlanName(year, term.term, number - 1)) : undefined,
    termReviews(store, year, term),
  ]);
  const at = own?.openedAt ?? new Date(input.at).toISOString();
  const never = { about, asks: false, answersBy: at, plansAt: at, endsBy: at };
  if (settings === undefined || (!enough && own === undefined)) return { ...never, outcome: 'too-few' };
  if (own === undefined && number > 1 && !isOver(before)) return { ...never, outcome: 'closed' };

  const times = timesOf(term, settings.times, number, at);
  if (own === undefined) await writeTermPlan(store, input, about, at, times.asks);
  return { ...times, outcome: 'open', about };
}

function timesOf(
  term: Pick<Term, 'plansOn'>,
  { opens, due }: ProgrammeSettings['times'],
  number: number,
  at: string,
): Omit<OpenedTermPlan, 'outcome' | 'about'> {
  const planned = londonInstant(workingDayAtOrAfter(term.plansOn), opens);
  const answersBy = londonInstant(workingDayAtOrBefore(addDays(term.plansOn, -1)), due);
  const asks = number === 1 && Date.parse(answersBy) - Date.parse(at) >= DAY_MS;
  const today = londonDate(at);
  return {
    asks,
    answersBy: asks ? answersBy : at,
    plansAt: asks ? planned : at,
    endsBy: londonInstant(addWeeks(today, ENDS_WITHIN_WEEKS), due),
  };
}

/** Another execution of the same name cannot be; a step that is repeated at the same moment writes the same. */
async function writeTermPlan(
  store: Store,
  { year, term, number }: OpenTermPlanInput,
  about: string,
  openedAt: string,
  asks: boolean,
): Promise<void> {
  await store.write([
    store.rows.matchingRound
      .create({ about, year, term, number, status: asks ? 'asking' : 'planning', openedAt, plans: 0 })
      .commit(),
  ]);
}
