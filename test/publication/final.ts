import { ask } from '../../lambdas/questions/ask.ts';
import type { Question } from '../../lambdas/questions/question.ts';
import { agreeReport } from '../../lambdas/report/questions/agree-report.tsx';
import { draftReport } from '../../lambdas/report/questions/draft-report.tsx';
import type { Store } from '../../lambdas/store/store.ts';
import { fieldsAsShown } from '../report/pages.ts';
import {
  askAndAnswer,
  askAndOpen,
  makeDeps,
  qarFields,
  tprFields,
  type World,
  writtenReview,
} from '../report/written-review.ts';
import { type KeptRows, keepRows, putRows } from '../support/kept-rows.ts';

type Agreed = Pick<World, 'about' | 'mails' | 'delivered'> & { readonly kept: KeptRows };

/** What was played already, by its programme. */
const played = new Map<'QAR' | 'TPR', Agreed>();

/**
 * A review whose report both sides have agreed to, in an empty table. It is played by the first test of a file that asks for it; the
 * others get the rows that it left.
 */
export async function agreedReview(store: Store, programme: 'QAR' | 'TPR' = 'QAR'): Promise<World> {
  const before = played.get(programme);
  if (before) {
    await putRows(store, before.kept);
    return { store, about: before.about, ...makeDeps(store, before) };
  }
  const world = await playToAgreement(store, programme);
  const { about, mails, delivered } = world;
  played.set(programme, { about, mails: [...mails], delivered: [...delivered], kept: await keepRows(store) });
  return world;
}

async function playToAgreement(store: Store, programme: 'QAR' | 'TPR'): Promise<World> {
  const world = await writtenReview(store, programme);
  await askAndAnswer(world, draftReport, programme === 'QAR' ? qarFields : tprFields);
  for (const subject of ['host', 'lead']) {
    const { open, send } = await askAndOpen(world, agreeReport, { subject });
    const answered = await send({ ...fieldsAsShown((await open()).bound), agreed: 'yes' });
    if (answered.kind !== 'recorded') throw new Error('The report is to be agreed.');
  }
  return world;
}

/** What a step works with over a world. */
export const stepDeps = (world: World) => ({
  ...world.deps,
  async ask(question: Question, asked: Parameters<typeof ask>[1]) {
    await ask(question, asked, undefined, world.deps);
  },
});
