import * as z from 'zod';
import type { Review } from '../store/store.ts';
import { aboutReport, carryOutForReport, type PlannedForReport, whyNoReport } from './carry-out-for-report.ts';
import { command, why } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { ReviewState } from './review-plan.ts';

/** What putting a fact of a report right needs of the stage that publishes it, handed in by whoever knows every stage. */
export interface CorrectsReports {
  readonly reports: {
    planCorrection(review: Review, words: Words, at: string, context: CommandContext): Promise<PlannedForReport>;
  };
}

interface Words {
  /** As they stand in the report. */
  readonly wrong: string;
  /** What stands in their place from then on. */
  readonly right: string;
}

/** Of one point or paragraph; a report that needs more is written anew. */
const LONGEST = 500;

const words = (what: string) =>
  z
    .string({ error: `must have ${what}` })
    .transform((text) => text.trim().replace(/\s+/g, ' '))
    .pipe(z.string().min(1, `must have ${what}`).max(LONGEST, `must have at most ${LONGEST} characters`));

const schema = z.strictObject({
  ...aboutReport,
  act: z.literal('correct-report'),
  wrong: words('the words that are wrong, as they stand in the report'),
  right: words('what is to stand in their place'),
});

/** The written wish of a host's head is carried out: a fact of its final report that turned out to be wrong is put right. */
export const correctReport = command({
  schema,

  whyNot: ({ review }: ReviewState) => whyNoReport(review),

  run(call, context: CommandContext & CorrectsReports) {
    const { about, wrong, right, at } = call.input;
    return carryOutForReport(call, context, {
      what: 'put a fact of the report right, as its head has asked',
      sentence: `The report of ${about} says so now, and so does what it carries to the next year.`,
      plan: async (review) =>
        wrong === right
          ? { refusal: 'Nothing was done: both are the same words.' }
          : context.reports.planCorrection(review, { wrong, right }, at, context),
    });
  },

  form: ({ review: { about, hostName } }) => ({
    says: { about },
    folded: 'Put a fact of the final report right',
    fields: [
      { name: 'wrong', label: 'It says', kind: 'text', size: 40, hint: 'word by word' },
      { name: 'right', label: 'It should say', kind: 'text', size: 40 },
      why('for the audit'),
    ],
    buttons: [
      {
        label: 'Put it right',
        confirmation: `Has whoever leads ${hostName} asked for this in writing, or agreed to it? Say in the reason who and when. Only a fact is put right so: what was found and estimated stays as both sides agreed it. The head is told by mail what it said and says now, and the version before stays on record.`,
      },
    ],
  }),
});
