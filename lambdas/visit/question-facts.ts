import type { QuestionFacts } from '../questions/question-facts.ts';

/** The draft of the report begins with what was found. */
const UNTIL_THE_DRAFT = { when: 'draft', since: 'the draft of the report is due then' } as const;

/** The questions of stage 5. */
export const questionFacts = {
  'evening-note': {
    wanted: "the evening's note",
    stage: 'visit',
    ifNothing: 'there is no note of this evening',
    reminders: 'evening-note',
    moreTime: 'never',
  },
  findings: {
    wanted: 'the findings',
    stage: 'visit',
    ifNothing: 'the draft of the report begins without findings',
    reminders: 'findings',
    moreTime: 'offered',
    inParts: true,
    openUntil: UNTIL_THE_DRAFT,
    loop: { name: 'findings', most: 2 },
  },
  'agree-findings': {
    wanted: 'agreement to the findings',
    stage: 'visit',
    ifNothing: 'the draft of the report begins with the findings as they are',
    reminders: 'findings',
    moreTime: 'offered',
    openUntil: UNTIL_THE_DRAFT,
  },
} as const satisfies Readonly<Record<string, QuestionFacts>>;
