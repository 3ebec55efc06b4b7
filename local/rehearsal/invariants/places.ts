/** Who is where on which day. */
import type { Placement } from '../../../lambdas/store/entities.ts';
import { daysOfVisit } from './days.ts';
import type { EndingIndex, KnownReview } from './ending-index.ts';
import type { Invariant } from './invariant.ts';

/** Whether somebody has, or had to its end, a place in a team. */
export const isHeld = ({ status }: Pick<Placement, 'status'>): boolean => status === 'accepted' || status === 'done';

export const heldPlaces = ({ placements }: KnownReview): readonly Placement[] => placements.filter(isHeld);

export const onePlaceADay: Invariant = {
  name: 'one-place-a-day',
  promise: 'Nobody is in two places on one day.',
  find({ reviews }) {
    const taken = new Map<string, string>();
    const found: string[] = [];
    for (const known of reviews) {
      for (const { about, seat, person, day1 } of heldPlaces(known)) {
        for (const day of daysOfVisit(day1)) {
          const other = taken.get(`${person} ${day}`);
          if (other !== undefined) found.push(`${person} on ${day}: ${other} and ${about}/${seat}`);
          taken.set(`${person} ${day}`, `${about}/${seat}`);
        }
      }
    }
    return found;
  },
};

export const daysAsPlaced: Invariant = {
  name: 'days-as-placed',
  promise: 'Whoever has a place in a team has its three days taken, and nobody has a day taken without one.',
  find({ reviews, personDays }) {
    const wanted = new Set(
      reviews.flatMap((known) =>
        heldPlaces(known).flatMap(({ about, person, day1 }) =>
          daysOfVisit(day1).map((day) => `${person} on ${day}: ${about}`),
        ),
      ),
    );
    const taken = new Set(personDays.map(({ person, day, about }) => `${person} on ${day}: ${about}`));
    return [
      ...[...wanted].filter((day) => !taken.has(day)).map((day) => `not taken: ${day}`),
      ...[...taken].filter((day) => !wanted.has(day)).map((day) => `taken without a place: ${day}`),
    ];
  },
};

export const seatsAsPlaced: Invariant = {
  name: 'seats-as-placed',
  promise: 'Each seat that is filled has one person who accepted it, and nobody holds two seats of a review.',
  find: ({ reviews }) => reviews.flatMap(seatsThatDiffer),
};

function seatsThatDiffer(known: KnownReview): readonly string[] {
  const { about, day1 } = known.review;
  const held = heldPlaces(known);
  const filled = known.seats.filter(({ status }) => status === 'filled');
  const places = new Set(held.map(({ seat, person }) => `${seat} ${person}`));
  const seats = new Set(filled.map(({ seat, person }) => `${seat} ${person}`));
  const people = held.map(({ person }) => person);
  return [
    ...[...seats].filter((one) => !places.has(one)).map((one) => `${about}: ${one} has not accepted`),
    ...held
      .filter(({ seat, person }) => !seats.has(`${seat} ${person}`))
      .map(({ seat, person }) => `${about}: ${person} accepted ${seat}, which is not theirs`),
    ...people.filter((one, index) => people.indexOf(one) < index).map((one) => `${about}: ${one} has two seats`),
    ...held.filter((one) => one.day1 !== day1).map((one) => `${about}: ${one.person} accepted for ${one.day1}`),
  ];
}

export const ledgersAsPlaced: Invariant = {
  name: 'ledgers-as-placed',
  promise: 'A ledger counts the places that a school was offered, accepted and kept, each once.',
  find(ending) {
    const counted = countPlaces(ending);
    for (const { member, year } of ending.ledgers) {
      const key = `${member} in ${year}`;
      if (!counted.has(key)) counted.set(key, { offered: 0, accepted: 0, done: 0 });
    }
    const ledgers = new Map(ending.ledgers.map((row) => [`${row.member} in ${row.year}`, row]));
    return [...counted].flatMap(([key, counts]) => {
      const { offered = 0, accepted = 0, done = 0 } = ledgers.get(key) ?? {};
      const differ = Object.entries({ offered, accepted, done }).filter(
        ([what, count]) => counts[what as keyof Counts] !== count,
      );
      return differ.map(([what, count]) => `${key}: ${what} is ${count}, not ${counts[what as keyof Counts]}`);
    });
  },
};

interface Counts {
  offered: number;
  accepted: number;
  done: number;
}

/** Reviewers' places by the school that gives them; lead reviewers and independent people are in no ledger. */
function countPlaces({ reviews }: EndingIndex): Map<string, Counts> {
  const counted = new Map<string, Counts>();
  for (const { placements, decisions } of reviews) {
    const invitations = new Map<string, number>();
    for (const { question, turn, subject, person } of decisions) {
      if (question !== 'invite') continue;
      const key = `${turn} ${subject} ${person}`;
      invitations.set(key, (invitations.get(key) ?? 0) + 1);
    }
    for (const place of placements) {
      const { organisation = 'independent', kind, status, turn, seat, person, year, invitedAt, plannedAt } = place;
      if (kind === 'lead' || organisation === 'independent') continue;
      const key = `${organisation} in ${year}`;
      const counts = counted.get(key) ?? { offered: 0, accepted: 0, done: 0 };
      const wasOnlyPlanned = plannedAt !== undefined && plannedAt === invitedAt;
      if (status !== 'planned' && !wasOnlyPlanned)
        counts.offered += Math.max(1, invitations.get(`${turn} ${seat} ${person}`) ?? 0);
      if (isHeld(place)) counts.accepted += 1;
      if (status === 'done') counts.done += 1;
      counted.set(key, counts);
    }
  }
  return counted;
}
