import * as z from 'zod';
import { EXAMPLE_REVIEW } from '../programmes/programmes.ts';
import { command, refused } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { giveReadingLink } from './reading-link.ts';
import type { ReviewState } from './review-plan.ts';
import { aboutReview } from './schema-fields.ts';

/** Makes a link by which the central team reads what was written in a review: report, findings, form, surveys, audience. */
export const readReview = command({
  schema: z.strictObject({ ...aboutReview, act: z.literal('read-review') }),

  whyNot: (_: ReviewState) => undefined,

  async run(call, context: CommandContext) {
    const { about } = call.input;
    if (!(await context.store.review(about)))
      return refused(`There is no review '${about}'. Its name looks like ${EXAMPLE_REVIEW}.`);
    const reading = { page: 'review-as-written', of: about, what: 'what was written', text: 'Read what was written' };
    return giveReadingLink(call, reading, context);
  },

  form: ({ review }) => ({
    says: { about: review.about },
    fields: [],
    buttons: [
      {
        label: 'Read what was written',
        confirmation: `Make a link to the report, the findings, the form and the surveys of ${review.hostName}? It opens them for one day, and the audit says that you had it made.`,
      },
    ],
  }),
});
