/** A plan on the map: where the reviews are, and who travels to them from where. */

import { kilometresBetween, milesOf } from '../../members/distance.ts';
import { type GridPlace, type Journey, JourneyMap, journeysByDistance } from '../../pages/charts/journey-map.tsx';
import { Details, Paragraph, SummaryList } from '../../pages/kit.ts';
import { counted } from './plan-words.ts';
import type { SeasonDocument } from './season-document.ts';

export interface PlanPlaces {
  readonly hosts: readonly GridPlace[];
  /** Of reviewers and leads whose place is known, as the crow flies. */
  readonly journeys: readonly Journey[];
}

/** From the document that a plan was made from; somebody's place in it is the middle of a square of 5 km where it may be a home. */
export function placesOf({ season, plan }: Pick<SeasonDocument, 'season' | 'plan'>): PlanPlaces {
  const placeOf = new Map(season.people.map((one) => [one.person, gridPlace(one)]));
  const hostOf = new Map(season.reviews.map((one) => [one.review, gridPlace(one)]));
  const going = [
    ...plan.placements,
    ...season.reviews.flatMap(({ review, fixed, lead }) =>
      [...fixed, ...(lead === undefined ? [] : [lead])].map((person) => ({ person, review })),
    ),
  ];
  return {
    hosts: [...hostOf.values()].filter((place) => place !== undefined),
    journeys: going.flatMap(({ person, review }): Journey[] => {
      const [from, to] = [placeOf.get(person), hostOf.get(review)];
      return from && to ? [{ from, to, miles: milesOf(kilometresBetween(from, to) ?? 0) }] : [];
    }),
  };
}

function gridPlace(one: { readonly easting?: number | undefined; readonly northing?: number | undefined }) {
  const { easting, northing } = one;
  return easting === undefined || northing === undefined ? undefined : { easting, northing };
}

/** The map, folded: a page of 157 reviews is long without it. Its numbers stand beneath it as a list. */
export function PlanMap({ hosts, journeys }: PlanPlaces) {
  if (hosts.length === 0) return null;
  const far = journeysByDistance(journeys).map(({ name, journeys: own }) => ({
    label: name,
    value: counted(own.length, 'journey', 'journeys'),
  }));
  const says = `Map of ${counted(hosts.length, 'review', 'reviews')} and who travels to them: ${far
    .map(({ label, value }) => `${value} ${label}`)
    .join(', ')}.`;
  return (
    <Details summary="The plan on a map">
      <JourneyMap says={says} hosts={hosts} journeys={journeys} />
      <SummaryList rows={far} />
      <Paragraph>As the crow flies. Coastline: Natural Earth, public domain.</Paragraph>
    </Details>
  );
}
