import type { WholeReview } from '../store/store.ts';
import { type Act, refused, type Steered } from './act.ts';
import { carryOut } from './carry-out.ts';
import { type MovingAct, moveItems, whyNotMoved } from './move-review.ts';
import type { QuestionAct } from './question-act.ts';
import { replaceReviewer } from './replace-reviewer.ts';
import type { PlannedMove, Steering } from './review-act.ts';
import { seenOf } from './seen.ts';
import { steerQuestion } from './steer-question.ts';
import { CHANGED, CHANGED_NOW, isUnderWay, type SteeringCall, type SteeringDesk, UNDER_WAY } from './steering-desk.ts';

/**
 * One act of the central team: checked, recorded in one transaction, then carried out. The record comes first and says what
 * is still to be done, so a call that broke off is completed by making it again; what is done already is refused.
 */
export async function steerReview(call: SteeringCall, desk: SteeringDesk): Promise<Steered> {
  const { act } = call;
  switch (act.act) {
    case 'remind':
    case 'extend':
    case 'ask-somebody-else':
      return steerQuestion({ ...call, act } as SteeringCall<Act<QuestionAct>>, desk);
    case 'plan-term':
      return desk.rounds.start({ ...call, act }, desk);
    case 'open-training':
      return desk.training.open({ ...call, act }, desk);
    case 'cancel-training':
      return desk.training.cancel({ ...call, act }, desk);
    default:
      return steerWhole({ ...call, act } as SteeringCall<Act<MovingAct | 'replace-reviewer'>>, desk);
  }
}

async function steerWhole(
  call: SteeringCall<Act<MovingAct | 'replace-reviewer'>>,
  desk: SteeringDesk,
): Promise<Steered> {
  const { store } = desk;
  const { act } = call;
  const { about } = act;
  let whole = await store.wholeReview(about);
  const unfinished = whole?.review.steering as Steering | undefined;
  if (whole && unfinished) {
    if (isUnderWay(unfinished, call)) return refused(UNDER_WAY);
    await carryOut(whole, unfinished, desk);
    if (unfinished.act === act.act) return done(unfinished);
    whole = await store.wholeReview(about);
  }
  if (!whole) return refused(`There is no review '${about}'. Its name looks like qar-2026-100183.`);
  if (act.seen !== undefined && act.seen !== seenOf(whole.review)) return refused(CHANGED);
  const planned = await plan(call, whole, desk);
  if ('refusal' in planned) return refused(planned.refusal);
  const written = await store.write(planned.items);
  if (!written.written) return refused(CHANGED_NOW);
  await carryOut(whole, planned.steering, desk);
  return done(planned.steering);
}

async function plan(
  call: SteeringCall<Act<MovingAct | 'replace-reviewer'>>,
  whole: WholeReview,
  desk: SteeringDesk,
): Promise<PlannedMove> {
  if (call.act.act === 'replace-reviewer') {
    return replaceReviewer({ ...call, act: call.act } as SteeringCall<Act<'replace-reviewer'>>, whole, desk);
  }
  const moving = call as SteeringCall<Act<MovingAct>>;
  const refusal = whyNotMoved(whole.review, moving.act);
  return refusal ? { refusal } : moveItems(moving, whole, desk);
}

const done = ({ sentence, start }: Steering): Steered => ({
  done: true,
  sentence,
  ...(start !== null && { execution: start }),
});
