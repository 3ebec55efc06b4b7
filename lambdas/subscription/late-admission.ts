import type { Store } from '../store/store.ts';
import { membershipOf, type Opening, openingOf } from './membership-name.ts';

/**
 * A subscription whose workflow is still to begin, of which the form or the command that opened it did not come to that; nothing where it
 * is settled. One that was opened by the calendar is begun by it.
 *
 * @param about the subscription: 'membership-2026-100183'.
 * @throws NotInTable when it is the name of something else.
 */
export async function admissionToBegin(about: string, store: Store): Promise<Opening | undefined> {
  const { member, year } = membershipOf(about);
  const membership = await store.membership(member, year);
  if (!membership) return undefined;
  const { status } = membership;
  return status === 'awaiting-admission' || status === 'invited' ? openingOf(membership) : undefined;
}
