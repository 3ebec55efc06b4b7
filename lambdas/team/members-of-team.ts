import { phaseName } from '../members/phase.ts';
import type { Person, Seat } from '../store/store.ts';

/** The seats of a team that somebody has: the lead reviewer's first, then the reviewers' in their order. */
export const filledSeats = (seats: readonly Seat[]): Seat[] =>
  seats
    .filter(({ status, person }) => status === 'filled' && person !== undefined)
    .sort((a, b) => a.seat.localeCompare(b.seat, 'en', { numeric: true }));

/** What whoever has a seat is called: 'Lead reviewer', 'Reviewer'. */
export const roleOf = ({ kind }: Pick<Seat, 'kind'>): string => (kind === 'lead' ? 'Lead reviewer' : 'Reviewer');

/** The name of whoever has a seat, as their own row has it today. */
export const nameOf = (seat: Pick<Seat, 'person' | 'personName'>, people: ReadonlyMap<string, Person>): string =>
  people.get(seat.person ?? '')?.name ?? seat.personName ?? '';

/** Whoever has a seat, as somebody reads it who does not know them: 'Ada Brook, Deputy head, Canal Street School (primary)'. */
export function personInWords(seat: Seat, people: ReadonlyMap<string, Person>): string {
  // A lead reviewer's job is just that, and stands before the name already.
  const job = seat.kind === 'lead' ? undefined : people.get(seat.person ?? '')?.jobTitle;
  const phase = phaseOf(seat, people).toLowerCase();
  const works = seat.organisationName ?? 'independent';
  const school = phase === '' ? works : `${works} (${phase})`;
  return [nameOf(seat, people), job, school].filter((part) => part !== undefined && part !== '').join(', ');
}

function phaseOf(seat: Seat, people: ReadonlyMap<string, Person>): string {
  const phase = people.get(seat.person ?? '')?.phase;
  return phase === undefined ? '' : phaseName[phase];
}
