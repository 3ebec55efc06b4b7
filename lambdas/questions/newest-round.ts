/** Where a link leads when its question was asked again without a mail. */
import type { Decision, DecisionLink, Store } from '../store/store.ts';
import { hasHandedOver } from './hand-overs.ts';
import type { Question } from './question.ts';

/** A question as a link finds it now. */
export interface FoundRound {
  readonly decision: Decision;
  /** The round whose answer this one can change. */
  readonly answered?: Decision | undefined;
}

/**
 * The newest round of a question that keeps its links (`keepsItsLinks`): the one that is open for the person of the link, or else the last
 * that they answered. Any other question, one that was not answered, and one that was handed over by the link, which decides nothing
 * from then on, is as the link says. One query more, for a link to an answer alone.
 */
export async function newestRound(
  found: Decision,
  link: Pick<DecisionLink, 'person' | 'madeAt'>,
  { keepsItsLinks }: Pick<Question, 'keepsItsLinks'>,
  store: Pick<Store, 'decisionsAbout'>,
): Promise<FoundRound> {
  if (!keepsItsLinks || found.status !== 'answered') return { decision: found };
  const rounds = (await store.decisionsAbout(found.about))
    .filter((one) => isLaterRoundOf(one, found))
    .toSorted((a, b) => a.round - b.round);
  if (rounds.some((one) => hasHandedOver(link, one))) return { decision: found };
  const theirs = rounds.filter(({ person }) => person === link.person);
  const answered = theirs.findLast(({ status }) => status === 'answered') ?? found;
  const last = theirs.at(-1);
  return last?.status === 'open' ? { decision: last, answered } : { decision: answered };
}

const isLaterRoundOf = (one: Decision, { question, turn, subject, round }: Decision): boolean =>
  one.question === question && one.turn === turn && one.subject === subject && one.round >= round;
