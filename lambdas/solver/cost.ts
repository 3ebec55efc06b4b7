/** What a plan costs, in whole points: the soft rules of domain.md, 'Team rules', with the season's own weights [D]. */

import { kilometresBetween } from '../members/distance.ts';
import { relatedPhases } from '../members/phase.ts';
import type { SeasonSettings } from '../settings/season-settings.ts';
import type { SeasonPerson, SeasonReview } from './instance.ts';

/** Points of one person on one review: the way, a night away, the match of phases, a change of what was planned before. */
export function pairPoints(person: SeasonPerson, review: SeasonReview, points: SeasonSettings): number {
  const changed = review.before !== undefined && !review.before.includes(person.person) ? points.changed : 0;
  return distancePoints(person, review, points) + phasePoints(person, review, points) + changed;
}

function distancePoints(person: SeasonPerson, review: SeasonReview, points: SeasonSettings): number {
  const km = kilometresBetween(person, review);
  if (km === undefined) return points.unknownDistance;
  const band = points.distance.find(({ upToKm }) => km <= upToKm)?.points ?? points.farther;
  return band + (km > person.maxDistanceKm ? points.night : 0);
}

function phasePoints({ phases }: SeasonPerson, { phase }: SeasonReview, points: SeasonSettings): number {
  if (phase === undefined || phases.length === 0 || phases.includes(phase)) return 0;
  return relatedPhases[phase].some((one) => phases.includes(one)) ? points.relatedPhase : points.otherPhase;
}

const triangle = (count: number): number => (count * (count + 1)) / 2;

/** Points for everything that a person has on this year, reviews outside of the plan included. Convex. */
export const loadPoints = (reviews: number, points: SeasonSettings): number =>
  reviews < 2 ? 0 : points.load * triangle(reviews - 1);

/** Points for what a school owes and has given when all is planned. Convex. */
export const ledgerPoints = (owed: number, given: number, points: SeasonSettings): number =>
  given <= owed ? points.stillOwed * triangle(owed - given) : points.beyondOwed * triangle(given - owed);

/** Who counts as a team's serving head. A head on a first review is there to learn, and does not. */
export const isExperiencedHead = ({ head, firstTimer }: SeasonPerson): boolean => head && !firstTimer;
