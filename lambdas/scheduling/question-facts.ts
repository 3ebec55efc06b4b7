import type { QuestionFacts } from '../questions/question-facts.ts';

/** The questions of stage 2. */
export const questionFacts = {
  'choose-dates': {
    wanted: 'the weeks that suit',
    stage: 'scheduling',
    ifNothing: 'we offer you days near the week that was our first thought',
    reminders: 'windows',
    moreTime: 'offered',
  },
  'agree-dates': {
    wanted: 'agreement to the dates',
    stage: 'scheduling',
    ifNothing: 'the central team settles the dates',
    reminders: 'agree-dates',
    moreTime: 'offered',
    loop: { name: 'offer', most: 3 },
  },
  'settle-dates': {
    wanted: 'settling the dates',
    stage: 'scheduling',
    ifNothing: 'the review is paused',
    reminders: 'settle-dates',
    moreTime: 'given',
    pauses: ['paused'],
  },
} as const satisfies Readonly<Record<string, QuestionFacts>>;
