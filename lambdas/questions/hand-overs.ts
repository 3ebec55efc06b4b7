/** What becomes of links once a question was handed over by one of them. */
import type { Decision, DecisionLink } from '../store/store.ts';

/** Somebody gave a question to a colleague. */
export interface HandOver {
  readonly person: string;
  readonly at: string;
}

/** The field whose presence says that a form names a colleague and is no answer. */
export const HAND_OVER_FIELD = 'hand-over';

/** How often a question may go to another colleague: a head to a deputy, who is away, to a business manager. */
export const MOST_HAND_OVERS = 3;

/** Rows that were written before it was kept have none. */
export const handOversOf = ({ handOvers }: Pick<Decision, 'handOvers'>): readonly HandOver[] =>
  (handOvers as readonly HandOver[] | undefined) ?? [];

/** Whether the person of a link has handed the question over since it was made. Such a link never decides again. */
export const hasHandedOver = (
  { person, madeAt }: Pick<DecisionLink, 'person' | 'madeAt'>,
  decision: Pick<Decision, 'handOvers'>,
): boolean => handOversOf(decision).some((one) => one.person === person && madeAt <= one.at);

/** An instant, or the one after the last hand-over if that is later. */
export function afterHandOvers(decision: Pick<Decision, 'handOvers'>, at: string): string {
  const last = handOversOf(decision).at(-1)?.at;
  return last === undefined || last < at ? at : new Date(Date.parse(last) + 1).toISOString();
}

/**
 * Whether a link decides: its person is the one who is asked, and has not handed the question over by it or an older one. A
 * question that comes back, since the colleague's mail did, comes with a fresh link to the person's own mailbox; whoever else
 * has the old one gets nothing of it.
 */
export const isDeciding = (
  link: Pick<DecisionLink, 'person' | 'madeAt' | 'notMeAt'>,
  decision: Pick<Decision, 'person' | 'handOvers'>,
): boolean => link.person === decision.person && link.notMeAt === undefined && !hasHandedOver(link, decision);

interface Conditions {
  eq(name: string, value: unknown): string;
  notExists(name: string): string;
}

/** The condition that nobody has handed the question over since it was read. */
export const noHandOverSince =
  ({ handOvers }: Pick<Decision, 'handOvers'>) =>
  (row: { readonly handOvers: unknown }, { eq, notExists }: Conditions): string =>
    handOvers === undefined ? notExists(row.handOvers as string) : eq(row.handOvers as string, handOvers);
