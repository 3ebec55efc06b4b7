/** The facts of every question by name, and nothing of its pages: whoever imports this gets no form and no mail with it. */

import { questionFacts as feedback } from '../feedback/question-facts.ts';
import { questionFacts as preparation } from '../preparation/question-facts.ts';
import { questionFacts as publication } from '../publication/question-facts.ts';
import type { OwnClock, QuestionFacts } from '../questions/question-facts.ts';
import { questionFacts as renewal } from '../renewal/question-facts.ts';
import { questionFacts as report } from '../report/question-facts.ts';
import { questionFacts as scheduling } from '../scheduling/question-facts.ts';
import { questionFacts as subscription } from '../subscription/question-facts.ts';
import { questionFacts as team } from '../team/question-facts.ts';
import { questionFacts as training } from '../training/question-facts.ts';
import { questionFacts as visit } from '../visit/question-facts.ts';

const all = {
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
};

/** The name of a question that some stage asks. */
export type QuestionName = keyof typeof all;

/** Every question's facts. */
export const allFacts: Readonly<Record<QuestionName, QuestionFacts>> = all;

const byName: ReadonlyMap<string, QuestionFacts> = new Map(Object.entries(allFacts));

/** What is true of a question; nothing of one that is asked no more, of which rows of earlier years still tell. */
export const factsOf = (question: string): QuestionFacts | undefined => byName.get(question);

/** Questions that everybody of the pools is asked at the same time. */
export const countedQuestions: readonly string[] = [...byName].flatMap(([name, { inLists }]) =>
  inLists === 'counted' ? [name] : [],
);

/** The steps of the review's clock that questions bring themselves. */
export const ownClocks: readonly OwnClock[] = Object.values(allFacts).flatMap(({ clock }) => clock ?? []);

type StepOf<Facts> = Facts extends { readonly clock: { readonly step: infer Step extends string } } ? Step : never;

/** The name of such a step. */
export type OwnStep = StepOf<(typeof all)[QuestionName]>;
