import * as z from 'zod';
import { addWeeks, longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { stagesAfter } from '../questions/enter-stage.ts';
import { breaksOf } from '../questions/review-context.ts';
import { weeksAfterYear } from '../settings/after-year.ts';
import { loadSettings, loadYear } from '../settings/load-settings.ts';
import { visitWeeks } from '../settings/target-week.ts';
import { yearTitle } from '../settings/year-title.ts';
import type { Review, Store } from '../store/store.ts';
import { nextExecutionName } from './executions.ts';
import { moved, stops, whyOver, withdrawAll } from './move.ts';
import { reviewCommand } from './on-review.ts';
import { POSTPONEMENT_REASONS } from './postponement-reasons.ts';
import { releaseTeam, weeksHeld } from './release-team.ts';
import { aboutReview } from './schema-fields.ts';
import { seenOf } from './seen.ts';
import { tellThatItMoves } from './tell-of-review.ts';
import { unchanged } from './unchanged.ts';

/** What follows for its dates, in the second half of a sentence: the year may have few weeks left, or none. */
async function weeksLeft(review: Review, at: string, reading: Store): Promise<string> {
  const asked = 'the head is asked for new dates';
  // Nothing can be said of a year that is not in the table, and the review is postponed all the same.
  if ((await reading.partnershipYear(review.year)) === undefined) return asked;
  const store = reading.readingOnce();
  const [settings, year] = await Promise.all([
    loadSettings(store, review.year, review.programme, review.settingsVersion),
    loadYear(store, review.year),
  ]);
  const earliest = addWeeks(londonDate(at), settings.scheduling.leadMinimumWeeks);
  const breaks = breaksOf(review);
  if (visitWeeks(earliest, year.ends, breaks).length > 0) return asked;
  const title = yearTitle(year);
  const [first] = weeksAfterYear(earliest, year, settings, breaks);
  return first === undefined
    ? `no week is left in ${title} or soon after, so you are asked to settle the dates`
    : `${asked}: no week is left in ${title}, so they are from the week of ${longDate(first)} on. The review still counts for ${title}`;
}

const reasons = Object.keys(POSTPONEMENT_REASONS) as [keyof typeof POSTPONEMENT_REASONS];

/** A review gives up its dates and its team, and starts again with its dates. */
export const postpone = reviewCommand({
  schema: z.strictObject({
    ...aboutReview,
    act: z.literal('postpone'),
    reason: z.enum(reasons, `must be one of ${reasons.join(', ')}`),
  }),

  whyNot({ review }) {
    const over = whyOver(review, 'postpone');
    if (over) return over;
    return ['report', 'publication', 'feedback'].includes(review.stage)
      ? `The visit of ${review.about} has taken place, so it cannot be postponed. Pause it, or resume it at another stage.`
      : undefined;
  },

  async plan({ at, reason }, whole, { store }) {
    const { review } = whole;
    const { about, startsOn, stage, day1 } = review;
    const [weeks, left] = await Promise.all([weeksHeld(store, review), weeksLeft(review, at, store)]);
    const inWords = POSTPONEMENT_REASONS[reason];
    return {
      what: 'postpone',
      sentence: `${about} is postponed. The team is free again, and ${left}.`,
      items: (steering) => [
        store.rows.review
          .patch({ about })
          .set({
            stage: 'scheduling',
            turn: review.turn + 1,
            status: 'under-way',
            executions: review.executions + 1,
            searches: [],
            steering,
            stages: stagesAfter(review, 'scheduling', at),
            postponements: [...(review.postponements ?? []), { at, reason, stage, day1: day1 ?? null }],
          })
          .remove(['day1', 'clock', 'dates', 'findings'])
          .composite({ startsOn })
          .where(unchanged(review))
          .commit(),
        ...moved(store, about, at),
        ...releaseTeam(store, whole, weeks, inWords),
        ...withdrawAll(store, whole),
      ],
      follows: { ...stops(whole), start: nextExecutionName(review), reason: inWords },
    };
  },

  tellOfReview: (review, steering, context) =>
    tellThatItMoves(
      review,
      steering,
      { what: 'postponed', toHost: 'We ask you for new dates now. What you told us about your school is kept.' },
      context,
    ),

  // A call by hand may take it up all the same.
  instead: ({ review }) =>
    review.stage === 'planned' ? 'It has not begun, so there is nothing to postpone and nowhere to go on.' : undefined,

  form({ review }) {
    const confirmation = `Postpone the review at ${review.hostName}? Its dates are given up, everybody in its team is released and told, and the school is asked for new dates. What the school has told us is kept.`;
    return {
      says: { about: review.about, seen: seenOf(review) },
      fields: [
        {
          name: 'reason',
          label: 'Because',
          kind: 'choice',
          choices: Object.entries(POSTPONEMENT_REASONS).map(([value, text]) => ({ value, text })),
        },
      ],
      buttons: [{ label: 'Postpone', confirmation }],
    };
  },
});
