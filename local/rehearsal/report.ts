/** What a rehearsal says in the end. */
import { longDate } from '../../lambdas/calendar/dates.ts';
import { londonDate } from '../../lambdas/calendar/london.ts';
import type { RehearsalArguments } from './arguments.ts';
import type { Rehearsed } from './rehearse.ts';

/** So many problems are told; a defect may repeat itself for every school. */
const TOLD = 20;

/** Whether a promise was broken or something went wrong out of sight. */
export const hasFound = ({ broken, ending }: Rehearsed): boolean => broken.length > 0 || ending.problems.length > 0;

/** A sentence per finding, and what was played. */
export function tellRehearsed(rehearsed: Rehearsed, args: RehearsalArguments): readonly string[] {
  const { ending, broken, reviews, hash } = rehearsed;
  const { problems } = ending;
  const today = longDate(londonDate(ending.now));
  if (!rehearsed.isDone) return [`Stopped on ${today}. ${howToGoOn(args)}`, ...problemsOf(problems)];
  const { wentOnAt } = rehearsed;
  const since = wentOnAt === undefined ? '' : ` since ${longDate(londonDate(wentOnAt))}`;
  const stages = Object.entries(reviews).map(([stage, count]) => `${count} ${stage}`);
  return [
    `Seed ${rehearsed.seed}, ${today}: ${stages.join(', ') || 'no reviews'}; ${ending.mails.length} mails, ` +
      `${rehearsed.executions} executions, ${rehearsed.stateTransitions} state transitions${since}, ${ending.rows.length} rows.`,
    `${Object.entries(rehearsed.happened)
      .map(([what, count]) => `${what}: ${count}`)
      .join('; ')}.`,
    `Played in ${rehearsed.playSeconds.toFixed(0)} seconds, ${rehearsed.processorSeconds.toFixed(0)} of processor time, ` +
      `with ${rehearsed.memoryMegabytes.toFixed(0)} MB. All histories: ${hash}.`,
    ...(broken.length === 0 ? ['Every promise that was looked at was kept.'] : []),
    ...broken.map(({ invariant, promise, found }) => `NOT KEPT (${invariant}): ${promise} Found: ${found}`),
    ...problemsOf(problems),
  ];
}

function problemsOf(problems: readonly string[]): readonly string[] {
  const told = problems.slice(0, TOLD).map((problem) => `PROBLEM: ${problem}`);
  return problems.length > TOLD ? [...told, `... and ${problems.length - TOLD} problems more.`] : told;
}

const howToGoOn = ({ data }: RehearsalArguments): string =>
  data === undefined
    ? 'Nothing of it was kept: with --data DIR a rehearsal goes on where it was stopped.'
    : `The same command goes on from there: everything is kept in ${data}.`;

/** The last line of `--json`. */
export const rehearsalJson = ({ ending, broken, report: _, ...rest }: Rehearsed): string =>
  JSON.stringify({
    ...rest,
    now: ending.now,
    mails: ending.mails.length,
    rows: ending.rows.length,
    broken,
    problems: ending.problems,
  });
