import type { QuestionFacts } from '../questions/question-facts.ts';

/** The questions of stage 7, and the links by which a final report stays within reach. */
export const questionFacts = {
  'choose-audience': {
    wanted: 'the choice of who may see the report',
    stage: 'publication',
    ifNothing: 'it stays private',
    reminders: 'publication',
    moreTime: 'offered',
  },
  'change-publication': {
    wanted: 'change publication',
    ifNothing: 'everything stays as it is',
    reminders: 'standing',
    moreTime: 'never',
    standing: 'always',
    endless: true,
  },
  'receive-report': {
    wanted: 'receive report',
    ifNothing: 'everything stays as it is',
    reminders: 'standing',
    moreTime: 'never',
    standing: 'always',
  },
} as const satisfies Readonly<Record<string, QuestionFacts>>;
