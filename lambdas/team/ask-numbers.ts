import type { Decision, Placement, WholeReview } from '../store/store.ts';

/** The attempt under which a question is asked, and the row of its asking if it was asked and not withdrawn since. */
export interface AskNumber {
  readonly round: number;
  readonly asked: Decision | undefined;
}

/**
 * The attempt of the invitation of a placement that awaits its answer. Attempts count the people asked for a seat; the same
 * person asked again is asked in a new attempt, so the row belongs to this placement only if it is no older. What was
 * withdrawn while the review was paused is asked again in its own attempt.
 */
export function invitationNumber(whole: WholeReview, placement: Placement): AskNumber {
  const latest = latestOf(whole, 'invite', placement.turn, placement.seat);
  const isIts = latest?.person === placement.person && latest.askedAt >= placement.invitedAt;
  return isIts
    ? { round: latest.round, asked: unlessWithdrawn(latest) }
    : { round: nextAttempt(latest), asked: undefined };
}

export const nextInvitationAttempt = (whole: WholeReview, turn: number, seat: string): number =>
  nextAttempt(latestOf(whole, 'invite', turn, seat));

/** The attempt in which the central team is asked about a seat: the same while it has not answered. */
export function fillSeatNumber(whole: WholeReview, turn: number, seat: string): AskNumber {
  const latest = latestOf(whole, 'fill-seat', turn, seat);
  const waits = latest?.status === 'open' || latest?.status === 'superseded';
  return waits
    ? { round: latest.round, asked: unlessWithdrawn(latest) }
    : { round: nextAttempt(latest), asked: undefined };
}

const nextAttempt = (latest: Decision | undefined): number => (latest?.round ?? 0) + 1;

const unlessWithdrawn = (row: Decision): Decision | undefined => (row.status === 'superseded' ? undefined : row);

function latestOf(whole: WholeReview, question: string, turn: number, seat: string): Decision | undefined {
  return whole.decisions
    .filter((row) => row.question === question && row.turn === turn && row.subject === seat)
    .sort((a, b) => b.round - a.round)[0];
}
