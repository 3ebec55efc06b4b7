import type { Store } from '../store/store.ts';
import { membershipOf } from './membership-name.ts';

/**
 * A subscription whose admission is still to begin, of which the form that opened it did not come to that; nothing where it is settled.
 *
 * @param about the subscription: 'membership-2026-100183'.
 * @throws NotInTable when it is the name of something else.
 */
export async function admissionToBegin(
  about: string,
  store: Store,
): Promise<{ readonly member: string; readonly year: string } | undefined> {
  const { member, year } = membershipOf(about);
  const membership = await store.membership(member, year);
  return membership?.status === 'awaiting-admission' ? { member, year } : undefined;
}
