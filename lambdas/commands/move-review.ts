import { stagesAfter } from '../decisions/enter-stage.ts';
import { changeOf, news, noLonger, pauseOf } from '../store/news.ts';
import type { Decision, Review, Store, WeekLoad, WholeReview, WriteItem } from '../store/store.ts';
import { type Act, POSTPONEMENT_REASONS } from './act.ts';
import { latestExecutionName, nextExecutionName } from './executions.ts';
import { acceptedPeople, releaseTeam, weeksHeld } from './release-team.ts';
import type { Steering } from './review-act.ts';
import { searchesOf, searchesWith } from './searches.ts';
import { auditItems, type SteeringCall, type SteeringDesk } from './steering-desk.ts';
import { unchanged } from './unchanged.ts';

export type MovingAct = 'postpone' | 'pause' | 'cancel' | 'resume';

/** Why a review cannot be moved so now, in a sentence. */
export function whyNotMoved(review: Review, act: Act<MovingAct>): string | undefined {
  const { about } = act;
  if (review.status === 'cancelled') return `${about} was cancelled; there is nothing to ${act.act}.`;
  if (act.act === 'pause' && review.stage === 'planned') {
    return `${about} has not begun, so there is nothing to pause. Cancel it, or wait.`;
  }
  if (review.stage === 'closed') return `${about} is closed; there is nothing to ${act.act}.`;
  if (act.act === 'pause' && review.status === 'paused') return `${about} is paused already.`;
  if (act.act === 'postpone' && ['report', 'publication', 'feedback'].includes(review.stage)) {
    return `The visit of ${about} has taken place, so it cannot be postponed. Pause it, or resume it at another stage.`;
  }
  if (act.act === 'resume' && act.stage !== undefined && act.stage !== 'scheduling' && review.day1 === undefined) {
    return `${about} has no dates yet, so it can only be resumed at 'scheduling'.`;
  }
  return undefined;
}

/** The rows that postponing, pausing, cancelling or resuming changes, and what has to follow. */
export async function moveItems(
  call: SteeringCall<Act<MovingAct>>,
  whole: WholeReview,
  { store }: SteeringDesk,
): Promise<{ readonly items: readonly WriteItem[]; readonly steering: Steering }> {
  const { act } = call;
  const steering = steeringOf(whole, act);
  const weeks = await weeksHeld(store, whole.review);
  return {
    steering,
    items: [
      ...recordItems(store, whole, weeks, act, steering),
      ...supersede(store, whole, act),
      ...auditItems(store, call, act.act),
    ],
  };
}

/** Where a review goes on, and in which turn. */
function after(review: Review, act: Act<MovingAct>): { readonly stage: Review['stage']; readonly turn: number } {
  switch (act.act) {
    case 'postpone':
      return { stage: 'scheduling', turn: review.turn + 1 };
    case 'resume':
      return {
        stage: act.stage ?? (review.stage === 'planned' ? 'scheduling' : review.stage),
        turn: act.askAgain ? review.turn + 1 : review.turn,
      };
    default:
      return { stage: review.stage, turn: review.turn };
  }
}

function steeringOf(whole: WholeReview, act: Act<MovingAct>): Steering {
  const { review } = whole;
  const goesOn = act.act === 'postpone' || act.act === 'resume';
  const next = goesOn ? nextExecutionName(review) : null;
  const { stage, turn } = after(review, act);
  return {
    act: act.act,
    at: act.at,
    sentence: inWords(act, stage),
    reason: act.act === 'postpone' ? POSTPONEMENT_REASONS[act.reason] : act.reason,
    stop: latestExecutionName(review) ?? null,
    start: next,
    stopSearches: searchesOf(review).map(({ execution }) => execution),
    startSearches: act.act === 'resume' && next !== null ? searchesWith(next, whole, stage, turn) : [],
    team: acceptedPeople(whole),
    settled: [],
  };
}

function inWords({ act, about }: Act<MovingAct>, stage: string): string {
  switch (act) {
    case 'postpone':
      return `${about} is postponed. The team is free again, and the head is asked for new dates.`;
    case 'pause':
      return `${about} is paused: nothing is asked or reminded until it is resumed.`;
    case 'cancel':
      return `${about} is cancelled, and everybody concerned has been told.`;
    case 'resume':
      return `${about} goes on at the stage '${stage}'.`;
  }
}

function recordItems(
  store: Store,
  whole: WholeReview,
  weeks: readonly WeekLoad[],
  act: Act<MovingAct>,
  steering: Steering,
): readonly WriteItem[] {
  const { review } = whole;
  const { stage, turn } = after(review, act);
  const patch = () => store.rows.review.patch({ about: review.about });
  const { startsOn } = review;
  const searches = [...steering.startSearches];
  const moved = [news(store, changeOf(review.about, act.at)), noLonger(store, pauseOf(review.about))];
  switch (act.act) {
    case 'pause':
      return [
        patch().set({ status: 'paused', searches, steering }).where(unchanged(review)).commit(),
        news(store, pauseOf(review.about)),
      ];
    case 'cancel':
      return [
        patch()
          .set({
            status: 'cancelled',
            stage: 'closed',
            searches,
            steering,
            stages: stagesAfter(review, 'closed', act.at),
          })
          .composite({ startsOn })
          .where(unchanged(review))
          .commit(),
        ...moved,
        ...releaseTeam(store, whole, weeks, 'The review was cancelled'),
      ];
    case 'postpone':
      return [
        patch()
          .set({
            ...{ stage, turn, status: 'under-way', executions: review.executions + 1, searches, steering },
            stages: stagesAfter(review, stage, act.at),
            postponements: [
              ...((review.postponements as object[] | undefined) ?? []),
              { at: act.at, reason: act.reason, stage: review.stage, day1: review.day1 ?? null },
            ],
          })
          .remove(['day1', 'clock', 'dates', 'findings'])
          .composite({ startsOn })
          .where(unchanged(review))
          .commit(),
        ...moved,
        ...releaseTeam(store, whole, weeks, POSTPONEMENT_REASONS[act.reason]),
      ];
    case 'resume':
      return [
        patch()
          .set({
            ...{ stage, turn, executions: review.executions + 1, searches, steering },
            status: review.publishedAt === undefined ? 'under-way' : 'published',
            ...(stage !== review.stage && { stages: stagesAfter(review, stage, act.at) }),
          })
          .composite({ startsOn })
          .where(unchanged(review))
          .commit(),
        ...moved,
      ];
  }
}

/** Open questions are withdrawn: their links then say that they are no longer needed. Resuming asks what is still needed. */
function supersede(store: Store, whole: WholeReview, act: Act<MovingAct>): readonly WriteItem[] {
  if (act.act === 'resume' && !act.askAgain && act.stage === undefined) return [];
  return whole.decisions.filter((row) => row.status === 'open').map((row) => withdrawItem(store, row));
}

/** Withdraws one question: whoever follows its link reads so, and it is asked anew if a workflow comes to it again. */
export const withdrawItem = (store: Pick<Store, 'rows'>, row: Decision): WriteItem =>
  store.rows.decision
    .patch({ about: row.about, decision: row.decision })
    .set({ status: 'superseded' })
    .remove(['queue', 'nextActionAt', 'openFor', 'token'])
    .where(({ status }, { eq }) => eq(status, 'open'))
    .commit();
