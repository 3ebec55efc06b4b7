/** What the commands that move a whole review have in common: postponing, pausing, cancelling, resuming. */
import { factsOf } from '../catalogue/all-facts.ts';
import { changeOf, news, noLonger, pauseOf } from '../store/news.ts';
import type { Decision, Review, Store, WholeReview, WriteItem } from '../store/store.ts';
import { latestExecutionName } from './executions.ts';
import { acceptedPeople } from './release-team.ts';
import type { Follows } from './review-plan.ts';
import { searchesOf } from './searches.ts';

/** Why nothing can be done any more with a review that is over. */
export function whyOver({ about, status, stage }: Review, verb: string): string | undefined {
  if (status === 'cancelled') return `${about} was cancelled; there is nothing to ${verb}.`;
  return stage === 'closed' ? `${about} is closed; there is nothing to ${verb}.` : undefined;
}

/** Its workflow stops, with the searches beside it. */
export const stops = (whole: WholeReview): Pick<Follows, 'stop' | 'stopSearches' | 'team'> => ({
  stop: latestExecutionName(whole.review) ?? null,
  stopSearches: searchesOf(whole.review).map(({ execution }) => execution),
  team: acceptedPeople(whole),
});

/** It is news that a review moves, and that it does not stand still any more. */
export const moved = (store: Store, about: string, at: string): readonly WriteItem[] => [
  news(store, changeOf(about, at)),
  noLonger(store, pauseOf(about)),
];

/** Open questions are withdrawn: their links then say that they are no longer needed. Resuming asks what is still needed. */
export const withdrawAll = (store: Store, { decisions }: WholeReview): readonly WriteItem[] =>
  decisions.filter((row) => row.status === 'open').map((row) => withdrawItem(store, row));

/**
 * What has paused the review in this turn is withdrawn, be it silence or what the central team said: taken for an answer once more, it
 * would end the workflow that is to go on.
 */
export const withdrawWhatPaused = (store: Store, { decisions, review }: WholeReview): readonly WriteItem[] =>
  decisions.filter((row) => row.turn === review.turn && hasPaused(row)).map((row) => withdrawItem(store, row));

function hasPaused({ question, status, outcome }: Decision): boolean {
  const { outcome: word = '' } = (outcome ?? {}) as { readonly outcome?: string };
  return (status === 'answered' || status === 'expired') && factsOf(question)?.pauses?.includes(word) === true;
}

/** Withdraws one question: whoever follows its link reads so, and it is asked anew if a workflow comes to it again. */
export const withdrawItem = (store: Pick<Store, 'rows'>, row: Decision): WriteItem =>
  store.rows.decision
    .patch({ about: row.about, decision: row.decision })
    .set({ status: 'superseded' })
    .remove(['queue', 'nextActionAt', 'openFor', 'token'])
    .where(({ status }, { eq }) => eq(status, row.status))
    .commit();
