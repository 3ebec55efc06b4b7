/** How long answers took, question by question: for the dashboard and the digest alike. */
import type { AnswerTimes } from '../store/store.ts';
import { waitsForNobody, wantedBy } from './question-words.ts';

/** Of all answers to one question, in working days. */
export interface AnswerDays {
  /** What the question wants: 'the information form'. */
  readonly wanted: string;
  readonly answers: number;
  /** Half of them took no longer than this. */
  readonly median: number;
  /** Nine in ten took no longer than this. */
  readonly most: number;
}

/** Each question that somebody has to answer, the slowest first. What only stands ready is left out: nobody waits for it. */
export function answerDays(rows: readonly AnswerTimes[]): readonly AnswerDays[] {
  const all = rows.flatMap(({ days }) => Object.entries(days as Readonly<Record<string, readonly number[]>>));
  return [...Map.groupBy(all, ([question]) => question)]
    .filter(([question]) => !waitsForNobody(question))
    .map(([question, entries]) => {
      const days = entries.flatMap(([, some]) => some).toSorted((a, b) => a - b);
      return { wanted: wantedBy(question), answers: days.length, median: atShare(days, 0.5), most: atShare(days, 0.9) };
    })
    .toSorted((a, b) => b.median - a.median || b.most - a.most || a.wanted.localeCompare(b.wanted));
}

/** The least of sorted numbers that a share of them does not exceed (the nearest rank). */
const atShare = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
