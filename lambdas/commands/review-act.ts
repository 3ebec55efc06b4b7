import type { WriteItem } from '../store/store.ts';
import type { SteerReviewInput } from './act.ts';
import type { Search } from './searches.ts';

/** What was recorded on a review and has still to be carried out; kept on its row until it is done. */
export interface Steering {
  readonly act: SteerReviewInput['act'];
  readonly at: string;
  /** What whoever completes it reads. */
  readonly sentence: string;
  /** Why, as people are told; empty where they are not. */
  readonly reason: string;
  /** The review's execution to stop, and the next one to start. */
  readonly stop: string | null;
  readonly start: string | null;
  /** The searches beside it to stop, and to start. */
  readonly stopSearches: readonly string[];
  readonly startSearches: readonly Search[];
  /** The team at that moment, to be told: ids. The rows themselves no longer say who it was. */
  readonly team: readonly string[];
  /** Ids of questions that were settled, whose workflow has to be told. */
  readonly settled: readonly string[];
}

/** What an act on a review comes to: rows to write, or a sentence that says why it makes no sense. */
export type PlannedMove =
  | { readonly refusal: string }
  | { readonly items: readonly WriteItem[]; readonly steering: Steering };
