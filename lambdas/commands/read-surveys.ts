import * as z from 'zod';
import { PROGRAMMES, slugOf } from '../programmes/programmes.ts';
import { pageLink } from '../questions/page-link.ts';
import { listEarlierSurveys } from '../store/surveys.ts';
import { command, refused } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { auditItems, CHANGED_NOW } from './record.ts';
import { aboutReview } from './schema-fields.ts';

/** So long a link of the central team opens what people said. */
const DAYS = 1;

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
    const { year, programme, at } = call.input;
    if (!(await store.partnershipYear(year))) {
      return refused(`There is no partnership year ${year}. A year is named by the calendar year in which it begins.`);
    }
    await listEarlierSurveys(store, year, programme);
    const of = `${slugOf(programme)}-${year}`;
    const { row, address } = pageLink(
      { page: 'year-surveys', of, reader: { person: 'central-team', role: 'central-team' }, at, days: DAYS },
      context,
    );
    const written = await store.write([
      row,
      ...auditItems(store, call, { about: `surveys-${of}`, what: 'had a link made to the surveys of the year' }),
    ]);
    if (!written.written) return refused(CHANGED_NOW);
    return {
      done: true,
      sentence: 'This link opens what people said, for one day. That you had it made is in the audit.',
      link: { address, text: `Read the surveys of ${programme} ${year}` },
    };
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
