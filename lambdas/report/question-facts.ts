import type { QuestionFacts } from '../questions/question-facts.ts';

/** The questions of stage 6. After the visit the later steps wait: each has working days of its own from its asking. */
export const questionFacts = {
  'draft-report': {
    wanted: 'the draft of the report',
    stage: 'report',
    ifNothing: 'the central team is told that there is no draft',
    reminders: 'report',
    moreTime: 'offered',
    inParts: true,
    loop: { name: 'draft', most: 3 },
  },
  'quality-read': {
    wanted: 'the quality read of the draft',
    stage: 'report',
    ifNothing: 'the draft counts as ready; where there is none, the review is paused',
    reminders: 'report',
    moreTime: 'given',
    pauses: ['no-draft'],
  },
  'check-facts': {
    wanted: 'the check of the facts',
    stage: 'report',
    ifNothing: 'the report goes on without comments of yours',
    reminders: 'fact-check',
    moreTime: 'offered',
  },
  'amend-report': {
    wanted: 'the amended report',
    stage: 'report',
    ifNothing: 'the report stays as it is',
    reminders: 'report',
    moreTime: 'offered',
    inParts: true,
  },
  'agree-report': {
    wanted: 'agreement to the report',
    stage: 'report',
    ifNothing: 'it counts as not agreed',
    reminders: 'report',
    moreTime: 'offered',
    // domain.md: at most 3 rounds, then the central team decides.
    loop: { name: 'report', most: 'as the programme says' },
  },
  'settle-report': {
    wanted: 'settling the report',
    stage: 'report',
    ifNothing: 'the review is paused: a text that nobody stands for is never published',
    reminders: 'report',
    moreTime: 'given',
    pauses: ['silence'],
  },
} as const satisfies Readonly<Record<string, QuestionFacts>>;
