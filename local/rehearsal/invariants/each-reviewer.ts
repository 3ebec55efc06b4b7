/** Everybody in a team, one after the other, for the rules that look at each. */
import type { Member, Person, Placement } from '../../../lambdas/store/entities.ts';
import type { EndingIndex, KnownReview } from './ending-index.ts';
import type { Invariant } from './invariant.ts';
import { heldPlaces } from './places.ts';

/** Somebody in a team, with what is known of them and of the host. */
export interface Reviewer {
  readonly known: KnownReview;
  readonly place: Placement;
  /** Nothing where the row of the person is gone. */
  readonly person: Person | undefined;
  /** The school that they worked for when they were asked. */
  readonly school: Member | undefined;
  readonly host: Member | undefined;
  /** The host with what it followed, and what followed it. */
  readonly family: ReadonlySet<string>;
}

/** An invariant that looks at each person of each team; `breaks` says in ids what is wrong, or nothing. */
export const ofEachReviewer = (
  name: string,
  promise: string,
  breaks: (reviewer: Reviewer, ending: EndingIndex) => string | undefined,
): Invariant => ({
  name,
  promise,
  find: (ending) =>
    ending.reviews.flatMap((known) =>
      teamOf(known, ending).flatMap((reviewer) => {
        const wrong = breaks(reviewer, ending);
        const { about, person, seat } = reviewer.place;
        return wrong === undefined ? [] : [`${person} on ${about}/${seat}: ${wrong}`];
      }),
    ),
});

function teamOf(known: KnownReview, ending: EndingIndex): readonly Reviewer[] {
  const host = known.review.goesOnAt ?? known.review.host;
  const family = new Set([...ending.family(known.review.host), ...ending.family(host)]);
  return heldPlaces(known).map((place) => ({
    ...{ known, place, family },
    host: ending.members.get(host),
    person: ending.people.get(place.person),
    school: ending.members.get(place.organisation ?? ''),
  }));
}

/** Of a host that has joined another trust since its review began nothing is found: who is in its team then is told to the central team. */
export function trustThen({ review }: KnownReview, host: Member | undefined): string | undefined {
  if (host?.kind === 'trust') return host.member;
  return review.trust === host?.trust ? host?.trust : undefined;
}
