import type { QuestionFacts } from '../questions/question-facts.ts';

/** What is agreed of the timetable after the call about it is of no use. */
const UNTIL_THE_CALL = { when: 'call', since: 'the pre-review call is due then' } as const;

/** The questions of stage 4. */
export const questionFacts = {
  'information-form': {
    wanted: 'the information form',
    stage: 'preparation',
    ifNothing: 'the team goes on without it',
    reminders: 'information-form',
    moreTime: 'offered',
    inParts: true,
    openUntil: { when: 'timetable', since: 'the timetable is due then' },
  },
  'propose-timetable': {
    wanted: 'the timetable',
    stage: 'preparation',
    ifNothing: 'the host is asked what has to be in it',
    reminders: 'timetable',
    moreTime: 'offered',
    inParts: true,
    openUntil: UNTIL_THE_CALL,
    loop: { name: 'timetable', most: 2 },
  },
  'agree-timetable': {
    wanted: 'agreement to the timetable',
    stage: 'preparation',
    ifNothing: 'the timetable counts as agreed',
    reminders: 'timetable',
    moreTime: 'offered',
    openUntil: UNTIL_THE_CALL,
  },
  'pre-review-call': {
    wanted: 'the note of the pre-review call',
    stage: 'preparation',
    ifNothing: 'there is no note of the call',
    reminders: 'call',
    moreTime: 'offered',
    openUntil: { when: 'attendance', since: 'everybody confirms by then that they will be there' },
  },
  'confirm-attendance': {
    wanted: 'confirming attendance',
    stage: 'preparation',
    ifNothing: 'we expect you',
    reminders: 'attendance',
    clock: {
      step: 'attendance',
      opens: 'attendanceAskedWorkingDaysBefore',
      due: 'attendanceWorkingDaysBefore',
      patience: 1,
    },
    moreTime: 'never',
    personal: true,
  },
} as const satisfies Readonly<Record<string, QuestionFacts>>;
