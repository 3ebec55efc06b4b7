/** Why somebody cannot, and why a review moves, may be an illness or a bereavement: that is for the central team. */
import type { Placement } from '../store/store.ts';

/** Whether somebody in a role reads the reasons that others gave. */
export const mayReadReasons = (role: string): boolean => role === 'central-team';

/** A reason as somebody in a role reads it after 'for': in full, or that there is one. */
export const reasonFor = (role: string, reason: string, host: 'school' | 'trust'): string =>
  mayReadReasons(role) ? reason : `a reason at the ${host}`;

/** What somebody's reason begins with who cannot keep a place they had accepted. */
export const CANNOT_COME = 'Cannot come';

/**
 * A placement's reason as its own person reads it: theirs in full; why the host objected or the review moved is for the central team.
 */
export function ownReason({ status, reason }: Pick<Placement, 'status' | 'reason'>): string | undefined {
  if (reason === undefined) return undefined;
  const isTheirs = status === 'declined' || reason.startsWith(`${CANNOT_COME}: `);
  return isTheirs || status !== 'withdrawn' ? reason : 'known to the central team';
}
