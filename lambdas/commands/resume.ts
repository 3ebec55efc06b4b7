import * as z from 'zod';
import { stagesAfter } from '../questions/enter-stage.ts';
import { STAGE_NAMES } from '../text/stage-names.ts';
import { why } from './command.ts';
import { nextExecutionName } from './executions.ts';
import { moved, notBegun, stops, whyOver, withdrawAll } from './move.ts';
import { reviewCommand } from './on-review.ts';
import { aboutReview, reason, ticked } from './schema-fields.ts';
import { searchesWith } from './searches.ts';
import { seenOf } from './seen.ts';
import { unchanged } from './unchanged.ts';

/** The stages at which a review can be taken up again. */
const ENTERED_STAGES = ['scheduling', 'team', 'preparation', 'visit', 'report', 'publication', 'feedback'] as const;

/** A review goes on, where it stands or at another stage, with what was answered or with everything asked anew. */
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

  whyNot: ({ review }) => whyOver(review, 'resume'),

  plan(input, whole, { store }) {
    const { review } = whole;
    const { about, startsOn } = review;
    const { at, askAgain, reason } = input;
    if (input.stage !== undefined && input.stage !== 'scheduling' && review.day1 === undefined) {
      return { refusal: `${about} has no dates yet, so it can only be resumed at 'scheduling'.` };
    }
    const stage = input.stage ?? (review.stage === 'planned' ? 'scheduling' : review.stage);
    const turn = askAgain ? review.turn + 1 : review.turn;
    const start = nextExecutionName(review);
    const startSearches = searchesWith(start, whole, stage, turn);
    return {
      what: 'resume',
      sentence: `${about} goes on at the stage '${stage}'.`,
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
          .composite({ startsOn })
          .where(unchanged(review))
          .commit(),
        ...moved(store, about, at),
        ...(askAgain || input.stage !== undefined ? withdrawAll(store, whole) : []),
      ],
      follows: { ...stops(whole), start, startSearches, reason },
    };
  },

  instead: notBegun,

  form({ review }) {
    const { about, day1, stage, status, hostName } = review;
    const stages = ENTERED_STAGES.filter((one) => one === 'scheduling' || day1 !== undefined);
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
          confirmation: `Let the review at ${hostName} go on at the stage you have chosen and ask everything from there anew?${stopped} Answers to the questions of that stage and all after it no longer count: people are asked again.`,
        },
      ],
    };
  },
});
