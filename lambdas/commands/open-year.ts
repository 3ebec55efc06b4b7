import * as z from 'zod';
import type { MissingYear } from '../settings/missing-year.ts';
import { type Call, command, type InputOf, type Steered } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { aboutReview } from './schema-fields.ts';

/** What opening a year needs of the stage that renews, handed in by whoever knows every stage. */
export interface OpensYears {
  readonly years: {
    open(call: Call<OpenYear>, context: CommandContext): Promise<Steered>;
  };
}

const schema = z.strictObject({
  ...aboutReview,
  act: z.literal('open-year'),
  /** The year, by the calendar year in which it begins: 'year-2028'. */
  about: z
    .string('must name a year, such as year-2028')
    .trim()
    .regex(/^year-20\d\d$/, 'must name a year, such as year-2028'),
});
export type OpenYear = InputOf<typeof schema>;

/** The next partnership year is made of the one before, and the central team is asked to correct and confirm it. */
export const openYear = command({
  schema,

  /** Whether a year can be opened is known once its rows and those of the year before are read. */
  whyNot: (_: MissingYear) => undefined,

  run: (call, context: CommandContext & OpensYears) => context.years.open(call, context),

  form: ({ year, title }: MissingYear) => ({
    says: { about: `year-${year}` },
    fields: [],
    buttons: [
      {
        label: `Open the year ${title}`,
        main: true,
        confirmation: `Open the partnership year ${title}? You get a mail with a page that shows every date and number of it, moved on from the year before. Nothing counts until you have confirmed that page.`,
      },
    ],
  }),
});
