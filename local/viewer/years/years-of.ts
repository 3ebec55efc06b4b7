import { familyOf, readLineage } from '../../../lambdas/members/lineage.ts';
import { Store } from '../../../lambdas/store/store.ts';
import type { StepFunctions } from '../../step-functions/index.ts';
import type { ViewerParts } from '../viewer-parts.ts';
import { type ReviewYear, readYear } from './review-year.ts';

/** The reviews that there are, and the years of those that are shown. */
export interface Years {
  /** The names of all reviews that have begun: the one with most steps first. */
  readonly abouts: readonly string[];
  /** The year that was asked for, with the other years of the same school, be it by the number of one that it followed; by year. */
  readonly shown: readonly ReviewYear[];
  /** The last of them that has begun: where the clock stands. */
  readonly present: ReviewYear | undefined;
}

/** As many as `--years` plays, and the one that has begun then. */
const YEARS_AT_MOST = 6;

/**
 * Reads the years for the first page.
 *
 * @param wanted the review that was asked for; without one, that with most steps
 */
export async function yearsOf(parts: ViewerParts, wanted: string | undefined): Promise<Years> {
  const abouts = reviewsOf(parts);
  const chosen = abouts.find((about) => about === wanted) ?? abouts[0];
  if (chosen === undefined) return { abouts, shown: [], present: undefined };
  const store = new Store({ client: parts.table, table: parts.tableName });
  const school = familyOf(await readLineage(store, [hostOf(chosen)]), hostOf(chosen));
  const kept = abouts
    .filter((about) => school.has(hostOf(about)))
    .toSorted()
    .slice(-YEARS_AT_MOST);
  const mails = parts.inbox.messages();
  const read = await Promise.all(
    (kept.includes(chosen) ? kept : [chosen, ...kept.slice(1)]).map((about) => readYear(store, about, mails)),
  );
  const shown = read.filter((year) => year !== undefined);
  return { abouts, shown, present: shown.at(-1) };
}

/** 'tpr-2026-trust-invented-001' is about the trust of that id. */
const hostOf = (about: string): string => about.split('-').slice(2).join('-');

function reviewsOf({ engine, machines }: { engine: StepFunctions; machines: ViewerParts['machines'] }): string[] {
  const machine = machines.find(({ name }) => name === 'review');
  if (!machine) return [];
  const steps = new Map<string, number>();
  for (const { input, stateTransitions } of engine.listExecutions({ stateMachineArn: machine.arn })) {
    const { about } = JSON.parse(input) as { about?: unknown };
    if (typeof about === 'string') steps.set(about, (steps.get(about) ?? 0) + stateTransitions);
  }
  return [...steps].toSorted(([, a], [, b]) => b - a).map(([about]) => about);
}
