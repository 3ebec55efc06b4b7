import type { questionFacts } from '../../../lambdas/report/question-facts.ts';
import type { PlausibleAnswer, TextsOfQuestion } from './answer.ts';

/** A report, field by field. Most of it begins with what was agreed on day 3 and with what the host sent beforehand. */
const REPORT: TextsOfQuestion = {
  'cover.head-role': ['Headteacher', 'Head of school', 'Executive headteacher'],
  'cover.last-inspection': ['March 2023', 'November 2021', 'June 2024'],
  context: [
    'The school serves a town with wide differences in income. A new leadership team has been in place since September.',
    'The school is smaller than average and teaches some year groups together. Its building was extended in the spring.',
    'The school is larger than average. More than forty languages are spoken at home by its pupils.',
  ],
  'focus-challenge': [
    'How the schools of the trust learn from each other.',
    'How a small central team supports schools in three counties.',
    'How the trust grows headteachers from within.',
  ],
  'www.leadership': [
    'Leaders of every level share three priorities and can say what has changed because of them.',
    'The self-evaluation is accurate: the team saw what leaders had told it.',
    'New teachers are led with care and stay.',
  ],
  'ebi.leadership': [
    'Subject leaders would check more often how their plans work in class.',
    'Fewer priorities at a time would be followed through to the end.',
    'What one team learns would reach the others within the term.',
  ],
  'www.provision-and-outcomes': [
    'Pupils explain what they are learning and why, in all year groups.',
    'Early reading is taught consistently well.',
    'Behaviour is calm, and lessons lose no time.',
  ],
  'ebi.provision-and-outcomes': [
    'Pupils would write at greater length in every subject.',
    'Questions would reach all pupils and not the willing alone.',
    'The most able would be stretched from the beginning of a lesson.',
  ],
  'www.disadvantaged-and-additional-needs': [
    'Support begins early and is led by staff who know what comes next.',
    'Pupils with additional needs take part in every lesson.',
    'Families are partners in what the school does for their children.',
  ],
  'ebi.disadvantaged-and-additional-needs': [
    'Plans for additional needs would be used in every lesson.',
    'Support would step back sooner, so that pupils become independent.',
    'Absence of disadvantaged pupils would be followed up within the day.',
  ],
  'www.focus-challenge': [
    'Headteachers trust each other and ask for help early.',
    'The best networks have changed lessons in several schools.',
    'New leaders are paired across schools and speak well of it.',
  ],
  'ebi.focus-challenge': [
    'What a network agrees would reach the classrooms of all schools.',
    'Distant schools would be as much a part of the common work as near ones.',
    'The central team would end one thing for each that it begins.',
  ],
  'next-steps.focus-challenge': [
    'Give each network a leader, a day a term and one change to answer for.',
    'Plan before the summer which school visits which, and what for.',
    'Agree with trustees by Easter which work of the central team ends.',
  ],
  'area.title': ['Reading for pleasure', 'Learning outdoors', 'Pupils who lead their own assemblies'],
  'area.why': [
    'What pupils say, read and choose shows that this has become part of the school.',
    'It is planned across all years, and every class takes part each week.',
    'It has lasted through changes of staff and is led by pupils themselves.',
  ],
  'area.evidence': [
    'Lessons, talks with pupils of every year, and records of three years.',
    'Plans of every year group, pupil surveys, and what visiting schools wrote.',
    'What the team heard in two assemblies, and pupil surveys of two years.',
  ],
  'area.contact': ['Leader of English', 'Leader of outdoor learning', 'Assistant head for personal development'],
  support: [
    'A school that teaches writing well in all subjects, to be visited by two subject leaders.',
    'A partner for the leader of additional needs, for two visits in the summer term.',
    'Other schools of our size, to compare plans for mathematics.',
  ],
};

/** The same of trusts, where they write otherwise. */
const REPORT_OF_TRUSTS: TextsOfQuestion = {
  'cover.head-role': ['Chief executive', 'Chief executive officer', 'Deputy chief executive'],
  'cover.last-inspection': ['None of the trust as a whole', 'None so far of the trust as a whole'],
  context: [
    'The trust has thirteen schools within an hour of each other, three of them new to it.',
    'The trust runs six schools of three kinds in two towns.',
    'The trust has grown from one school to nine and has a central team of twelve.',
  ],
  support: [
    'A trust whose subject networks are further on, for two visits of directors of education.',
    'A partner for the chief executive through the coming year.',
    'Trusts with distant schools, to compare how they keep them close.',
  ],
};

/** What invented people answer to the questions of this stage. */
export const answers: Readonly<Partial<Record<keyof typeof questionFacts, PlausibleAnswer>>> = {
  'draft-report': {
    texts: REPORT,
    ofTrusts: REPORT_OF_TRUSTS,
  },
  'amend-report': {
    texts: {
      ...REPORT,
      'reply.*': [
        'You are right, and I have changed the line.',
        'I have put the number right and left the rest of the sentence.',
        'I have kept the point, since two of us saw it, and made clear where.',
      ],
    },
    ofTrusts: REPORT_OF_TRUSTS,
  },
  'settle-report': {
    texts: {
      ...REPORT,
      settled: [
        'Both sides have said what they had to say; the text keeps to what was seen.',
        'The open line was put as the evidence supports it, and no further.',
        'Three rounds have brought both sides close; what is left is a matter of tone.',
      ],
    },
    ofTrusts: REPORT_OF_TRUSTS,
  },
};
