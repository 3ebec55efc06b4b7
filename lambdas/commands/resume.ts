import * as z from 'zod';
import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { stagesAfter } from '../questions/enter-stage.ts';
import { STAGE_NAMES } from '../settings/stage-names.ts';
import type { Review, StageName, WholeReview } from '../store/store.ts';
import { why } from './command.ts';
import { nextExecutionName } from './executions.ts';
import { moved, stops, whyOver, withdrawAll, withdrawWhatPaused } from './move.ts';
import { reviewCommand } from './on-review.ts';
import { releaseTeam, weeksHeld } from './release-team.ts';
import { aboutReview, reason, ticked } from './schema-fields.ts';
import { searchesWith } from './searches.ts';
import { seenOf } from './seen.ts';
import { tellOfNewDays } from './tell-of-review.ts';
import { unchanged } from './unchanged.ts';

/** The stages at which a review can be taken up again. */
const ENTERED_STAGES = ['scheduling', 'team', 'preparation', 'visit', 'report', 'publication', 'feedback'] as const;

/**
 * A review goes on, where it stands or at another stage, with what was answered or with everything asked anew. Where it is taken back to its
 * dates, the days it had may become others: then they are given up with the team, as when it is postponed, and who had accepted is told.
 */
export const resume = reviewCommand({
  schema: z.strictObject({
    ...aboutReview,
    act: z.literal('resume'),
    reason,
    /** Where to go on; where it stands when left out. */
    stage: z.enum(ENTERED_STAGES, `must be one of ${ENTERED_STAGES.join(', ')}`).optional(),
    /** Asks that stage's questions, and all after it, again instead of taking the answers that were given. */
    askAgain: ticked,
  }),

  whyNot({ review }) {
    const over = whyOver(review, 'resume');
    if (over) return over;
    const { about, stage, status, startsOn } = review;
    return stage === 'planned' && status !== 'paused'
      ? `${about} sleeps, so there is nothing to resume: it goes on by itself on ${longDate(startsOn)}.`
      : undefined;
  },

  async plan(input, whole, { store }) {
    const { review } = whole;
    const { about, startsOn } = review;
    const { at, askAgain, reason } = input;
    const refusal = whyNotThere(review, input.stage, askAgain) ?? daysAreOver(review, at, input.stage);
    if (refusal) return { refusal };
    const stage = input.stage ?? (review.stage === 'planned' ? nextStageOf(review) : review.stage);
    const givesUpDays = stage === 'scheduling' && askAgain && (review.day1 !== undefined || hasTeam(whole));
    const weeks = givesUpDays ? await weeksHeld(store, review) : [];
    const turn = askAgain ? review.turn + 1 : review.turn;
    const start = nextExecutionName(review);
    const startSearches = searchesWith(start, whole, stage, turn);
    return {
      what: 'resume',
      sentence: `${about} goes on at the stage '${stage}'.${givesUpDays ? ' Its days are given up, and its team is free again and told.' : ''}`,
      items: (steering) => [
        store.rows.review
          .patch({ about })
          .set({
            stage,
            turn,
            executions: review.executions + 1,
            searches: [...startSearches],
            steering,
            status: review.publishedAt === undefined ? 'under-way' : 'published',
            ...(stage !== review.stage && { stages: stagesAfter(review, stage, at) }),
          })
          .remove(givesUpDays ? ['day1', 'clock', 'dates', 'findings'] : [])
          .composite({ startsOn })
          .where(unchanged(review))
          .commit(),
        ...moved(store, about, at),
        ...(givesUpDays ? releaseTeam(store, whole, weeks, 'The dates are agreed anew') : []),
        ...(askAgain || input.stage !== undefined ? withdrawAll(store, whole) : []),
        ...(askAgain ? [] : withdrawWhatPaused(store, whole)),
      ],
      follows: { ...stops(whole), start, startSearches, reason, daysGivenUp: givesUpDays },
    };
  },

  async tellOfReview(review, steering, context) {
    if (steering.daysGivenUp) await tellOfNewDays(review, steering, context);
  },

  form({ review, at }) {
    const { about, day1, stage, status, hostName } = review;
    const stages = ENTERED_STAGES.filter(
      (one) => one === 'scheduling' || (day1 !== undefined && daysAreOver(review, at, one) === undefined),
    );
    // Where it stands comes first, so that it is what is chosen.
    const choices = [...stages].sort((a, b) => Number(b === stage) - Number(a === stage));
    const isPaused = status === 'paused';
    const stopped = isPaused ? '' : ' What its workflow is doing now is stopped.';
    return {
      says: { about, seen: seenOf(review) },
      fields: [
        {
          name: 'stage',
          label: isPaused ? 'Resume at' : 'Go on at',
          kind: 'choice',
          choices: choices.map((value) => ({ value, text: STAGE_NAMES[value] })),
        },
        why('for the audit'),
      ],
      buttons: [
        {
          label: isPaused ? 'Resume' : 'Go on there',
          main: isPaused,
          confirmation: `Let the review at ${hostName} go on at the stage you have chosen?${stopped} Answers that were given count; what is still needed is asked.`,
        },
        {
          label: '…and ask everything again',
          says: { askAgain: true },
          confirmation: `Let the review at ${hostName} go on at the stage you have chosen and ask everything from there anew?${stopped} Answers to the questions of that stage and all after it no longer count: people are asked again. At the stage of its dates they are given up, and everybody in its team is released and told.`,
        },
      ],
    };
  },
});

/** The stage at which a review that sleeps goes on; one of an earlier release may be paused there. */
const nextStageOf = ({ day1 }: Review): 'scheduling' | 'team' => (day1 === undefined ? 'scheduling' : 'team');

const hasTeam = ({ placements }: WholeReview): boolean =>
  placements.some(({ status }) => ['accepted', 'invited', 'planned'].includes(status));

/** Day 1 as the answers of this turn have agreed it. */
function agreedDay1({ dates, turn }: Review): string | undefined {
  const said = dates as { readonly turn: number; readonly agreed?: { readonly day1: string } } | undefined;
  return said?.turn === turn ? said.agreed?.day1 : undefined;
}

/** Up to these stages a team is found and prepared for days that are to come. */
const BEFORE_THE_VISIT: readonly string[] = ['team', 'preparation'];

/** Why a review cannot go on towards a visit whose days have come: nobody can be asked for days that are over. */
function daysAreOver({ about, day1, stage }: Review, at: string, to: StageName = stage): string | undefined {
  if (day1 === undefined || day1 > londonDate(at) || !BEFORE_THE_VISIT.includes(to)) return undefined;
  return `The visit of ${about} was to begin on ${longDate(day1)}, so nobody can be asked for it any more. Postpone it, so that it gets other days; or where the visit took place, resume it at 'visit'.`;
}

const VISIT_IS_OVER: readonly string[] = ['report', 'publication', 'feedback'];

/** Why a review cannot go on at a stage, or at none when none is named. */
function whyNotThere(review: Review, stage: StageName | undefined, askAgain: boolean): string | undefined {
  const { about, day1 } = review;
  if (stage !== undefined && stage !== 'scheduling' && day1 === undefined) {
    return `${about} has no dates yet, so it can only be resumed at 'scheduling'.`;
  }
  const entered = stage ?? review.stage;
  if (entered !== 'scheduling' || day1 === undefined) return undefined;
  if (VISIT_IS_OVER.includes(review.stage)) {
    return `The visit of ${about} has taken place, so its dates stay. Resume it at another stage.`;
  }
  // Where the answers of this turn have fixed the days, to take them again fixes the same; an earlier release leaves reviews so.
  const fixed = review.stage === 'scheduling' && agreedDay1(review) === day1;
  if (askAgain || fixed) return undefined;
  return `${about} has its dates: day 1 is ${longDate(day1)}. For other dates postpone it, or resume it at 'scheduling' and ask everything again; both free its team.`;
}
