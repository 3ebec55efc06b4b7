import { ownerToday } from '../members/lineage.ts';
import { callInvitation } from '../questions/call-invitation.ts';
import type { Timetable } from '../questions/preparation.ts';
import type { Addressee, Notice } from '../questions/question.ts';
import { addresseeOf, type ReviewContext } from '../questions/review-context.ts';
import type { Store } from '../store/store.ts';

/** Those who talk, as far as their offices are filled. */
export interface Callers {
  readonly host: Addressee | undefined;
  readonly lead: Addressee | undefined;
}

/** The lead reviewer of today as somebody to write to. One request. */
export async function leadOf({ whole }: Pick<ReviewContext, 'whole'>, store: Store): Promise<Addressee | undefined> {
  const seat = whole.seats.find(({ kind, status }) => kind === 'lead' && status === 'filled');
  const person = seat?.person === undefined ? undefined : await store.person(seat.person);
  return person && person.left !== true ? addresseeOf(person, 'lead') : undefined;
}

/** Begins to read the lead reviewer of a review that is at hand. */
export async function readLeadAhead(about: string, store: Store): Promise<unknown> {
  const seats = (await store.reviewAtHand(about))?.seats;
  const lead = seats?.find(({ kind, status }) => kind === 'lead' && status === 'filled')?.person;
  return lead === undefined ? undefined : store.person(lead);
}

/** Who leads the host today, as somebody to write to. Two requests. */
export async function hostLeaderOf(
  { review }: Pick<ReviewContext, 'review'>,
  store: Store,
): Promise<Addressee | undefined> {
  const { head } = (await ownerToday(store, review)) ?? {};
  const person = head === undefined ? undefined : await store.person(head);
  return person && person.left !== true ? addresseeOf(person, 'host') : undefined;
}

/**
 * Tells both sides when their call is, with an entry for their calendars: to be sent once it is agreed, by whoever agreed last.
 *
 * @param round of the timetable, so that a call that is agreed anew is told anew.
 */
export function callAgreed(
  context: Pick<ReviewContext, 'review' | 'title'>,
  agreed: Pick<Timetable, 'call'>,
  { host, lead }: Callers,
  round: number,
): readonly Notice[] {
  const kind = `call-agreed.${context.review.turn}.${round}` as const;
  // A call is agreed once in each turn.
  const how = { kind, isFirst: context.review.turn === 1 };
  const told = (to: Addressee, other: Addressee | undefined): Notice => callInvitation(context, agreed, to, other, how);
  return [...(host ? [told(host, lead)] : []), ...(lead ? [told(lead, host)] : [])];
}
