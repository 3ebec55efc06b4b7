import * as z from 'zod';
import { PROGRAMMES } from '../programmes/programmes.ts';
import { type AUDIENCES, STAGES } from '../store/entities/reviews.ts';
import type { StageName } from '../store/store.ts';

/** Where events of a review say that they come from; a rule of a listener names it. */
export const EVENT_SOURCE = 'peer-review';

/** What can be heard of a review, as the `detail-type` of its events. */
export const REVIEW_EVENTS = [
  'Review opened',
  'Review dates fixed',
  'Review postponed',
  'Review team complete',
  'Review visited',
  'Review report final',
  'Review report published',
  'Review report withdrawn',
  'Review closed',
  'Review cancelled',
] as const;

export type ReviewEventType = (typeof REVIEW_EVENTS)[number];

/**
 * The `detail` of every event: ids, and nothing that somebody typed. A listener that wants more asks for the review. What is
 * added to version 1 is optional; whatever a listener would misread makes a version 2, which is published beside it.
 */
export const ReviewEventDetail = z.strictObject({
  version: z.literal(1),
  /** The same whenever the same event comes again: drop what has an id that was seen. */
  id: z.string().min(1),
  /** The review's name: 'qar-2026-100183'. */
  about: z.string().min(1),
  programme: z.enum(PROGRAMMES),
  /** The partnership year, by the calendar year in which it begins: '2026'. */
  year: z.string().min(1),
  /** Its school or trust: a URN or a trust's number. */
  host: z.string().min(1),
  /** Rises with each postponement. */
  turn: z.int().min(1),
  /** The instant of the change. */
  at: z.iso.datetime(),
});
export type ReviewEventDetail = z.infer<typeof ReviewEventDetail>;

/** What of a review's row says whether something happened that others may hear of. */
export interface ReviewState {
  readonly stage: StageName;
  readonly status: string;
  readonly turn: number;
  readonly wasOpened: boolean;
  readonly datesFixedAt?: string | undefined;
  readonly publishedAt?: string | undefined;
  readonly withdrawnAt?: string | undefined;
  readonly audience?: (typeof AUDIENCES)[number] | undefined;
}

/** Each stage whose beginning says that what came before it is done. */
const DONE_BY: readonly (readonly [StageName, ReviewEventType])[] = [
  ['preparation', 'Review team complete'],
  ['report', 'Review visited'],
  ['publication', 'Review report final'],
  ['closed', 'Review closed'],
];

/**
 * What happened to a review between two versions of its row, in order.
 *
 * A report that its host keeps private is not published, and is when the host changes its mind. A review that was cancelled
 * is heard of as cancelled alone.
 */
export function whatHappened(before: ReviewState | undefined, after: ReviewState): readonly ReviewEventType[] {
  if (after.status === 'cancelled') return before?.status === 'cancelled' ? [] : ['Review cancelled'];
  const happened: ReviewEventType[] = [];
  if (before && after.turn > before.turn) happened.push('Review postponed');
  if (after.wasOpened && !before?.wasOpened) happened.push('Review opened');
  if (after.datesFixedAt !== undefined && after.datesFixedAt !== before?.datesFixedAt) {
    happened.push('Review dates fixed');
  }
  const [from, to] = [STAGES.indexOf(before?.stage ?? 'planned'), STAGES.indexOf(after.stage)];
  for (const [stage, event] of DONE_BY) {
    const place = STAGES.indexOf(stage);
    if (from < place && place <= to) happened.push(event);
  }
  if (isOut(after) && !(before && isOut(before))) happened.push('Review report published');
  if (after.withdrawnAt !== undefined && after.withdrawnAt !== before?.withdrawnAt) {
    happened.push('Review report withdrawn');
  }
  return happened;
}

/** Whether others than the host may see the report. */
const isOut = ({ publishedAt, withdrawnAt, audience }: ReviewState): boolean =>
  publishedAt !== undefined && withdrawnAt === undefined && audience !== undefined && audience !== 'private';
