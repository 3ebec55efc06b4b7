/** Puts the report of a rehearsal together. */
import { londonDate } from '../../../lambdas/calendar/london.ts';
import type { Broken, Ending } from '../ending.ts';
import { EndingIndex } from '../invariants/ending-index.ts';
import type { Notes } from '../noting.ts';
import { answerFigures } from './answers.ts';
import { centralTeamFigures } from './central-team.ts';
import { costFigures } from './costs.ts';
import { mailFigures } from './mails.ts';
import { peakOf } from './peak.ts';
import { placementFigures } from './placements.ts';
import type { BrokenPromise, Played, RehearsalReport, TransitionFigures } from './report-form.ts';
import { reviewFigures } from './reviews.ts';
import { seatFigures } from './seats.ts';
import { rounded } from './spread.ts';
import { travelFigures } from './travel.ts';

export interface ReportParts {
  readonly ending: Ending;
  readonly broken: readonly Broken[];
  readonly notes: Notes;
  readonly played: Omit<Played, 'from' | 'until' | 'rows' | 'executions'>;
  /** The instant at which the virtual clock began. */
  readonly start: Date;
  /** The partnership years that were played. */
  readonly years: readonly string[];
  /** The assembly that was played. */
  readonly cdkOut: string;
  readonly minutesAQuestion: number;
  /** What the central team did by the dashboard, counted. */
  readonly commands: Readonly<Record<string, number>>;
}

export function reportOf(parts: ReportParts): RehearsalReport {
  const { ending, notes, start } = parts;
  const index = new EndingIndex(ending);
  const from = londonDate(start.toISOString());
  const reviews = reviewFigures(index, { from, years: parts.years });
  const mails = mailFigures(index);
  const mailed = ending.mails.map(({ at }) => at);
  return {
    format: 1,
    played: {
      ...parts.played,
      from,
      // An instant of midnight is the end of the day before.
      until: londonDate(new Date(Date.parse(ending.now) - 1).toISOString()),
      rows: ending.rows.length,
      executions: ending.executions.length,
    },
    reviews,
    answers: answerFigures(index),
    mails,
    seats: seatFigures(index),
    travel: travelFigures(index),
    placements: placementFigures(index, parts.years),
    centralTeam: centralTeamFigures(index, {
      from,
      minutesAQuestion: parts.minutesAQuestion,
      commands: parts.commands,
    }),
    peaks: {
      mailsASecond: mails.busiestSecond,
      mailsAMinute: peakOf(mailed, 60_000),
      functionsAtOnce: notes.functionsAtOnce,
      tableRequestsASecond: notes.tableRequestsASecond,
      tableRequestsAMinute: notes.tableRequestsAMinute,
    },
    costs: costFigures(notes, {
      cdkOut: parts.cdkOut,
      milliseconds: Date.parse(ending.now) - start.getTime(),
      reviews: reviews.reviews,
    }),
    transitions: transitionFigures(notes.transitionsByMachine, reviews.reviews),
    broken: brokenPromises(parts.broken),
    problems: ending.problems,
  };
}

export function transitionFigures(byMachine: Readonly<Record<string, number>>, reviews: number): TransitionFigures {
  const machines = Object.entries(byMachine)
    .map(([machine, transitions]) => ({ machine, transitions }))
    .sort((a, b) => b.transitions - a.transitions);
  const transitions = machines.reduce((sum, one) => sum + one.transitions, 0);
  return { transitions, aReview: reviews === 0 ? 0 : rounded(transitions / reviews), byMachine: machines };
}

/** So many places are named: a defect may repeat itself for every school. */
const NAMED = 5;

export const brokenPromises = (broken: readonly Broken[]): readonly BrokenPromise[] =>
  [...Map.groupBy(broken, ({ invariant }) => invariant)].map(([invariant, all]) => ({
    invariant,
    promise: all[0]?.promise ?? '',
    times: all.length,
    found: all.slice(0, NAMED).map(({ found }) => found),
  }));
