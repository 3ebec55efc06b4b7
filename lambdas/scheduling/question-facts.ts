import type { QuestionFacts } from '../questions/question-facts.ts';

/** The questions of stage 2. */
export const questionFacts = {
  'choose-dates': {
    wanted: 'the weeks that suit',
    stage: 'scheduling',
    silence: 'If we do not hear from you, we offer days near the week below.',
    reminders: 'windows',
    moreTime: 'offered',
  },
  'agree-dates': {
    wanted: 'agreement to the dates',
    stage: 'scheduling',
    silence: 'Without an answer the central team settles the dates.',
    reminders: 'agree-dates',
    moreTime: 'offered',
    loop: { name: 'offer', most: 3 },
  },
  'settle-dates': {
    wanted: 'settling the dates',
    stage: 'scheduling',
    silence: 'Without an answer the review is paused.',
    reminders: 'settle-dates',
    moreTime: 'given',
    pauses: ['paused'],
  },
} as const satisfies Readonly<Record<string, QuestionFacts>>;
