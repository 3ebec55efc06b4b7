/** What the dashboard's pictures show, as lists of a few lines in the weekly digest: a mail has no pictures. */
import { addWeeks, dayMonthYear } from '../calendar/dates.ts';
import type { MailSection } from '../mail/content.ts';
import { titleByName } from '../settings/year-title.ts';
import type { AnswerTimes } from '../store/store.ts';
import type { ReviewOfWeek } from '../store/week-reads.ts';
import { agesByRole, agesInWords } from './ages.ts';
import { answerDays } from './answer-days.ts';
import type { DigestWeek } from './digest-week.ts';
import { type Waiting, whatWaits } from './late.ts';
import type { NetworkWeek } from './network-week.ts';
import { REVIEW_PARTS } from './review-parts.ts';
import { counted } from './words.ts';

/** Two half-terms ahead at most, and no more lines than are read at a glance. */
const WEEKS = 8;

/** A line for each week to come that has reviews: how many, and how far they have come. Hoped-for weeks count too, until dates are fixed. */
export function weeksToCome(reviews: readonly ReviewOfWeek[], { monday }: Pick<DigestWeek, 'monday'>): MailSection {
  const weeks = Array.from({ length: WEEKS }, (_, at) => addWeeks(monday, at));
  const lines = weeks.flatMap((week) => {
    const own = reviews.filter((review) => review.week === week && review.status !== 'cancelled');
    if (own.length === 0) return [];
    const parts = REVIEW_PARTS.flatMap(({ name, stages }) => {
      const { length } = own.filter(({ stage }) => stages.includes(stage));
      return length === 0 ? [] : `${length} ${name}`;
    });
    return [
      { text: `${dayMonthYear(week)}: ${counted(own.length, 'review')}`, note: parts.join(', '), of: own.length },
    ];
  });
  const all = lines.reduce((sum, { of }) => sum + of, 0);
  return {
    title: `Reviews by week, the next ${WEEKS} weeks: ${all}`,
    entries: lines.map(({ text, note }) => ({ text, note })),
    more: 0,
  };
}

/** A line for each role that something waits for: how long. */
export function waitsByAge({ open }: Pick<NetworkWeek, 'open'>, { at }: Pick<DigestWeek, 'at'>): MailSection {
  const waiting: readonly Waiting[] = whatWaits(open, at);
  return {
    title: `What waits for an answer, by how long: ${waiting.length}`,
    entries: agesByRole(waiting).map((one) => ({ text: `${one.name}: ${agesInWords(one)}` })),
    more: 0,
  };
}

/** The slowest are read; the dashboard has all of them. */
const MOST_QUESTIONS = 12;

/**
 * How long the answers of closed reviews took, question by question: of the year that was closed into last. Half of the answers, and nine in ten, took no
 * longer than the table says.
 */
export function timeToAnswer(times: readonly AnswerTimes[]): MailSection {
  const year =
    times
      .map((row) => row.year)
      .toSorted()
      .at(-1) ?? '';
  const own = times.filter((row) => row.year === year);
  const lines = answerDays(own);
  return {
    title: `Working days until an answer came, ${titleByName(year)}: ${counted(own.length, 'closed review')}`,
    entries: [],
    ...(lines.length > 0 && {
      table: {
        columns: ['Wanted', 'Answers', 'Half within', 'Nine in ten within'],
        rows: lines
          .slice(0, MOST_QUESTIONS)
          .map(({ wanted, answers, median, most }) => [wanted, ...[answers, median, most].map(String)]),
      },
    }),
    more: Math.max(0, lines.length - MOST_QUESTIONS),
  };
}
