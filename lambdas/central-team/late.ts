/** What waits, and what is late: the same for the dashboard and for every mail that lists it. */
import { londonDate } from '../calendar/london.ts';
import { workingDaysBetween } from '../calendar/working-days.ts';
import type { OpenQuestion } from '../store/network-reads.ts';
import { waitsForNobody } from './question-words.ts';

/** A question somebody has to answer, with how long it has waited. */
export interface Waiting {
  readonly question: OpenQuestion;
  /** Working days since it was asked, weekends and bank holidays left out, a school's own breaks not. */
  readonly waitingDays: number;
  /** Working days past the day that the person was told; 0 when it is not late. */
  readonly lateDays: number;
  readonly late: boolean;
}

/** The open questions that somebody has to answer; whoever has waited longest comes first. */
export function whatWaits(open: readonly OpenQuestion[], at: string): readonly Waiting[] {
  const today = londonDate(at);
  return open
    .filter(({ question, askedAt }) => !waitsForNobody(question) && askedAt <= at)
    .map((question) => {
      const late = question.dueAt < at;
      return {
        question,
        late,
        waitingDays: Math.max(0, workingDaysBetween(londonDate(question.askedAt), today)),
        lateDays: late ? workingDaysBetween(londonDate(question.dueAt), today) : 0,
      };
    })
    .sort((a, b) => a.question.askedAt.localeCompare(b.question.askedAt) || byName(a, b));
}

/** Of what waits, whatever is past its due time; the latest of all comes first. */
export function whatIsLate(waiting: readonly Waiting[]): readonly Waiting[] {
  return waiting
    .filter(({ late }) => late)
    .toSorted((a, b) => a.question.dueAt.localeCompare(b.question.dueAt) || byName(a, b));
}

/** Of what waits, whatever closes by the end of the next working day: silence is then taken as the answer. */
export function whatClosesSoon(waiting: readonly Waiting[], lastDay: string): readonly Waiting[] {
  return waiting
    .filter(({ question }) => londonDate(question.expiresAt) <= lastDay)
    .toSorted((a, b) => a.question.expiresAt.localeCompare(b.question.expiresAt) || byName(a, b));
}

const byName = (a: Waiting, b: Waiting): number =>
  `${a.question.about}/${a.question.decision}`.localeCompare(`${b.question.about}/${b.question.decision}`);
