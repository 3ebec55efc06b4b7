import type { QuestionFacts } from '../questions/question-facts.ts';

/** The questions of stage 7, and the links by which a final report stays within reach. */
export const questionFacts = {
  'choose-audience': {
    wanted: 'the choice of who may see the report',
    stage: 'publication',
    silence: 'Without an answer it stays private.',
    reminders: 'publication',
    moreTime: 'offered',
  },
  'change-publication': {
    wanted: 'change publication',
    silence: 'You do not have to do anything.',
    reminders: 'standing',
    moreTime: 'never',
    standing: 'always',
    endless: true,
  },
  'receive-report': {
    wanted: 'receive report',
    silence: 'You do not have to answer.',
    reminders: 'standing',
    moreTime: 'never',
    standing: 'always',
  },
} as const satisfies Readonly<Record<string, QuestionFacts>>;
