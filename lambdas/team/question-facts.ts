import type { QuestionFacts } from '../questions/question-facts.ts';

/** Before people set out for the visit, they have to know with whom. */
const UNTIL_THE_VISIT = { when: 'visit', since: 'the visit begins then' } as const;

/** The questions of stage 3, and those of the plan of a whole term's teams. */
export const questionFacts = {
  availability: {
    wanted: 'the weeks without reviews',
    ifNothing: 'we take it that you can come in any week',
    reminders: 'availability',
    // The teams of a term are planned on a fixed day, with the answers that are there.
    moreTime: 'given',
    standing: 'once-answered',
    // A third of all questions of a year are these, and a mail with each answer were half of what people get about them.
    keepsItsLinks: true,
    unreachableIsSilence: true,
    inLists: 'counted',
  },
  'approve-plan': {
    wanted: 'approval of a plan of teams',
    ifNothing: 'nothing of the plan is used, and the teams are formed one by one',
    reminders: 'approve-plan',
    moreTime: 'given',
  },
  invite: {
    wanted: 'a place in the team',
    stage: 'team',
    ifNothing: 'we ask somebody else',
    reminders: 'invitation',
    // While somebody thinks about a place, somebody else could be asked.
    moreTime: 'given',
    openUntil: UNTIL_THE_VISIT,
    candidates: true,
    unreachableIsSilence: true,
  },
  'fill-seat': {
    wanted: 'somebody for an empty seat',
    stage: 'team',
    ifNothing: 'the team goes without this reviewer',
    reminders: 'fill-seat',
    moreTime: 'given',
    openUntil: UNTIL_THE_VISIT,
  },
  'confirm-team': {
    wanted: 'agreement to the team',
    stage: 'team',
    ifNothing: 'we take the team as confirmed',
    reminders: 'confirm-team',
    moreTime: 'offered',
    openUntil: { when: 'informationForm', since: 'the information form is due then' },
    loop: { name: 'team', most: 3 },
  },
  'settle-team': {
    wanted: 'settling the team',
    stage: 'team',
    ifNothing: 'the review is paused',
    reminders: 'settle-team',
    moreTime: 'given',
    openUntil: UNTIL_THE_VISIT,
    pauses: ['paused'],
  },
} as const satisfies Readonly<Record<string, QuestionFacts>>;
