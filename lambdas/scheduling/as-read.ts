import type { Review } from '../store/store.ts';

type Overwritten = 'turn' | 'stage' | 'status' | 'dates';

interface Operations {
  eq(attribute: unknown, value: unknown): string;
  notExists(attribute: unknown): string;
}

/**
 * The condition that a review stands where it stood when it was read, in the turn that a step is of, and that nobody has said
 * anything of its dates since.
 */
export const asRead = (review: Pick<Review, Exclude<Overwritten, 'turn'>>, turn: number) =>
  ((row: Record<Overwritten, unknown>, { eq, notExists }: Operations) =>
    [
      eq(row.turn, turn),
      eq(row.stage, review.stage),
      eq(row.status, review.status),
      review.dates === undefined ? notExists(row.dates) : eq(row.dates, review.dates),
    ].join(' AND ')) as never;
