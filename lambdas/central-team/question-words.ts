import { type Role, roleName } from '../decisions/question.ts';

/** What each question wants, for somebody who looks on: 'Hill View Primary School: the information form'. */
const words: Readonly<Record<string, string>> = {
  'admit-newcomer': 'whether to admit a newcomer',
  'sign-agreement': "the year's agreement",
  'choose-dates': 'the weeks that suit',
  'agree-dates': 'agreement to the dates',
  'settle-dates': 'settling the dates',
  availability: 'the weeks without reviews',
  'approve-plan': 'approval of a plan of teams',
  invite: 'a place in the team',
  'fill-seat': 'somebody for an empty seat',
  'confirm-team': 'agreement to the team',
  'information-form': 'the information form',
  'propose-timetable': 'the timetable',
  'agree-timetable': 'agreement to the timetable',
  'pre-review-call': 'the note of the pre-review call',
  'confirm-attendance': 'confirming attendance',
  'evening-note': "the evening's note",
  findings: 'the findings',
  'agree-findings': 'agreement to the findings',
  'draft-report': 'the draft of the report',
  'quality-read': 'the quality read of the draft',
  'check-facts': 'the check of the facts',
  'amend-report': 'the amended report',
  'agree-report': 'agreement to the report',
  'settle-report': 'settling the report',
  'choose-audience': 'the choice of who may see the report',
  survey: 'feedback on the review',
  'report-progress': 'progress after the review',
  'book-training': 'a place at a training',
  'record-attendance': 'who came to a training',
};

/** Links that only stand ready for use: nobody has to answer, so they are never due and never late. */
const standing: ReadonlySet<string> = new Set(['change-publication', 'receive-report', 'book-training']);

/** Whether a question only stands ready for use. */
export const isStanding = (question: string): boolean => standing.has(question);

/** What a question wants, in a few words. A question that is not known here is called by its name. */
export const wantedBy = (question: string): string => words[question] ?? question.replaceAll('-', ' ');

/** Who is asked, by role: 'the head', 'the chief executive', 'the lead reviewer'. */
export function whoIsAsked(role: string, hostKind: 'school' | 'trust' = 'school'): string {
  if (role === 'host' && hostKind === 'trust') return 'the chief executive';
  return `the ${roleName[role as Role] ?? role}`;
}
