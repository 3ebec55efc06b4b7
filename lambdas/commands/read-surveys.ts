import * as z from 'zod';
import { PROGRAMMES, slugOf } from '../programmes/programmes.ts';
import { titleByName, yearTitle } from '../settings/year-title.ts';
import { listEarlierSurveys } from '../store/surveys.ts';
import { command, refused } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { giveReadingLink } from './reading-link.ts';
import { aboutReview } from './schema-fields.ts';

const A_YEAR = 'must be a partnership year, such as 2026';

/** A year on the dashboard. */
export interface YearShown {
  /** '2026'. */
  readonly year: string;
}

/** Makes a link by which the central team reads what people said of a year's reviews of a programme. */
export const readSurveys = command({
  schema: z.strictObject({
    ...aboutReview,
    act: z.literal('read-surveys'),
    /** The year has the audit; there is no row of it to name. */
    about: z.string().default('surveys'),
    year: z.string(A_YEAR).regex(/^20\d\d$/, A_YEAR),
    programme: z.enum(PROGRAMMES, `must be one of ${PROGRAMMES.join(', ')}`),
  }),

  whyNot: (_: YearShown) => undefined,

  async run(call, context: CommandContext) {
    const { store } = context;
    const { year, programme } = call.input;
    const row = await store.partnershipYear(year);
    if (!row) {
      return refused(
        `There is no partnership year ${titleByName(year)}. A year is named by the calendar year in which it begins.`,
      );
    }
    await listEarlierSurveys(store, year, programme);
    const of = `${slugOf(programme)}-${year}`;
    const text = `Read the surveys of ${programme}, ${yearTitle(row)}`;
    const reading = { page: 'year-surveys', of, what: 'the surveys of the year', text, audit: `surveys-${of}` };
    return giveReadingLink(call, reading, context);
  },

  form: ({ year }) => ({
    folded: 'Read the surveys of this year',
    says: { year },
    fields: [
      {
        name: 'programme',
        label: 'Programme',
        kind: 'choice',
        choices: PROGRAMMES.map((value) => ({ value, text: value })),
      },
    ],
    buttons: [
      {
        label: 'Read the surveys',
        confirmation:
          'Make a link to what people said of the reviews of this year and programme, without names? It opens them for one day, and the audit says that you had it made.',
      },
    ],
  }),
});
