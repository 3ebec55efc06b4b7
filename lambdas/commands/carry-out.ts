import { deliver } from '../decisions/deliver.ts';
import type { WholeReview } from '../store/store.ts';
import { start, stop } from './executions.ts';
import type { Steering } from './review-act.ts';
import type { SteeringDesk } from './steering-desk.ts';
import { tellOfMove, tellOfReplacement } from './tell-of-review.ts';

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
