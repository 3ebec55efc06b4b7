import type { questionFacts } from '../../../lambdas/subscription/question-facts.ts';
import type { PlausibleAnswer } from './answer.ts';

/** What invented people answer to the questions of this stage. */
export const answers: Readonly<Partial<Record<keyof typeof questionFacts, PlausibleAnswer>>> = {
  'sign-agreement': {
    texts: { role: ['Headteacher', 'Head of school', 'Executive headteacher'] },
    ofTrusts: { role: ['Chief executive', 'Chief executive officer', 'Deputy chief executive'] },
  },
};
