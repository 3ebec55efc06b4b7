import * as z from 'zod';
import { londonDate } from '../calendar/london.ts';
import { isWorkingDay } from '../calendar/working-days.ts';
import { nothingFound } from '../platform/daily-round-findings.ts';
import type { Agenda } from '../store/agenda.ts';
import { TableNotAnswering } from '../store/read-rows.ts';
import type { Store } from '../store/store.ts';
import { bringAllIntoAgenda } from './bring-into-agenda.ts';
import type { DailyRoundDeps } from './daily-round-deps.ts';
import { asTheyAre, workThrough } from './due-questions.ts';
import { begin, followUp, lookAround, unlessItFails, whoIsGone } from './wake-ups.ts';

export const DailyRoundInput = z.object({ at: z.string() });
export type DailyRoundInput = z.infer<typeof DailyRoundInput>;

/** Rows of a page: up to eight requests and one mail each, four of them at a time; some four seconds of the function's fifteen minutes. */
const PAGE = 40;

/** More is due than one call has time for. What it did is no longer due, so the step is simply tried again. */
export class RoundNotFinished extends Error {
  override name = 'RoundNotFinished';
}

/**
 * The daily round at `at`: answers that no workflow took are delivered, what has expired without its workflow noticing is
 * settled, people with something due get one mail, what is late is told to those who can help, reviews, follow-ups and
 * term plans whose time has come are started, and what should have followed an answer and did not is done.
 *
 * All that is due stands in the agenda, so that a morning with nothing due takes one request. It is read once and worked
 * through page by page: an index may go on showing what was done a moment ago. What was done is no longer due, so that a call that
 * broke off is simply made again. Nothing happens on a bank holiday.
 *
 * @param hasTime whether the function has time for another page.
 * @returns that nothing is left: machines of earlier releases ask for pages.
 * @throws RoundNotFinished when the time is up.
 */
export async function dailyRound(
  input: DailyRoundInput,
  deps: DailyRoundDeps,
  hasTime: () => boolean = () => true,
): Promise<{ readonly more: false }> {
  const at = new Date(input.at).toISOString();
  const today = londonDate(at);
  if (!isWorkingDay(today)) return { more: false };

  const findings = nothingFound();
  const agenda = await whoIsGone(await completeAgenda(deps.store, at, today), findings, at, deps);
  const { decisions, reviews, followUps } = agenda;
  const longest = Math.max(decisions.length, reviews.length, followUps.length);
  for (let first = 0; first < longest; first += PAGE) {
    if (first > 0 && !hasTime()) {
      deps.tellFindings(findings);
      throw new RoundNotFinished(`More is due after ${first / PAGE} pages.`);
    }
    const page = decisions.slice(first, first + PAGE);
    await workThrough(first === 0 ? page : await asTheyAre(page, at, deps.store), findings, at, deps);
    for (const wakeUp of reviews.slice(first, first + PAGE)) {
      await unlessItFails(wakeUp, findings, () => begin(wakeUp, at, deps));
    }
    for (const wakeUp of followUps.slice(first, first + PAGE)) {
      await unlessItFails(wakeUp, findings, () => followUp(wakeUp, deps));
    }
  }
  await lookAround(agenda, findings, at, today, deps);
  deps.tellFindings(findings);
  return { more: false };
}

/** @throws TableNotAnswering when what was just brought into the agenda is not to be seen in it yet; the step is tried again. */
async function completeAgenda(store: Store, at: string, today: string): Promise<Agenda> {
  const known = await store.agenda(at);
  if (known.isComplete) return known;
  await bringAllIntoAgenda(store, known, at, today);
  const now = await store.agenda(at);
  // An index promises no order: a row that it does not show yet is due tomorrow still. Without the mark it shows little yet.
  if (!now.isComplete) throw new TableNotAnswering('The agenda was completed, and does not say so yet.');
  return now;
}
