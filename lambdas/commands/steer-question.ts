import { deliver } from '../decisions/deliver.ts';
import { askedOf } from '../decisions/open-link.ts';
import type { Decision } from '../store/store.ts';
import { type Act, refused, type Steered } from './act.ts';
import { askSomebodyElse } from './ask-somebody-else.ts';
import { extend } from './extend.ts';
import type { Guard, OpenQuestion, Planned, QuestionAct, QuestionSteering } from './question-act.ts';
import { remind } from './remind.ts';
import { seenOf } from './seen.ts';
import {
  auditItems,
  CHANGED,
  CHANGED_NOW,
  isUnderWay,
  type SteeringCall,
  type SteeringDesk,
  UNDER_WAY,
} from './steering-desk.ts';
import { tellOfQuestion } from './tell-of-question.ts';

/** Has somebody reminded, gives more time, or asks somebody else. Recorded first, carried out after. */
export async function steerQuestion(call: SteeringCall<Act<QuestionAct>>, desk: SteeringDesk): Promise<Steered> {
  const { act } = call;
  const found = await desk.store.decision(act.about, act.decision);
  if (!found) return refused(`There is no question '${act.decision}' about '${act.about}'. Look at the list again.`);
  const unfinished = found.steering as QuestionSteering | undefined;
  if (unfinished) {
    if (isUnderWay(unfinished, call)) return refused(UNDER_WAY);
    await carryOut(found, unfinished, desk);
    if (unfinished.act === act.act) return { done: true, sentence: unfinished.sentence };
  }
  const decision = unfinished ? await desk.store.decision(act.about, act.decision) : found;
  if (!decision) return refused(CHANGED_NOW);
  if (act.seen !== undefined && act.seen !== seenOf(decision)) return refused(CHANGED);
  const closed = whyClosed(decision, act.at);
  if (closed) return refused(closed);

  const bound = await desk.catalogue(decision.question).bind(askedOf(decision), desk);
  const planned = await plan(call, { decision, bound }, desk);
  if ('refusal' in planned) return refused(planned.refusal);
  const steering: QuestionSteering = {
    ...{ act: act.act, at: act.at, sentence: planned.sentence, from: planned.from ?? null },
  };
  const guard: Guard = (row, { eq }) =>
    `${eq(row.status, 'open')} AND ${eq(row.person, decision.person)} AND ${eq(row.expiresAt, decision.expiresAt)} AND ${eq(row.mails, decision.mails)}`;
  const written = await desk.store.write([
    planned.change(guard, steering),
    ...(planned.others ?? []),
    ...auditItems(desk.store, call, planned.what),
  ]);
  if (!written.written) return refused(CHANGED_NOW);
  const now = await desk.store.decision(act.about, act.decision);
  if (now) await carryOut(now, steering, desk);
  return { done: true, sentence: planned.sentence };
}

async function plan(
  call: SteeringCall<Act<QuestionAct>>,
  question: OpenQuestion,
  desk: SteeringDesk,
): Promise<Planned> {
  const { act } = call;
  switch (act.act) {
    case 'remind':
      return remind(act, question, desk);
    case 'extend':
      return extend(act, question, desk);
    case 'ask-somebody-else':
      return askSomebodyElse(act, question, desk);
  }
}

/** Why nothing can be done about a question any more. */
function whyClosed(decision: Decision, at: string): string | undefined {
  switch (decision.status) {
    case 'answered':
      return 'This question has been answered.';
    case 'expired':
      return 'The time for this question is over, and the review has gone on without an answer.';
    case 'superseded':
      return 'This question was withdrawn. If the review is paused, resume it: then what is still needed is asked again.';
    case 'open':
      return decision.expiresAt <= at
        ? 'The time for this question has just run out, and the review is going on without an answer.'
        : undefined;
  }
}

/** The workflow is told of a question that was settled, then the people; each as often as this is called, and once in effect. */
async function carryOut(decision: Decision, steering: QuestionSteering, desk: SteeringDesk): Promise<void> {
  if (decision.status === 'expired') await deliver(desk.store, desk.callbacks, decision);
  await tellOfQuestion(decision, steering, desk);
  await desk.store.entities.decision
    .patch({ about: decision.about, decision: decision.decision })
    .remove(['steering'])
    .go({ response: 'none' });
}
