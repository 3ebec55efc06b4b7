import { questions as feedback } from '../feedback/questions.ts';
import { questions as preparation } from '../preparation/questions.ts';
import { questions as publication } from '../publication/questions.ts';
import type { Catalogue } from '../questions/open-link.ts';
import type { Question } from '../questions/question.ts';
import { questions as renewal } from '../renewal/questions.ts';
import { questions as report } from '../report/questions.ts';
import { questions as scheduling } from '../scheduling/questions.ts';
import { questions as subscription } from '../subscription/questions.ts';
import { questions as team } from '../team/questions.ts';
import { questions as training } from '../training/questions.ts';
import { questions as visit } from '../visit/questions.ts';

/** Every question that is asked of anybody, stage by stage. */
export const allQuestions: readonly Question[] = [
  ...subscription,
  ...scheduling,
  ...team,
  ...preparation,
  ...visit,
  ...report,
  ...publication,
  ...feedback,
  ...training,
  ...renewal,
];

const byName = new Map(allQuestions.map((question) => [question.name, question]));

/** A workflow or a row names a question that no stage has. */
export class QuestionUnknown extends Error {
  override name = 'QuestionUnknown';
}

/** @throws QuestionUnknown */
export const catalogue: Catalogue = (name) => {
  const question = byName.get(name);
  if (!question) throw new QuestionUnknown(`No stage has a question '${name}'.`);
  return question;
};
