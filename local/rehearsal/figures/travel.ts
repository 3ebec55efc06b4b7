/** How far people travelled. */
import { kilometresBetween, milesOf } from '../../../lambdas/members/distance.ts';
import type { EndingIndex } from '../invariants/ending-index.ts';
import { heldPlaces } from '../invariants/places.ts';
import { type Band, inBands, type Spread, spreadOf } from './spread.ts';

export interface TravelFigures {
  /** Miles one way in a straight line, of each place in a team whose two ends are known. */
  readonly miles: Spread;
  readonly inBands: readonly Band[];
  /** Of all of them together, one way. */
  readonly total: number;
  /** Places of which one end is not known. */
  readonly unknown: number;
}

const MILES = [10, 20, 30, 50, 80];

export function travelFigures(index: EndingIndex): TravelFigures {
  const distances = index.reviews
    .filter(({ review }) => review.status !== 'cancelled')
    .flatMap((known) =>
      heldPlaces(known).map(({ person, host }) => {
        const from = index.people.get(person);
        const to = index.members.get(host);
        return from && to ? kilometresBetween(from, to) : undefined;
      }),
    );
  const miles = distances.flatMap((kilometres) => (kilometres === undefined ? [] : [milesOf(kilometres)]));
  return {
    miles: spreadOf(miles),
    inBands: inBands(miles, MILES),
    total: miles.reduce((sum, one) => sum + one, 0),
    unknown: distances.length - miles.length,
  };
}
