import type { Review, WriteItem } from '../store/store.ts';
import type { Search } from './searches.ts';

/** What has to follow once a command is recorded on a review. */
export interface Follows {
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
  /** Whether its days were given up with its team. Not there in what an earlier release recorded. */
  readonly daysGivenUp?: boolean;
  /** Ids of questions that were settled, whose workflow has to be told. */
  readonly settled: readonly string[];
}

/** What was recorded on a review and has still to be carried out; kept on its row until it is done. */
export interface Steering extends Follows {
  /** The name of the command. */
  readonly act: string;
  readonly at: string;
  /** What whoever completes it reads. */
  readonly sentence: string;
}

/** What tells whether a command on a review makes sense. */
export interface ReviewState {
  readonly review: Review;
  readonly at: string;
}

/** What a command on a review comes to: rows to write, or a sentence that says why it makes no sense. */
export type PlannedMove =
  | { readonly refusal: string }
  | {
      readonly sentence: string;
      /** What the audit says was done, and to which seat. */
      readonly what: string;
      readonly seat?: string;
      /** The rows it changes. Where something has to follow, the review's own row keeps `steering` until it is done. */
      readonly items: (steering: Steering) => readonly WriteItem[];
      /** What has to follow; nothing where it is done with its rows. */
      readonly follows?: Partial<Follows>;
    };
