import type { QuestionFacts } from '../questions/question-facts.ts';

/** The questions of the training of reviewers. */
export const questionFacts = {
  'book-training': {
    wanted: 'a place at a training',
    ifNothing: 'you have no place, and we cannot ask you for reviews once your training has ended',
    reminders: 'book-training',
    moreTime: 'offered',
    standing: 'once-answered',
    inLists: 'left-out',
  },
  'record-attendance': {
    wanted: 'who came to a training',
    ifNothing: 'the session counts for nobody, and none of them can be asked for reviews by it',
    reminders: 'record-attendance',
    moreTime: 'given',
  },
} as const satisfies Readonly<Record<string, QuestionFacts>>;
