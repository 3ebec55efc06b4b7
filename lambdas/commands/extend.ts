import * as z from 'zod';
import { longDate } from '../calendar/dates.ts';
import { londonDate, londonDateAndTime } from '../calendar/london.ts';
import { telephoneThem } from '../questions/reach.ts';
import { breaksOf } from '../questions/review-context.ts';
import { nextActionAt } from '../questions/schedule.ts';
import { why } from './command.ts';
import { belongsToTheVisit, inWords, latestExpiry } from './latest-expiry.ts';
import { mostMoreTime, withMoreTime } from './more-time.ts';
import { questionCommand } from './on-question.ts';
import { aboutQuestion, reason, wholeNumber } from './schema-fields.ts';
import { seenOf } from './seen.ts';

/** The most working days that one command gives: four school weeks. */
const MOST_WORKING_DAYS = 20;

/** What is offered where more is possible: a school week. */
const USUAL_WORKING_DAYS = 5;

/**
 * Gives a person so many working days more: both the day they were told and the end of waiting move, by the host's own
 * calendar. The row owns its expiry, and the workflow's wait looks at the row again when it ends (docs/decisions/0001),
 * so nobody else has to be told.
 */
export const extend = questionCommand({
  schema: z.strictObject({
    ...aboutQuestion,
    act: z.literal('extend'),
    workingDays: wholeNumber('working days', MOST_WORKING_DAYS),
    reason,
  }),

  whyNot({ decision, bound }) {
    if (bound?.standing) return 'This link only stands ready and has no date to move.';
    return belongsToTheVisit(decision)
      ? `This belongs to the days of the visit themselves, so it cannot wait.${bound ? ` Please ${telephoneThem(bound.addressee)}.` : ''}`
      : undefined;
  },

  async plan({ about, at, workingDays }, { decision, bound }, { store }) {
    const more = withMoreTime(decision, bound, workingDays, at);
    const review = decision.stage === undefined ? undefined : await store.review(about);
    const latest = latestExpiry(decision.question, review);
    if (latest && more.expiresAt > latest.at) {
      return { refusal: `${days(workingDays)} more are too many. ${inWords(latest)}` };
    }
    return {
      change: (guard, steering) =>
        store.rows.decision
          .patch({ about, decision: decision.decision })
          .set({
            ...more,
            schedule: [...more.schedule],
            nextActionAt: nextActionAt(more.schedule, more.expiresAt),
            steering,
          })
          .composite({ queue: 'open', openFor: decision.person })
          .where(guard as never)
          .commit(),
      sentence: `${decision.person} has until ${longDate(londonDateAndTime(more.dueAt).date)} now, and has been told.`,
      what: `gave ${days(workingDays)} more`,
    };
  },

  async tellOfQuestion({ decision, bound, steering: { at } }, { mailer }) {
    if (!bound || decision.person === 'central-team') return;
    const until = longDate(londonDate(decision.dueAt));
    await mailer.send(
      decision.about,
      {
        to: bound.addressee,
        kind: `${decision.decision}.extended.${at}`,
        subject: `You have until ${until}: ${bound.mail().subject}`,
        firstLine: `You have more time: please answer by ${until}.`,
        paragraphs: ['The link is in the mail that asked you, and it still works.'],
        whyYou: bound.mail().whyYou,
      },
      at,
    );
  },

  form({ decision, who, review }) {
    const latest = latestExpiry(decision.question, review);
    const breaks = review ? breaksOf(review) : [];
    const most = mostMoreTime(decision.expiresAt, latest?.at, breaks, MOST_WORKING_DAYS);
    if (most === 0) return undefined;
    const confirmation = `Give ${who} as many more working days as you have typed? The new day goes to them by mail, and reminders move with it.`;
    return {
      says: { about: decision.about, decision: decision.decision, seen: seenOf(decision) },
      fields: [
        why('for the audit'),
        { name: 'workingDays', label: 'Working days', kind: 'number', most, value: Math.min(most, USUAL_WORKING_DAYS) },
      ],
      buttons: [{ label: 'Give more time', confirmation }],
    };
  },
});

const days = (count: number): string => (count === 1 ? '1 working day' : `${count} working days`);
