import { deliver } from '../decisions/deliver.ts';
import type { WholeReview } from '../store/store.ts';
import type { SteerReviewInput } from './act.ts';
import { start, stop } from './executions.ts';
import type { Search } from './searches.ts';
import type { SteeringDesk } from './steering-desk.ts';
import { tellOfMove, tellOfReplacement } from './tell-of-review.ts';

/** What was recorded on a review and has still to be carried out; kept on its row until it is done. */
export interface Steering {
  readonly act: SteerReviewInput['act'];
  readonly at: string;
  /** What whoever completes it reads. */
  readonly sentence: string;
  /** Why, as people are told; empty where they are not. */
  readonly reason: string;
  /** The review's execution to stop, and the next one to start. */
  readonly stop: string | null;
  readonly start: string | null;
  /** The searches beside it to stop, and to start. */
  readonly stopSearches: readonly string[];
  readonly startSearches: readonly Search[];
  /** The team at that moment, to be told: ids. The rows themselves no longer say who it was. */
  readonly team: readonly string[];
  /** Ids of questions that were settled, whose workflow has to be told. */
  readonly settled: readonly string[];
}

/** Makes the workflows and the people follow what was recorded. However often it is called, it has one effect. */
export async function carryOut({ review }: WholeReview, steering: Steering, desk: SteeringDesk): Promise<void> {
  const { sfn, reviewMachineArn, placementMachineArn, store } = desk;
  const { about } = review;
  const cause = `${steering.act}: recorded on the review`;
  if (steering.stop !== null) await stop(sfn, reviewMachineArn, steering.stop, cause);
  for (const search of steering.stopSearches) await stop(sfn, placementMachineArn, search, cause);
  for (const id of steering.settled) {
    const decision = await store.decision(about, id);
    if (decision?.status === 'expired') await deliver(store, desk.callbacks, decision);
  }
  if (steering.start !== null) await start(sfn, reviewMachineArn, steering.start, { about });
  for (const { seat, turn, execution } of steering.startSearches) {
    await start(sfn, placementMachineArn, execution, { about, turn, seat });
  }
  if (steering.act === 'replace-reviewer') await tellOfReplacement(review, steering, desk);
  else await tellOfMove(review, steering, desk);
  await store.entities.review.patch({ about }).remove(['steering']).go({ response: 'none' });
}
