import type { AskingDesk } from '../decisions/ask.ts';
import type { Catalogue } from '../decisions/open-link.ts';
import type { BoundQuestion } from '../decisions/question.ts';
import type { RoundFindings } from '../platform/round-findings.ts';
import type { Decision, Review } from '../store/store.ts';
import type { RoundDue } from '../team/round/rounds-due.ts';

/** What the morning round works with. */
export interface RoundDesk extends AskingDesk {
  readonly catalogue: Catalogue;
  /** Starts the next execution of a review. */
  startReview(review: Review, today: string): Promise<void>;
  /** Starts the follow-up of a review that was closed. One that was started already counts as started. */
  startFollowUp(review: Review): Promise<void>;
  /** Starts the first matching round of a term. One that was started already counts as started. */
  startMatchingRound(round: RoundDue): Promise<void>;
  /** Tells what was found standing still, each working day and call. */
  tellFindings(findings: RoundFindings): void;
}

/** A row that is due, with its question bound. */
export interface DueQuestion {
  readonly decision: Decision;
  readonly bound: BoundQuestion;
}
