import type { QuestionFacts } from '../questions/question-facts.ts';

/** The questions of stage 1. */
export const questionFacts = {
  'admit-newcomer': {
    wanted: 'whether to admit a newcomer',
    ifNothing: 'the newcomer is not admitted, and is told so',
    reminders: 'admission',
    moreTime: 'given',
  },
  'sign-agreement': {
    wanted: "the year's agreement",
    ifNothing: 'the membership ends',
    reminders: 'renewal',
    moreTime: 'offered',
  },
} as const satisfies Readonly<Record<string, QuestionFacts>>;
