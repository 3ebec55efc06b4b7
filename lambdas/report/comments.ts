/** What is said about a version of a report, line by line, and what the lead reviewer answered. */
import * as z from 'zod';
import type { Side } from '../documents/report-versions.ts';
import type { Decision, ReportVersion } from '../store/store.ts';

/**
 * 'fact': something is wrong and can be checked. 'disagree': the facts are right and are seen otherwise. 'not-agreed':
 * why somebody did not agree to the whole version.
 */
export const COMMENT_KINDS = ['fact', 'disagree', 'not-agreed'] as const;

/** The address of a comment on the report as a whole. */
export const WHOLE_REPORT = 'report';

const Comment = z.object({
  turn: z.number(),
  round: z.number(),
  /** The line's address within its version, or 'report'. */
  address: z.string(),
  /** The line as it stood: addresses mean another line in the next version. */
  line: z.string(),
  kind: z.enum(COMMENT_KINDS),
  by: z.enum(['host', 'lead']),
  text: z.string(),
  at: z.string(),
  /** What the lead reviewer answered. */
  reply: z.string().optional(),
});
export type Comment = z.infer<typeof Comment>;

export const commentKindInWords: Readonly<Record<Comment['kind'], string>> = {
  fact: 'Wrong fact',
  disagree: 'Disagreement',
  'not-agreed': 'Not agreed',
};

/** The comments kept on a version, oldest first. */
export const commentsOf = (version: Pick<ReportVersion, 'comments'>): readonly Comment[] =>
  z.array(Comment).parse(version.comments ?? []);

/** The answer of somebody who did not agree, as 'agree-report' keeps it. */
export const NotAgreed = z.object({ agreed: z.literal(false), hash: z.string(), reason: z.string() });

/** Why a round ended without agreement: what each side that did not agree wrote. Silence leaves nothing here. */
export function objections(
  decisions: readonly Decision[],
  { turn, round }: { readonly turn: number; readonly round: number },
): readonly Comment[] {
  return decisions
    .filter((row) => row.question === 'agree-report' && row.turn === turn && row.round === round)
    .flatMap((row): Comment[] => {
      const answer = NotAgreed.safeParse(row.answer).data;
      if (!answer) return [];
      const by: Side = row.subject === 'lead' ? 'lead' : 'host';
      const at = row.answeredAt ?? row.askedAt;
      return [{ turn, round, address: WHOLE_REPORT, line: '', kind: 'not-agreed', by, text: answer.reason, at }];
    });
}

/**
 * Everything that the lead reviewer has to answer in a round: why the round before ended without agreement, and what
 * the host's check of this round brought.
 */
export const commentsToAnswer = (
  version: Pick<ReportVersion, 'comments'>,
  decisions: readonly Decision[],
  { turn, round }: { readonly turn: number; readonly round: number },
): readonly Comment[] => [
  ...objections(decisions, { turn, round: round - 1 }),
  ...commentsOf(version).filter((comment) => comment.turn === turn && comment.round === round),
];
