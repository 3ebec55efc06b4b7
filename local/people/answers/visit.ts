import type { questionFacts } from '../../../lambdas/visit/question-facts.ts';
import type { PlausibleAnswer, TextsOfQuestion } from './answer.ts';

/** What lead reviewers note in the evening, by heading and part. Two evenings of one visit take two texts of a field. */
const NOTES: TextsOfQuestion = {
  'leadership-www': [
    'Leaders at all levels speak about the same three priorities, and staff know their part in them.',
    'Subject leaders told us this evening what they had changed since the autumn, and why.',
    'The leadership team knows its school closely: what it said this morning we saw today.',
    'Early career teachers feel looked after, and could name who helps them.',
  ],
  'leadership-ebi': [
    'Middle leaders could check more often how their plans work in class.',
    'Fewer priorities at a time would let newer leaders follow each through.',
    'What is learned in one team could be shared with the others sooner.',
    'Leaders could ask pupils more about what has changed for them.',
  ],
  'provision-and-outcomes-www': [
    'Pupils know what they are learning and why, in every class we saw today.',
    'Reading is taught with care, and the weakest readers are heard every day.',
    'Lessons begin quickly and calmly; hardly a minute was lost.',
    'In mathematics pupils explained their thinking and put right their own mistakes.',
  ],
  'provision-and-outcomes-ebi': [
    'Pupils could write at greater length outside English.',
    'Questions went to those who put their hands up; more could be asked of the others.',
    'The most able often finished early and waited.',
    'Feedback in books could tell pupils what to do next.',
  ],
  'disadvantaged-and-additional-needs-www': [
    'Support staff know exactly what each group needs to learn next.',
    'Pupils with additional needs took part in every lesson that we saw today.',
    'Adults spot early who falls behind, and act in the same week.',
    'Families of disadvantaged pupils told us how well they are kept informed.',
  ],
  'disadvantaged-and-additional-needs-ebi': [
    'Plans for additional needs could be at hand in lessons and not only in the file.',
    'Support could step back sooner, so that pupils try by themselves first.',
    'Attendance of disadvantaged pupils could be followed class by class.',
    'Teachers could adapt tasks in the wider curriculum as well as they do in mathematics.',
  ],
  'focus-challenge-www': [
    'Heads trust each other and ask for help early.',
    'Where a subject network has a leader with time for it, lessons in several schools have changed.',
    'The executive listens: three of its decisions this year came out of schools’ own proposals.',
    'New leaders are paired with an experienced one in another school, and both speak well of it.',
  ],
  'focus-challenge-ebi': [
    'What a network agrees could reach classrooms in all schools, and not in those alone that were there.',
    'Schools in the north of the trust could be as much a part of the networks as those nearby.',
    'Trustees could hear from teachers directly how the common work helps them.',
    'The central team could stop one thing for each new thing that it begins.',
  ],
};

/** What invented people answer to the questions of this stage. */
export const answers: Readonly<Partial<Record<keyof typeof questionFacts, PlausibleAnswer>>> = {
  'evening-note': {
    texts: NOTES,
    inTheEvening: true,
  },
  findings: {
    texts: {
      ...NOTES,
      'focus-challenge-next-steps': [
        'Give each subject network one school day a term and a leader who answers for what changes.',
        'Map what each school does best, and plan who visits whom before the summer.',
        'Agree with trustees by Easter which work of the central team ends.',
      ],
    },
  },
};
