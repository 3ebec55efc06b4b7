import type { Broken, Ending } from '../ending.ts';
import { auditInvariants } from './audit.ts';
import { EndingIndex, type More } from './ending-index.ts';
import type { Invariant } from './invariant.ts';
import { limitInvariants } from './limits.ts';
import { mailInvariants } from './mails.ts';
import { personalDataInvariants } from './personal-data.ts';
import { daysAsPlaced, ledgersAsPlaced, onePlaceADay, seatsAsPlaced } from './places.ts';
import { purgedInvariants } from './purged.ts';
import { questionInvariants } from './questions.ts';
import { reportInvariants } from './reports.ts';
import { reviewInvariants } from './reviews.ts';
import { teamRules } from './team-rules.ts';

export type { More } from './ending-index.ts';

/** Every promise that an ending is held against. */
export const invariants: readonly Invariant[] = [
  onePlaceADay,
  daysAsPlaced,
  seatsAsPlaced,
  ledgersAsPlaced,
  ...teamRules,
  ...questionInvariants,
  ...mailInvariants,
  ...reportInvariants,
  ...reviewInvariants,
  ...auditInvariants,
  ...personalDataInvariants,
  ...limitInvariants,
  ...purgedInvariants,
];

/**
 * Everything that an ending breaks; none when every promise was kept. It takes time in proportion to the rows.
 *
 * @param more what the play tells beside its ending: without it logs and histories are not looked at.
 */
export function checkAll(ending: Ending, more?: More): Broken[] {
  const index = new EndingIndex(ending, more);
  return invariants.flatMap(({ name, promise, find }) =>
    find(index).map((found) => ({ invariant: name, promise, found })),
  );
}
