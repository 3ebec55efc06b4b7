import * as z from 'zod';
import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import type { Term } from '../settings/partnership-year.ts';
import { termTitle } from '../settings/terms.ts';
import { type Call, command, type InputOf, type Steered } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { aboutReview, name } from './schema-fields.ts';

/** What is done with the term plans of terms, handed in by whoever knows every stage. */
export interface PlansTerms {
  readonly termPlans: {
    start(call: Call<PlanTerm>, context: CommandContext): Promise<Steered>;
  };
}

/** What tells whether a term can be planned now, as far as it is known. */
export interface TermState {
  readonly term: Term;
  /** Where too few reviews are in it: how many there are, and from how many on a term is planned. */
  readonly tooFew?: { readonly reviews: number; readonly fewest: number } | undefined;
  /** The name of its term plan that is not over. */
  readonly openTermPlan?: string | undefined;
  readonly at: string;
}

/** A term on the dashboard. */
export interface TermShown extends TermState {
  readonly year: string;
  /** Whether it has had a term plan. */
  readonly wasPlanned: boolean;
}

const schema = z.strictObject({
  ...aboutReview,
  about: name('a term, such as teams-2026-spring'),
  act: z.literal('plan-term'),
});
export type PlanTerm = InputOf<typeof schema>;

/** The next term plan of a term begins. */
export const planTerm = command({
  schema,

  whyNot({ term, tooFew, openTermPlan, at }: TermState) {
    if (term.to < londonDate(at)) return `The ${term.name} ended on ${longDate(term.to)}.`;
    if (tooFew) {
      return `The ${term.name} has ${tooFew.reviews} reviews, and terms are planned from ${tooFew.fewest} on. Each team is formed by itself.`;
    }
    return openTermPlan === undefined
      ? undefined
      : `The round ${openTermPlan} is not over. It ends when its plan is in force, or when nobody has approved it in time.`;
  },

  run: (call, context: CommandContext & PlansTerms) => context.termPlans.start(call, context),

  form({ year, term, wasPlanned }: TermShown) {
    const what = `the teams of the ${termTitle(term)}`;
    return {
      says: { about: `teams-${year}-${term.term}` },
      fields: [],
      buttons: [
        wasPlanned
          ? {
              label: 'Plan again',
              confirmation: `Plan ${what} again? Teams that people are being asked for stay as they are. You are asked to approve the plan.`,
            }
          : {
              label: 'Begin now',
              confirmation: `Begin to plan ${what} now? Reviewers and lead reviewers are asked by mail when they cannot go.`,
            },
      ],
    };
  },
});
