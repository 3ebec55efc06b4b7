import { londonDate } from '../calendar/london.ts';
import { workingDaysBetween } from '../calendar/working-days.ts';
import type { Decision, Review, Store, WriteItem } from '../store/store.ts';

/**
 * How long the answers of a review took, question by question, as it is kept when the review is closed: every question of it has been read
 * by then, so that nobody has to read them again for a year's picture.
 *
 * @returns nothing where nobody answered anything.
 */
export function keepAnswerTimes(
  { rows }: Pick<Store, 'rows'>,
  { about, year, programme }: Pick<Review, 'about' | 'year' | 'programme'>,
  decisions: readonly Decision[],
): readonly WriteItem[] {
  const answers = decisions.flatMap(({ question, status, askedAt, answeredAt }) =>
    status === 'answered' && answeredAt !== undefined ? [{ question, days: daysTaken(askedAt, answeredAt) }] : [],
  );
  if (answers.length === 0) return [];
  const days = Object.fromEntries(
    [...Map.groupBy(answers, ({ question }) => question)].map(([question, all]) => [
      question,
      all.map((one) => one.days).sort((a, b) => a - b),
    ]),
  );
  return [rows.answerTimes.put({ about, year, programme, days }).commit()];
}

/** Working days from the day of the asking; 0 for an answer on that day, or on the weekend after it. */
const daysTaken = (askedAt: string, answeredAt: string): number =>
  Math.max(0, workingDaysBetween(londonDate(askedAt), londonDate(answeredAt)));
