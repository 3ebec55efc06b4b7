import type { QuestionName } from '../../../lambdas/catalogue/all-facts.ts';
import type { PlausibleAnswer } from './answer.ts';
import { answers as feedback } from './feedback.ts';
import { answers as preparation } from './preparation.ts';
import { answers as report } from './report.ts';
import { answers as subscription } from './subscription.ts';
import { answers as team } from './team.ts';
import { answers as visit } from './visit.ts';

/** What invented people answer where their texts are to differ, question by question; of all others the fields know enough. */
export const allAnswers: Readonly<Partial<Record<QuestionName, PlausibleAnswer>>> = {
  ...subscription,
  ...team,
  ...preparation,
  ...visit,
  ...report,
  ...feedback,
};

const byName: ReadonlyMap<string, PlausibleAnswer> = new Map(Object.entries(allAnswers));

export const answerTo = (question: string): PlausibleAnswer => byName.get(question) ?? {};
