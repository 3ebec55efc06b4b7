import type { questionFacts } from '../../../lambdas/publication/question-facts.ts';
import type { PlausibleAnswer } from './answer.ts';

/** What invented people answer to the questions of this stage. */
export const answers: Readonly<Record<keyof typeof questionFacts, PlausibleAnswer>> = {
  'choose-audience': {
    left: { address: 'the host publishes nothing itself' },
  },
  'change-publication': {
    left: { address: 'the host publishes nothing itself' },
  },
  'receive-report': {},
};
