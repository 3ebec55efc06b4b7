import type { QuestionFacts } from '../questions/question-facts.ts';

/** What is asked so that members can be asked to renew. */
export const questionFacts = {
  'confirm-year': {
    wanted: 'the dates and numbers of the next year',
    ifNothing: 'the year is not in force, and nobody can be asked to renew for it',
    reminders: 'confirm-year',
    moreTime: 'given',
    inParts: true,
  },
} as const satisfies Readonly<Record<string, QuestionFacts>>;
