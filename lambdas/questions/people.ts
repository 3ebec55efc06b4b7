import type { WholeReview } from '../store/store.ts';

/** Somebody who takes part in a review, as the workflow carries them: ids alone. */
export interface Participant {
  readonly [key: string]: string;
  readonly person: string;
  readonly role: 'host' | 'lead' | 'reviewer';
  /** 'host', 'lead', 'seat-1' ... */
  readonly seat: string;
}

/** The host's head first, then the lead reviewer, then the reviewers by seat. */
export function peopleOf(whole: Pick<WholeReview, 'seats'>, head: string | undefined): readonly Participant[] {
  const team = whole.seats
    .flatMap((seat): Participant[] =>
      seat.status === 'filled' && seat.person ? [{ person: seat.person, role: seat.kind, seat: seat.seat }] : [],
    )
    .sort((a, b) => a.seat.localeCompare(b.seat, 'en', { numeric: true }));
  return [...(head ? [{ person: head, role: 'host', seat: 'host' } as const] : []), ...team];
}
