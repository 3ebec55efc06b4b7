import * as z from 'zod';
import { EXAMPLE_REVIEW } from '../programmes/programmes.ts';
import type { Review } from '../store/store.ts';
import { type Call, command, type InputOf, refused, type Steered, why } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { ReviewState } from './review-plan.ts';
import { aboutReview, reason } from './schema-fields.ts';

/** What changing who may see a report needs of the stage that publishes it, handed in by whoever knows every stage. */
export interface SetsAudiences {
  readonly reports: {
    setAudience(call: Call<SetAudience>, context: CommandContext): Promise<Steered>;
  };
}

const CHOICES = ['private', 'hub', 'public', 'withdrawn'] as const;

const schema = z.strictObject({
  ...aboutReview,
  about: z
    .string(`must name a review, such as ${EXAMPLE_REVIEW}`)
    .trim()
    .min(1, `must name a review, such as ${EXAMPLE_REVIEW}`),
  act: z.literal('set-audience'),
  audience: z.enum(CHOICES, `must be one of ${CHOICES.join(', ')}`),
  /** Who of the host asked for it in writing, and when. */
  reason,
});
export type SetAudience = InputOf<typeof schema>;

function whyNot({ about, publishedAt, status }: Review): string | undefined {
  if (status === 'cancelled') return `${about} was cancelled; nobody can see a report of it.`;
  return publishedAt === undefined ? `${about} has no final report yet.` : undefined;
}

/** The written wish of a host's head is carried out: who may see its final report, its withdrawal, its publication again. */
export const setAudience = command({
  schema,

  whyNot: ({ review }: ReviewState) => whyNot(review),

  async run(call, context: CommandContext & SetsAudiences) {
    const { about } = call.input;
    const review = await context.store.review(about);
    if (!review) return refused(`There is no review '${about}'. Its name looks like ${EXAMPLE_REVIEW}.`);
    const refusal = whyNot(review);
    return refusal === undefined ? context.reports.setAudience(call, context) : refused(refusal);
  },

  form: ({ review }) => {
    const { about, hostName, hub } = review;
    const texts = {
      private: 'private',
      hub: 'shared with the hub',
      public: 'public',
      withdrawn: 'withdrawn',
    } as const;
    const choices = CHOICES.filter((one) => one !== 'hub' || hub !== undefined);
    return {
      says: { about },
      folded: 'Carry out the head’s written wish about the report',
      fields: [
        {
          name: 'audience',
          label: 'The report is',
          kind: 'choice',
          choices: choices.map((value) => ({ value, text: texts[value] })),
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
