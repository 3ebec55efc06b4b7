import type { Decision, Draft, Finding, Placement, ReportVersion, Review, Seat, Survey } from './entities.ts';

/** Everything of one review, as one query reads it. */
export interface WholeReview {
  readonly review: Review;
  readonly seats: readonly Seat[];
  readonly placements: readonly Placement[];
  readonly decisions: readonly Decision[];
  readonly drafts: readonly Draft[];
  readonly versions: readonly ReportVersion[];
  readonly findings: readonly Finding[];
  readonly surveys: readonly Survey[];
}
