import type { questionFacts } from '../../../lambdas/training/question-facts.ts';
import type { PlausibleAnswer } from './answer.ts';

/** What invented people answer to the questions of this stage. */
export const answers: Readonly<Record<keyof typeof questionFacts, PlausibleAnswer>> = {
  'book-training': {},
  'record-attendance': {},
};
