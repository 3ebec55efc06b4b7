import type { QuestionFacts } from '../questions/question-facts.ts';

/** The questions of stage 8. */
export const questionFacts = {
  survey: {
    wanted: 'feedback on the review',
    stage: 'feedback',
    ifNothing: 'the review closes without your feedback',
    reminders: 'survey',
    moreTime: 'offered',
    personal: true,
  },
  'report-progress': {
    wanted: 'progress after the review',
    ifNothing: 'your next review begins with the points as they are',
    reminders: 'progress',
    moreTime: 'offered',
  },
} as const satisfies Readonly<Record<string, QuestionFacts>>;
