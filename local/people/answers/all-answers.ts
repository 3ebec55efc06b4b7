import type { QuestionName } from '../../../lambdas/catalogue/all-facts.ts';
import type { PlausibleAnswer } from './answer.ts';
import { answers as feedback } from './feedback.ts';
import { answers as preparation } from './preparation.ts';
import { answers as publication } from './publication.ts';
import { answers as report } from './report.ts';
import { answers as scheduling } from './scheduling.ts';
import { answers as subscription } from './subscription.ts';
import { answers as team } from './team.ts';
import { answers as training } from './training.ts';
import { answers as visit } from './visit.ts';

/** What invented people answer, question by question: whoever adds a question says here what is answered to it. */
export const allAnswers: Readonly<Record<QuestionName, PlausibleAnswer>> = {
  ...subscription,
  ...scheduling,
  ...team,
  ...preparation,
  ...visit,
  ...report,
  ...publication,
  ...feedback,
  ...training,
};

const byName: ReadonlyMap<string, PlausibleAnswer> = new Map(Object.entries(allAnswers));

/** Of a question that is asked no more nothing is known but its form. */
export const answerTo = (question: string): PlausibleAnswer => byName.get(question) ?? {};
