import type { Decision, Draft, Finding, Placement, ReportVersion, Review, Seat, Survey, TeamNote } from './entities.ts';

/** A review with its team and the versions of its report: what most of what is asked about a review is worked out from. */
export interface ReviewAtHand {
  readonly review: Review;
  readonly seats: readonly Seat[];
  readonly placements: readonly Placement[];
  readonly versions: readonly ReportVersion[];
}

/** A review's own row, for what needs no more of it: read by its key, in one request with whatever else has one. */
interface ReviewAlone {
  readonly review: Review;
}

/** A review as far as it was read. */
export type ReviewRead = ReviewAtHand | ReviewAlone;

/** A review with its team, where that was read with it: nothing is told from a team that was not. */
export const withTeam = (read: ReviewRead | undefined): ReviewAtHand | undefined =>
  read && 'seats' in read ? read : undefined;

/** Everything of one review, as one query reads it: its questions are the greater part of it. */
export interface WholeReview extends ReviewAtHand {
  readonly decisions: readonly Decision[];
  readonly drafts: readonly Draft[];
  readonly findings: readonly Finding[];
  readonly surveys: readonly Survey[];
  readonly notes: readonly TeamNote[];
}
