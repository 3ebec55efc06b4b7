import { createHash } from 'node:crypto';
import type { Decision, Review } from '../store/store.ts';

export type SeenRow =
  | Pick<Decision, 'decision' | 'status' | 'person' | 'expiresAt' | 'mails'>
  | Pick<Review, 'stage' | 'status' | 'turn' | 'executions' | 'replacements'>;

/**
 * What a list shows of a question or a review, in ten characters: a command that carries it is refused once any of that has
 * changed, be it by an answer, by somebody else's command or by the same button pressed twice. It tells nothing of the row.
 */
export function seenOf(row: SeenRow): string {
  const shown =
    'decision' in row
      ? [row.decision, row.status, row.person, row.expiresAt, row.mails]
      : [row.stage, row.status, row.turn, row.executions, row.replacements ?? 0];
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 10);
}
