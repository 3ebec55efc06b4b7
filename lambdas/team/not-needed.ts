import { longDateRange } from '../calendar/dates.ts';
import type { Addressee, Notice } from '../questions/question.ts';
import type { ReviewContext } from '../questions/review-context.ts';
import { takeVisitOut } from '../questions/visit-calendar.ts';
import { daysOf } from './host-facts.ts';

/** Tells somebody that they are not in a team any more, without the reason. `seat` is the one that they had. */
export function notNeeded(
  { review, title, decision }: Pick<ReviewContext, 'review' | 'title' | 'decision'>,
  seat: string,
  to: Addressee,
): Notice {
  const [first, , last] = daysOf(review);
  return {
    to,
    kind: `not-needed.${review.turn}.${decision?.round ?? 1}.${seat}`,
    subject: `You are free on ${longDateRange(first, last)} after all: ${title}`,
    firstLine: `The team for the review of ${review.hostName} has changed, and you are not needed on it after all.`,
    paragraphs: [
      'The three days are no longer booked in your name, and this mail takes them out of your calendar. Thank you for having offered them.',
    ],
    whyYou: 'You get this mail because you had accepted a place in the team.',
    calendar: takeVisitOut,
  };
}
