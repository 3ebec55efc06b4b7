import type { questionFacts } from '../../../lambdas/scheduling/question-facts.ts';
import type { PlausibleAnswer } from './answer.ts';

/** What invented people answer to the questions of this stage. */
export const answers: Readonly<Record<keyof typeof questionFacts, PlausibleAnswer>> = {
  'choose-dates': {
    left: { 'away-reason-*': 'belongs to days that are out, and none are' },
  },
  'agree-dates': {
    left: { reason: 'said by whoever proposes other days' },
  },
  'settle-dates': {},
};
