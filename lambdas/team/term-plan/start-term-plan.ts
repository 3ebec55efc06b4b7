import { longDate } from '../../calendar/dates.ts';
import { londonDate } from '../../calendar/london.ts';
import { type Call, refused, type Steered } from '../../commands/command.ts';
import type { CommandContext } from '../../commands/command-context.ts';
import { start } from '../../commands/executions.ts';
import { type PlansTerms, type PlanTerm, planTerm } from '../../commands/plan-term.ts';
import { auditItems } from '../../commands/record.ts';
import { loadYear, SettingsMissing } from '../../settings/load-settings.ts';
import type { PartnershipYear, Term } from '../../settings/partnership-year.ts';
import { termPlanName } from '../../settings/terms.ts';
import type { Store } from '../../store/store.ts';
import { isOver, readTermPlan } from '../../store/term-plan-reads.ts';
import { termReviews } from './term-reviews.ts';

/** What the central team does with term plans, for whoever carries out its commands. */
export const termPlanCommands = (machineArn: string): PlansTerms['termPlans'] => ({
  start: (call, context) => startTermPlan(call, { ...context, machineArn }),
});

type StartingDeps = Pick<CommandContext, 'store' | 'sfn'> & { readonly machineArn: string };

/**
 * Starts the next term plan of a term. Pressed twice it is one: the execution has the term plan's name. What makes no sense
 * is refused with a sentence.
 */
export async function startTermPlan(call: Call<PlanTerm>, deps: StartingDeps): Promise<Steered> {
  const { store, sfn, machineArn } = deps;
  const { about, at } = call.input;
  const [, year = '', name = ''] = /^teams-(20\d\d)-([a-z][a-z-]*)$/.exec(about) ?? [];
  const found = await findTerm(store, year);
  const term = found?.terms.find((one) => one.term === name);
  if (!term) return refused(unknownTerm(about, year, found?.terms ?? []));
  const { reviews, settings, enough } = await termReviews(store, year, term);
  const tooFew = enough ? undefined : { reviews: reviews.length, fewest: settings?.matching.fewestReviews ?? 1 };
  const next = await nextTermPlan(store, year, name);
  const refusal = planTerm.whyNot({ term, tooFew, openTermPlan: next.open, at });
  if (refusal) return refused(refusal);
  const termPlan = termPlanName(year, name, next.number);
  // The same command again at the same instant finds its entry: it is started all the same, since that may have broken off.
  await store.write([...auditItems(store, call, { what: 'had a term planned', about: termPlan })]);
  await start(sfn, machineArn, termPlan, { year, term: name, number: next.number });
  return {
    done: true,
    sentence: `The round ${termPlan} has begun.${whatFollows(next.number, term, at)}`,
    execution: termPlan,
  };
}

const whatFollows = (number: number, term: Term, at: string): string =>
  number === 1 && londonDate(at) < term.plansOn
    ? ` People are asked when they cannot, and the plan is made on ${longDate(term.plansOn)}.`
    : ' You are asked to approve the plan in some minutes.';

async function findTerm(store: Store, year: string): Promise<PartnershipYear | undefined> {
  try {
    return await loadYear(store, year);
  } catch (error) {
    if (error instanceof SettingsMissing) return undefined;
    throw error;
  }
}

const unknownTerm = (about: string, year: string, terms: readonly Term[]): string =>
  terms.length === 0
    ? `There is no term '${about}'. Its name looks like teams-2026-spring.`
    : `There is no term '${about}'. The year has ${terms.map(({ term }) => `teams-${year}-${term}`).join(', ')}.`;

/** The number of a term's next term plan, or the term plan that is not over. A term has few term plans. */
async function nextTermPlan(
  store: Store,
  year: string,
  term: string,
): Promise<{ readonly number: number; readonly open?: string }> {
  for (let number = 1; ; number += 1) {
    const name = termPlanName(year, term, number);
    const termPlan = await readTermPlan(store, name);
    if (!termPlan) return { number };
    if (!isOver(termPlan)) return { number, open: name };
  }
}
