import type { questionFacts } from '../../../lambdas/feedback/question-facts.ts';
import type { PlausibleAnswer } from './answer.ts';

/** What invented people answer to the questions of this stage. */
export const answers: Readonly<Partial<Record<keyof typeof questionFacts, PlausibleAnswer>>> = {
  survey: {
    texts: {
      best: [
        'That we walked through lessons in pairs and talked straight afterwards.',
        'The call before the visit: everybody knew what each day was for.',
        'The frank talk at the end of day 2.',
        'To see another school at work for three whole days.',
      ],
      better: [
        'A little more time between lessons to compare notes.',
        'The timetable a week earlier.',
        'A room for the team that is nearer to the classrooms.',
        'Nothing comes to mind: I would do it again just so.',
      ],
    },
  },
  'report-progress': {
    texts: {
      'words.*': [
        'Two subject leaders now look at it every half-term.',
        'We began in September with three classes; the others follow after Christmas.',
        'A colleague of a neighbouring school helped us to plan it.',
        'Staff were trained in the summer, and pupils notice the difference.',
        'It is part of our plan for the year, and governors hear of it each term.',
      ],
    },
    ofTrusts: {
      'words.*': [
        'Every network has a leader now, and its first day has been held.',
        'Four schools have visited each other; the rest follow in the spring.',
        'Trustees agreed what the central team gives up.',
      ],
    },
  },
};
