import type { DailyRoundFindings } from '../platform/daily-round-findings.ts';
import type { AskingDeps } from '../questions/ask.ts';
import type { AllToldTogether } from '../questions/morning-mail.ts';
import type { Catalogue } from '../questions/open-link.ts';
import type { BoundQuestion } from '../questions/question.ts';
import type { Decision, Review } from '../store/store.ts';
import type { TermPlanDue } from '../team/term-plan/term-plans-due.ts';

/** What the daily round works with. */
export interface DailyRoundDeps extends AskingDeps {
  readonly catalogue: Catalogue;
  /** How several mails of a kind that waits for the morning are told in one. */
  readonly toldInMorning: AllToldTogether;
  /** Starts the next execution of a review. */
  startReview(review: Review, today: string): Promise<void>;
  /** Starts the follow-up of a review that was closed. One that was started already counts as started. */
  startFollowUp(review: Review): Promise<void>;
  /** Starts the workflow of a newcomer's subscription, by its name, while it waits for the admission. One that was started already counts as started. */
  startAdmission(about: string): Promise<void>;
  /** Starts the first term plan of a term. One that was started already counts as started. */
  startTermPlan(termPlan: TermPlanDue): Promise<void>;
  /** Carries out what was recorded of a review and not finished. As often as this is called. */
  finishMove(about: string): Promise<void>;
  /** Carries out what was recorded of the questions about something and not finished. As often as this is called. */
  finishQuestions(about: string): Promise<void>;
  /** Ends a membership whose day has come, or finishes one whose ending broke off. As often as this is called. */
  endMembership(about: string, at: string): Promise<void>;
  /** Does what follows when somebody leaves, and tells the central team. As often as this is called. */
  carryOutLeaving(person: string, at: string): Promise<void>;
  /** Tells what was found standing still, each working day and call. */
  tellFindings(findings: DailyRoundFindings): void;
}

/** A row that is due, with its question bound. */
export interface DueQuestion {
  readonly decision: Decision;
  readonly bound: BoundQuestion;
}
