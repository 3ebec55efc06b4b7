interface QuestionWords {
  /** What is wanted: 'choose dates'. */
  readonly what: string;
  /** The link only stands ready for use: nobody waits for an answer, so it is never late. */
  readonly standing?: true;
}

/** Every question in the words of a list, where a page of its own would cost three requests a row. */
const WORDS: Readonly<Record<string, QuestionWords>> = {
  'admit-newcomer': { what: 'admit or refuse a newcomer' },
  'sign-agreement': { what: 'sign the year’s agreement' },
  'choose-dates': { what: 'choose dates' },
  'agree-dates': { what: 'agree to the dates offered' },
  'settle-dates': { what: 'settle the dates' },
  invite: { what: 'accept or decline a place in the team' },
  'fill-seat': { what: 'name somebody for a seat, or leave it empty' },
  'confirm-team': { what: 'confirm the team' },
  'information-form': { what: 'fill in the information form' },
  'propose-timetable': { what: 'propose a timetable' },
  'agree-timetable': { what: 'agree the timetable' },
  'pre-review-call': { what: 'hold the call before the review' },
  'confirm-attendance': { what: 'confirm to be there' },
  'evening-note': { what: 'note what emerged on the day' },
  findings: { what: 'write down the findings' },
  'agree-findings': { what: 'agree the findings' },
  'draft-report': { what: 'draft the report' },
  'quality-read': { what: 'read the draft for quality' },
  'check-facts': { what: 'check the report’s facts' },
  'amend-report': { what: 'amend the report' },
  'agree-report': { what: 'agree the report' },
  'settle-report': { what: 'settle the report' },
  'choose-audience': { what: 'choose who may see the report' },
  'receive-report': { what: 'read the final report', standing: true },
  'change-publication': { what: 'change who may see the report', standing: true },
  survey: { what: 'say how the review was' },
  'report-progress': { what: 'report progress, half a year later' },
};

/** What a question wants, as an instruction in small letters: 'choose dates'. */
export const whatIsAsked = (question: string): string => WORDS[question]?.what ?? question.replaceAll('-', ' ');

/** Whether nobody has to answer: such a question only stands ready. */
export const isStanding = (question: string): boolean => WORDS[question]?.standing === true;
