import * as z from 'zod';
import { EXAMPLE_REVIEW } from '../programmes/programmes.ts';
import { pageLink } from '../questions/page-link.ts';
import { command, refused } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { auditItems, CHANGED_NOW } from './record.ts';
import type { ReviewState } from './review-plan.ts';
import { aboutReview } from './schema-fields.ts';

/** So long a link of the central team opens what people wrote. */
const DAYS = 1;

/** Makes a link by which the central team reads what was written in a review: report, findings, form, surveys, audience. */
export const readReview = command({
  schema: z.strictObject({ ...aboutReview, act: z.literal('read-review') }),

  whyNot: (_: ReviewState) => undefined,

  async run(call, context: CommandContext) {
    const { store } = context;
    const { about, at } = call.input;
    if (!(await store.review(about)))
      return refused(`There is no review '${about}'. Its name looks like ${EXAMPLE_REVIEW}.`);
    const { row, address } = pageLink(
      {
        page: 'review-as-written',
        of: about,
        reader: { person: 'central-team', role: 'central-team' },
        at,
        days: DAYS,
      },
      context,
    );
    const written = await store.write([
      row,
      ...auditItems(store, call, { what: 'had a link made to what was written' }),
    ]);
    if (!written.written) return refused(CHANGED_NOW);
    return {
      done: true,
      sentence: 'This link opens what was written, for one day. That you had it made is in the audit.',
      link: { address, text: 'Read what was written' },
    };
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
