/** How long people took to answer, what came late, and what never came. */
import { factsOf } from '../../../lambdas/catalogue/all-facts.ts';
import type { Decision } from '../../../lambdas/store/entities.ts';
import type { EndingIndex } from '../invariants/ending-index.ts';
import { type Spread, spreadOf } from './spread.ts';

export interface AnswerFigures {
  /** Of all questions together. */
  readonly all: QuestionFigures;
  /** By question, the one that was asked most often first. */
  readonly questions: readonly (QuestionFigures & { readonly question: string })[];
}

export interface QuestionFigures {
  readonly asked: number;
  /** Days from asking to the answer, by the clock. */
  readonly days: Spread;
  /** Answered after the instant by which people were told to answer. */
  readonly late: number;
  /** Settled by silence. */
  readonly never: number;
  /** Not answered yet. */
  readonly open: number;
  /** Of those that came late or never, or are open and past their time. */
  readonly overdue: number;
  /** Mails by which a hub manager or the central team was told: each counts for the question that it names first. */
  readonly told: number;
}

const DAY_MS = 86_400_000;

/** Of questions that somebody has to answer, unless they were taken back. */
export function answerFigures(index: EndingIndex): AnswerFigures {
  const asked = index.decisions.filter((decision) => decision.status !== 'superseded' && isToBeAnswered(decision));
  const told = index.mails.flatMap(({ message }) =>
    message?.kind === 'escalation' ? [message.message.split('.')[3] ?? ''] : [],
  );
  const figures = (some: readonly Decision[], mails: number): QuestionFigures => figuresOf(some, index.now, mails);
  return {
    all: figures(asked, told.length),
    questions: [...Map.groupBy(asked, ({ question }) => question)]
      .map(([question, some]) => ({
        question,
        ...figures(some, told.filter((about) => about === question).length),
      }))
      .sort((a, b) => b.asked - a.asked || (a.question < b.question ? -1 : 1)),
  };
}

/** A link that stands ready, such as that for changing an answer, is no question that somebody leaves unanswered. */
const isToBeAnswered = ({ question, round, dueAt }: Decision): boolean => {
  const standing = factsOf(question)?.standing;
  return dueAt < '9999' && standing !== 'always' && !(standing === 'once-answered' && round > 1);
};

function figuresOf(some: readonly Decision[], now: string, told: number): QuestionFigures {
  const answered = some.filter(({ status, answeredAt }) => status === 'answered' && answeredAt !== undefined);
  const late = answered.filter(({ answeredAt, dueAt }) => (answeredAt ?? '') > dueAt).length;
  const never = some.filter(({ status }) => status === 'expired').length;
  const open = some.filter(({ status }) => status === 'open');
  return {
    asked: some.length,
    days: spreadOf(
      answered.map(({ askedAt, answeredAt = '' }) => (Date.parse(answeredAt) - Date.parse(askedAt)) / DAY_MS),
    ),
    late,
    never,
    open: open.length,
    overdue: late + never + open.filter(({ dueAt }) => dueAt < now).length,
    told,
  };
}
