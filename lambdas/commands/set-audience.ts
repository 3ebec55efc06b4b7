import * as z from 'zod';
import type { Review } from '../store/store.ts';
import { aboutReport, carryOutForReport, type PlannedForReport, whyNoReport } from './carry-out-for-report.ts';
import { command, why } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { ReviewState } from './review-plan.ts';

/** What changing who may see a report needs of the stage that publishes it, handed in by whoever knows every stage. */
export interface SetsAudiences {
  readonly reports: {
    planAudience(review: Review, choice: Choice, at: string, context: CommandContext): Promise<PlannedForReport>;
  };
}

type Choice = (typeof CHOICES)[number];

const CHOICES = ['private', 'hub', 'public', 'withdrawn'] as const;

const IN_WORDS = { private: 'private', hub: 'shared with the hub', public: 'public', withdrawn: 'withdrawn' } as const;

const schema = z.strictObject({
  ...aboutReport,
  act: z.literal('set-audience'),
  audience: z.enum(CHOICES, `must be one of ${CHOICES.join(', ')}`),
});

/** The written wish of a host's head is carried out: who may see its final report, its withdrawal, its publication again. */
export const setAudience = command({
  schema,

  whyNot: ({ review }: ReviewState) => whyNoReport(review),

  run(call, context: CommandContext & SetsAudiences) {
    const { about, audience, at } = call.input;
    return carryOutForReport(call, context, {
      what: `changed who may see the report, as its head has asked: ${audience}`,
      sentence: `The report of ${about} is ${IN_WORDS[audience]} now.`,
      plan: (review) => context.reports.planAudience(review, audience, at, context),
    });
  },

  form: ({ review }) => {
    const { about, hostName, hub } = review;
    const choices = CHOICES.filter((one) => one !== 'hub' || hub !== undefined);
    return {
      says: { about },
      folded: 'Carry out the head’s written wish about the report',
      fields: [
        {
          name: 'audience',
          label: 'The report is',
          kind: 'choice',
          choices: choices.map((value) => ({ value, text: IN_WORDS[value] })),
        },
        why('for the audit'),
      ],
      buttons: [
        {
          label: 'Carry out',
          confirmation: `Has whoever leads ${hostName} asked for this in writing? Say in the reason who asked and when. The report belongs to the host: its head is told by mail, and the audit keeps the reason.`,
        },
      ],
    };
  },
});
