import { isFirstTimer, type TeamMember } from '../members/hard-rules.ts';
import type { Person, Placement, Seat, WholeReview } from '../store/store.ts';
import { shortlistOf } from './shortlists.ts';

type Team = Pick<WholeReview, 'review' | 'seats' | 'placements'>;

/** The placements that belong to the review's present turn. */
export const placementsNow = ({ review, placements }: Team): Placement[] =>
  placements.filter(({ turn }) => turn === review.turn);

/**
 * Whether a seat needs nobody any more: somebody accepted it, or the central team left it empty in this turn. A
 * postponement withdraws the placements; where questions are asked anew for the same dates, the team stands.
 */
export function isSettled(whole: Team, seat: Seat): boolean {
  if (seat.status === 'unfilled') return shortlistOf(seat, whole.review.turn) !== undefined;
  return isFilled(whole, seat);
}

export function isFilled(whole: Team, seat: Seat): boolean {
  return (
    seat.status === 'filled' &&
    whole.placements.some(
      (placement) =>
        placement.seat === seat.seat &&
        placement.person === seat.person &&
        (placement.status === 'accepted' || placement.status === 'done'),
    )
  );
}

/** Whether a plan has or had somebody in a seat for which they were never asked. */
export const isOnlyPlanned = ({ plannedAt, invitedAt }: Pick<Placement, 'plannedAt' | 'invitedAt'>): boolean =>
  plannedAt !== undefined && plannedAt === invitedAt;

/** The placements of everybody who was asked in this turn, whatever they said. */
export const placementsAsked = (team: Team): Placement[] => placementsNow(team).filter((row) => !isOnlyPlanned(row));

/** Who is to be asked for a seat by the plan in force. */
export const plannedFor = (team: Team, seat: string): Placement[] =>
  placementsNow(team).filter((row) => row.seat === seat && row.status === 'planned');

/** Who is in the team, asked or planned for a seat of it, by seat; the seat `except` is left out. */
export function placesTaken(whole: Team, except?: string): { seat: string; kind: Seat['kind']; person: string }[] {
  const filled = whole.seats
    .filter((seat) => seat.seat !== except && isFilled(whole, seat))
    .flatMap(({ seat, kind, person }) => (person === undefined ? [] : [{ seat, kind, person }]));
  const settled = new Set(whole.seats.filter((seat) => isSettled(whole, seat)).map(({ seat }) => seat));
  const awaited = placementsNow(whole)
    .filter(
      ({ seat, status }) => seat !== except && (status === 'invited' || (status === 'planned' && !settled.has(seat))),
    )
    .map(({ seat, kind, person }) => ({ seat, kind, person }));
  return [...filled, ...awaited];
}

/** The same as members of a team, as the team's rules want them. */
export function teamOf(
  places: readonly { readonly seat: string; readonly kind: Seat['kind']; readonly person: string }[],
  people: ReadonlyMap<string, Person>,
): TeamMember[] {
  return places.map(({ seat, kind, person }) => {
    const row = people.get(person);
    return { seat, kind, member: row?.member, firstTimer: row === undefined || isFirstTimer(row) };
  });
}

/** Everybody who was asked in this turn, whatever they said. */
export const askedNow = (whole: Team): ReadonlySet<string> =>
  new Set(placementsAsked(whole).map(({ person }) => person));

/** Those who had accepted, or were planned and had not said no, before the review had to be planned anew. */
export const formerTeam = ({ review, placements }: Team): ReadonlySet<string> =>
  new Set(
    placements
      .filter(
        ({ turn, status, answeredAt, plannedAt }) =>
          turn < review.turn &&
          (status === 'accepted' ||
            status === 'planned' ||
            ((answeredAt ?? plannedAt) !== undefined && (status === 'replaced' || status === 'withdrawn'))),
      )
      .map(({ person }) => person),
  );

export const byId = (people: readonly Person[]): Map<string, Person> =>
  new Map(people.map((person) => [person.person, person]));
