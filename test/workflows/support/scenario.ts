import type { Reached, Reaction } from '../../../local/people/people.ts';
import type { Season } from './season.ts';

/** How the people around one review react, by question; what is not named is answered willingly. */
export type Reactions = Readonly<Record<string, React>>;
type React = (reached: Reached, season: Season) => Reaction | undefined | Promise<Reaction | undefined>;

/** One review of the season: who hosts it, how its people behave, and what is asked of the outcome. */
export interface Scenario {
  /** URN of a school, or the id of a trust. */
  readonly host: string;
  readonly what: string;
  /** Monday of the week that its visit is hoped for. None: it is no member yet. */
  readonly week?: string;
  /** How many reviewers of the network do not know the host too well to review it. Default: all. */
  readonly strangers?: number;
  readonly react?: Reactions;
  /** What else than the review and the membership its people are asked about. */
  readonly abouts?: readonly string[];
  /** What the central team or the world does an hour after a question was answered for the first time. */
  readonly after?: Readonly<Record<string, (season: Season) => Promise<void>>>;
  /** What happens on a day of the calendar, at an instant. */
  readonly at?: Readonly<Record<string, (season: Season) => Promise<void>>>;
  /** Registers the tests that examine it. */
  check(season: () => Season): void;
}

/** Nobody answers anything of these questions. */
export const silent = (...questions: string[]): Reactions =>
  Object.fromEntries(questions.map((question) => [question, () => 'ignore' as const]));
