import { londonDate, londonInstant } from '../../lambdas/calendar/london.ts';
import type { StageDates } from '../../lambdas/questions/enter-stage.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import { STAGES } from '../../lambdas/store/entities/reviews.ts';
import { type Review, Store } from '../../lambdas/store/store.ts';
import { membershipName } from '../../lambdas/subscription/membership-name.ts';
import { SHARED_ROUNDS } from '../rounds.ts';
import type { LocalStack } from '../stack.ts';
import { currentStates } from '../viewer/execution-status.ts';

/** The partnership year that is played. */
export const PLAYED_YEAR = '2026';

/** From the opening of renewal to the follow-up half a year after a visit in the last week, with room. */
export const LONGEST_PLAY_MS = 3 * 366 * 86_400_000;

/** The morning on which renewal of the played year opens, an hour and a half before it does. */
export function playStart(): Date {
  const year = readSettingsFiles().years.find((each) => each.year === PLAYED_YEAR);
  if (!year) throw new Error(`There are no settings of the partnership year ${PLAYED_YEAR}.`);
  return new Date(londonInstant(year.renewalOpens, '07:15'));
}

/** The review that a school's year is about. */
export const playedReview = (host: string): string => `qar-${PLAYED_YEAR}-${host}`;

/** The play came to a standstill, or took longer than any review may. */
export class PlayStuck extends Error {
  override readonly name = 'PlayStuck';
}

/**
 * Lets the clock run until the host has told how far it got, half a year after its review.
 *
 * @param interrupted ends the play between two events
 * @returns whether the year was played to its end
 * @throws PlayStuck naming what every open workflow waits for.
 */
export const play = (stack: LocalStack, host: string, interrupted?: AbortSignal): Promise<boolean> =>
  playUntilFollowedUp(stack, () => playedReview(host), LONGEST_PLAY_MS, interrupted);

/**
 * The same for the review that `about` names when something is followed up.
 *
 * @param longestMs how long of the virtual clock it may take
 * @throws PlayStuck
 */
export async function playUntilFollowedUp(
  stack: LocalStack,
  about: () => string,
  longestMs: number,
  interrupted?: AbortSignal,
): Promise<boolean> {
  let isDone = false;
  const stopListening = stack.engine.onEvent((executionArn, { type }) => {
    if (type === 'ExecutionSucceeded' && executionArn.includes(`:follow-up-${about()}-`)) isDone = true;
  });
  try {
    await stack.clock.run({
      until: stack.clock.now() + longestMs,
      stop: () => isDone || interrupted?.aborted === true || hasFailed(stack),
    });
  } finally {
    stopListening();
  }
  if (!isDone && !interrupted?.aborted) throw new PlayStuck(whereItStands(stack));
  return isDone;
}

/** A failed execution means a defect: to play on would bury it under three years of daily rounds. */
function hasFailed(stack: LocalStack): boolean {
  return stack.problems.messages.some((message) => message.startsWith('Execution'));
}

function whereItStands(stack: LocalStack): string {
  const open = stack.engine.listExecutions({ status: 'RUNNING' }).map(({ executionArn, name, status }) => {
    return `${name} is at '${currentStates(stack.engine.history(executionArn), status).join("', '")}'`;
  });
  const today = londonDate(new Date(stack.clock.now()).toISOString());
  return `The play stood still on ${today}: ${open.join('; ') || 'no workflow is open'}.`;
}

/** The last line of `--json`. */
export interface PlayReport {
  readonly review: string;
  readonly host: string;
  readonly programme: 'QAR' | 'TPR';
  readonly status: string;
  readonly stages: readonly { readonly stage: string; readonly from: string; readonly to: string }[];
  readonly counts: {
    readonly mails: number;
    readonly decisions: number;
    readonly executions: number;
    readonly functionRuns: number;
    readonly tableRequests: number;
    readonly stateTransitions: { readonly perReview: number; readonly byMachine: Readonly<Record<string, number>> };
  };
  readonly playSeconds: number;
  readonly wallSeconds: number;
}

/** A shared round serves every review of the year: 450 in a full network. */
const REVIEWS_THAT_SHARE = 450;

/** A renewal lists members, goes through the list, looks whether any are left, and ends: four states that members share; each of them is one more. */
const SHARED_STATES: Readonly<Record<string, number>> = { 'annual-renewal': 4 };

/** @param seconds real time that the play and the whole run took. */
export async function reportPlay(
  stack: LocalStack,
  host: string,
  seconds: { play: number; wall: number },
): Promise<PlayReport> {
  const store = new Store({ client: stack.table, table: stack.tableName });
  const [review] = (await store.reviewsOfHost(host)).filter(({ year }) => year === PLAYED_YEAR);
  if (!review) throw new PlayStuck(`School ${host} has no review in ${PLAYED_YEAR}.`);
  const abouts = [review.about, membershipName(host, PLAYED_YEAR)];
  const decisions = await Promise.all(abouts.map((about) => store.decisionsAbout(about)));
  const { mails, functionRuns, tableRequests } = stack.counts();
  const { executions, byMachine } = transitionsOfPlayedYear(stack);
  const ofThisReview = Object.entries(byMachine).map(([machine, count]) => {
    const shared = SHARED_ROUNDS.has(machine) ? count : (SHARED_STATES[machine] ?? 0);
    return count - shared + shared / REVIEWS_THAT_SHARE;
  });
  const perReview = ofThisReview.reduce((sum, count) => sum + count, 0);
  return {
    review: review.about,
    host,
    programme: review.programme,
    status: review.status,
    stages: await stagesOf(store, review),
    counts: {
      ...{ mails, executions, functionRuns, tableRequests },
      decisions: decisions.flat().length,
      stateTransitions: { perReview: Math.round(perReview * 10) / 10, byMachine },
    },
    playSeconds: Math.round(seconds.play * 10) / 10,
    wallSeconds: Math.round(seconds.wall * 10) / 10,
  };
}

/** While a review is under way renewal opens for the year after; what that starts is counted with that year's play. */
function transitionsOfPlayedYear(stack: LocalStack): { executions: number; byMachine: Record<string, number> } {
  const nextYear = String(Number(PLAYED_YEAR) + 1);
  const nextRenewal = Date.parse(`${nextYear}-01-01`);
  const byMachine: Record<string, number> = {};
  let executions = 0;
  for (const machine of stack.machines) {
    const counted = stack.engine
      .listExecutions({ stateMachineArn: machine.arn })
      .filter(
        ({ name, startDate }) =>
          !name.includes(`-${nextYear}-`) && !(machine.name === 'annual-renewal' && startDate > nextRenewal),
      );
    executions += counted.length;
    byMachine[machine.name] = counted.reduce((sum, { stateTransitions }) => sum + stateTransitions, 0);
  }
  return { executions, byMachine };
}

async function stagesOf(store: Store, review: Review): Promise<PlayReport['stages']> {
  const membership = await store.membership(review.host, review.year);
  const { openedAt, decidedAt } = membership ?? {};
  const subscription =
    openedAt && decidedAt ? [{ stage: 'subscription', from: londonDate(openedAt), to: londonDate(decidedAt) }] : [];
  const dates = (review.stages ?? {}) as StageDates;
  const stages = STAGES.filter((stage) => stage !== 'planned' && stage !== 'closed').flatMap((stage) => {
    const { from, to } = dates[stage] ?? {};
    return from === undefined ? [] : [{ stage, from, to: to ?? from }];
  });
  return [...subscription, ...stages];
}
