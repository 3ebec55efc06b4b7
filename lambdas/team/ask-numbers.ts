import type { Decision, Placement, WholeReview } from '../store/store.ts';

/** The round under which a question is asked, and the row of its asking if that happened already. */
export interface AskNumber {
  readonly round: number;
  readonly asked: Decision | undefined;
}

/**
 * The round of the invitation of a placement that awaits its answer. Rounds count the people asked for a seat; the same
 * person asked again is asked in a new round, so the row belongs to this placement only if it is no older. An
 * invitation that was called back while the review was paused goes out again.
 */
export function invitationNumber(whole: WholeReview, placement: Placement): AskNumber {
  const latest = latestOf(whole, 'invite', placement.turn, placement.seat);
  const isIts = latest?.person === placement.person && latest.askedAt >= placement.invitedAt;
  if (isIts && latest.status !== 'superseded') return { round: latest.round, asked: latest };
  return { round: (latest?.round ?? 0) + 1, asked: undefined };
}

export const nextInvitationRound = (whole: WholeReview, turn: number, seat: string): number =>
  (latestOf(whole, 'invite', turn, seat)?.round ?? 0) + 1;

/** The round in which the central team is asked about a seat: the same while it has not answered. */
export function fillSeatNumber(whole: WholeReview, turn: number, seat: string): AskNumber {
  const latest = latestOf(whole, 'fill-seat', turn, seat);
  if (latest?.status === 'open') return { round: latest.round, asked: latest };
  return { round: (latest?.round ?? 0) + 1, asked: undefined };
}

function latestOf(whole: WholeReview, question: string, turn: number, seat: string): Decision | undefined {
  return whole.decisions
    .filter((row) => row.question === question && row.turn === turn && row.subject === seat)
    .sort((a, b) => b.round - a.round)[0];
}
