/** What commands have alike by which the written wish of a host about its final report is carried out. */
import type * as z from 'zod';
import { aboutToSend } from '../mail/send-mail.ts';
import { errorName } from '../platform/error-name.ts';
import { logger } from '../platform/logger.ts';
import { EXAMPLE_REVIEW } from '../programmes/programmes.ts';
import { mailFor, wantedOf } from '../questions/mailer.ts';
import type { Notice } from '../questions/question.ts';
import type { Review, WriteItem } from '../store/store.ts';
import { type AnyInput, type Call, refused, type Steered } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { auditItems, CHANGED_NOW } from './record.ts';
import { aboutReview, name, reason } from './schema-fields.ts';

/** What a wish about a report comes to: rows to write and whoever is told, or a sentence that says why it makes no sense. */
export type PlannedForReport =
  | { readonly refusal: string }
  | {
      readonly items: readonly WriteItem[];
      /** To whoever leads the host today; nothing where no mail reaches them. */
      readonly notice: Notice | undefined;
    };

export const aboutReport = {
  ...aboutReview,
  about: name(`a review, such as ${EXAMPLE_REVIEW}`),
  /** Who of the host asked for it in writing, and when. */
  reason,
} satisfies z.ZodRawShape;

export function whyNoReport({ about, publishedAt, status }: Review): string | undefined {
  if (status === 'cancelled') return `${about} was cancelled; nobody can see a report of it.`;
  return publishedAt === undefined ? `${about} has no final report yet.` : undefined;
}

/**
 * Carries out what is wished of the report of a review, with its audit entry, and tells the host's head.
 *
 * @param wish.what for the audit.
 * @param wish.sentence what was done.
 */
export async function carryOutForReport(
  call: Call<AnyInput & { readonly at: string }>,
  context: CommandContext,
  wish: {
    readonly what: string;
    readonly sentence: string;
    plan(review: Review): Promise<PlannedForReport>;
  },
): Promise<Steered> {
  const { about, at } = call.input;
  const { mailer, store } = context;
  const review = await store.review(about);
  if (!review) return refused(`There is no review '${about}'. Its name looks like ${EXAMPLE_REVIEW}.`);
  const refusal = whyNoReport(review);
  if (refusal !== undefined) return refused(refusal);
  const planned = await wish.plan(review);
  if ('refusal' in planned) return refused(planned.refusal);
  const { items, notice } = planned;
  const begun = notice && (await aboutToSend(store, mailFor(about, wantedOf(notice), at)));
  const rows = [...items, ...auditItems(store, call, { what: wish.what }), ...(begun ? [begun.row] : [])];
  const written = await store.write(rows);
  if (!written.written) return refused(CHANGED_NOW);
  if (notice) await mailer.send(about, notice, at, begun?.begun).catch((error: unknown) => leftToRound(about, error));
  const told = notice ? 'Its head is told by mail.' : 'No mail reaches its head, so please tell them.';
  return { done: true, sentence: `${wish.sentence} ${told}` };
}

/** That the mail is to go is on record with the change. */
const leftToRound = (about: string, error: unknown): void =>
  logger.error('A mail about a report is left to the daily round', { about, error: errorName(error) });
