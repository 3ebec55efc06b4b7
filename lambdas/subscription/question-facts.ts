import type { QuestionFacts } from '../questions/question-facts.ts';

/** The questions of stage 1. */
export const questionFacts = {
  'admit-newcomer': {
    wanted: 'whether to admit a newcomer',
    silence: 'Without an answer the newcomer is not admitted.',
    reminders: 'admission',
    moreTime: 'given',
  },
  'sign-agreement': {
    wanted: "the year's agreement",
    silence: 'Without an answer the membership ends.',
    reminders: 'renewal',
    moreTime: 'offered',
  },
} as const satisfies Readonly<Record<string, QuestionFacts>>;
