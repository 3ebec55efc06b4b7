import * as z from 'zod';
import { aboutToSend } from '../mail/send-mail.ts';
import { errorName } from '../platform/error-name.ts';
import { logger } from '../platform/logger.ts';
import { EXAMPLE_REVIEW } from '../programmes/programmes.ts';
import { mailFor, wantedOf } from '../questions/mailer.ts';
import type { Notice } from '../questions/question.ts';
import type { Review, WriteItem } from '../store/store.ts';
import { command, refused, why } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { auditItems, CHANGED_NOW } from './record.ts';
import type { ReviewState } from './review-plan.ts';
import { aboutReview, reason } from './schema-fields.ts';

/** What a change of who may see a report comes to: rows to write and whoever is told, or a sentence that says why it makes no sense. */
type PlannedAudience =
  | { readonly refusal: string }
  | {
      readonly items: readonly WriteItem[];
      /** To whoever leads the host today; nothing where no mail reaches them. */
      readonly notice: Notice | undefined;
    };

/** What changing who may see a report needs of the stage that publishes it, handed in by whoever knows every stage. */
export interface SetsAudiences {
  readonly reports: {
    planAudience(review: Review, choice: Choice, at: string, context: CommandContext): Promise<PlannedAudience>;
  };
}

type Choice = (typeof CHOICES)[number];

const CHOICES = ['private', 'hub', 'public', 'withdrawn'] as const;

const IN_WORDS = { private: 'private', hub: 'shared with the hub', public: 'public', withdrawn: 'withdrawn' } as const;

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

function whyNot({ about, publishedAt, status }: Review): string | undefined {
  if (status === 'cancelled') return `${about} was cancelled; nobody can see a report of it.`;
  return publishedAt === undefined ? `${about} has no final report yet.` : undefined;
}

/** The written wish of a host's head is carried out: who may see its final report, its withdrawal, its publication again. */
export const setAudience = command({
  schema,

  whyNot: ({ review }: ReviewState) => whyNot(review),

  async run(call, context: CommandContext & SetsAudiences) {
    const { about, audience, at } = call.input;
    const { mailer, reports, store } = context;
    const review = await store.review(about);
    if (!review) return refused(`There is no review '${about}'. Its name looks like ${EXAMPLE_REVIEW}.`);
    const refusal = whyNot(review);
    if (refusal !== undefined) return refused(refusal);
    const planned = await reports.planAudience(review, audience, at, context);
    if ('refusal' in planned) return refused(planned.refusal);
    const { items, notice } = planned;
    const begun = notice && (await aboutToSend(store, mailFor(about, wantedOf(notice), at)));
    const what = `changed who may see the report, as its head has asked: ${audience}`;
    const rows = [...items, ...auditItems(store, call, { what }), ...(begun ? [begun.row] : [])];
    const written = await store.write(rows);
    if (!written.written) return refused(CHANGED_NOW);
    if (notice) await mailer.send(about, notice, at, begun?.begun).catch((error: unknown) => leftToRound(about, error));
    const told = notice ? 'Its head is told by mail.' : 'No mail reaches its head, so please tell them.';
    return { done: true, sentence: `The report of ${about} is ${IN_WORDS[audience]} now. ${told}` };
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

/** That the mail is to go is on record with the change. */
const leftToRound = (about: string, error: unknown): void =>
  logger.error('A mail about a changed audience is left to the daily round', { about, error: errorName(error) });
