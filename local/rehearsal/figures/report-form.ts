/** What stands in report.json. docs/rehearsal.md describes it. */
import type { AnswerFigures } from './answers.ts';
import type { CentralTeamFigures } from './central-team.ts';
import type { CostFigures } from './costs.ts';
import type { MailFigures } from './mails.ts';
import type { Peak } from './peak.ts';
import type { PlacementFigures } from './placements.ts';
import type { ReviewFigures } from './reviews.ts';
import type { SeatFigures } from './seats.ts';
import type { TravelFigures } from './travel.ts';

export interface RehearsalReport {
  readonly format: 1;
  readonly played: Played;
  readonly reviews: ReviewFigures;
  readonly answers: AnswerFigures;
  readonly mails: MailFigures;
  readonly seats: SeatFigures;
  readonly travel: TravelFigures;
  readonly placements: PlacementFigures;
  readonly centralTeam: CentralTeamFigures;
  readonly peaks: PeakFigures;
  readonly costs: CostFigures;
  readonly transitions: TransitionFigures;
  readonly broken: readonly BrokenPromise[];
  /** What went wrong out of sight, in sentences. */
  readonly problems: readonly string[];
}

export interface Played {
  /** The options by which it can be played again. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** See history-hash.ts. */
  readonly hash: string;
  /** Whether it was played to its end; what was stopped tells how far it came. */
  readonly isDone: boolean;
  /** It went on from what an earlier run kept: what is used, peaks and costs are those of the last run alone. */
  readonly wentOn: boolean;
  /** The first and the last day on the virtual clock, London dates. */
  readonly from: string;
  readonly until: string;
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly memoryMegabytes: number;
  readonly rows: number;
  readonly executions: number;
  /** What people did and what befell them, counted. */
  readonly happened: Readonly<Record<string, number>>;
}

export interface PeakFigures {
  readonly mailsASecond: Peak;
  readonly mailsAMinute: Peak;
  /** Functions that began within 1.6 seconds, the longest that one takes: so many would run at once, at most. */
  readonly functionsAtOnce: Peak;
  readonly tableRequestsASecond: Peak;
  readonly tableRequestsAMinute: Peak;
}

export interface TransitionFigures {
  readonly transitions: number;
  readonly aReview: number;
  readonly byMachine: readonly { readonly machine: string; readonly transitions: number }[];
}

export interface BrokenPromise {
  readonly invariant: string;
  readonly promise: string;
  /** How many places were found. */
  readonly times: number;
  /** The first of them, in ids alone. */
  readonly found: readonly string[];
}
