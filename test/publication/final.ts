import { ask } from '../../lambdas/decisions/ask.ts';
import type { Question } from '../../lambdas/decisions/question.ts';
import { agreeReport } from '../../lambdas/report/questions/agree-report.tsx';
import { draftReport } from '../../lambdas/report/questions/draft-report.tsx';
import type { Store } from '../../lambdas/store/store.ts';
import { fieldsAsShown } from '../report/pages.ts';
import { askAndAnswer, askAndOpen, qarFields, tprFields, type World, writtenReview } from '../report/written-review.ts';

/** A review whose report both sides have agreed to. */
export async function agreedReview(store: Store, programme: 'QAR' | 'TPR' = 'QAR'): Promise<World> {
  const world = await writtenReview(store, programme);
  await askAndAnswer(world, draftReport, programme === 'QAR' ? qarFields : tprFields);
  for (const subject of ['host', 'lead']) {
    const { open, send } = await askAndOpen(world, agreeReport, { subject });
    const answered = await send({ ...fieldsAsShown((await open()).bound), agreed: 'yes' });
    if (answered.kind !== 'recorded') throw new Error('The report is to be agreed.');
  }
  return world;
}

/** The desk of a step over a world. */
export const stepDesk = (world: World) => ({
  ...world.desk,
  async ask(question: Question, asked: Parameters<typeof ask>[1]) {
    await ask(question, asked, undefined, world.desk);
  },
});
