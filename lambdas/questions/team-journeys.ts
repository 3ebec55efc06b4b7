/** From where the people of a review's team travel to its host, for whoever may know the team. */
import { distanceInWords, kilometresBetween } from '../members/distance.ts';
import { hostOf } from '../members/lineage.ts';
import type { Member, ReviewAtHand, Store } from '../store/store.ts';
import { membersNamed } from '../store/week-reads.ts';

/** Metres on the British National Grid. */
interface GridPlace {
  readonly easting: number;
  readonly northing: number;
}

export interface TeamJourneys {
  readonly host: GridPlace | undefined;
  /** The host's postcode, by which a map finds the way. */
  readonly postcode: string | undefined;
  readonly schools: readonly {
    /** A school or trust that somebody of the team works for. */
    readonly name: string;
    /** As the crow flies: '12 miles'. */
    readonly distance: string;
    readonly kilometres: number | undefined;
    /** The middle of the square of 5 km that it is in. */
    readonly place: GridPlace | undefined;
  }[];
}

/**
 * The schools that the team comes from, the nearest first: one batch. Where somebody lives is nobody's business, so who belongs to no school is left out.
 */
export async function readTeamJourneys(
  { review, seats }: Pick<ReviewAtHand, 'review' | 'seats'>,
  store: Store,
): Promise<TeamJourneys> {
  const hostId = hostOf(review);
  const from = seats.flatMap(({ status, organisation }) => (status === 'filled' && organisation ? [organisation] : []));
  const members = await membersNamed(store, [hostId, ...from]);
  const host = members.find(({ member }) => member === hostId);
  const schools = members
    .filter(({ member }) => from.includes(member))
    .map((school) => {
      const kilometres = host && kilometresBetween(school, host);
      return { name: school.name, distance: distanceInWords(kilometres), kilometres, place: squareOf(school) };
    })
    .toSorted((a, b) => (a.kilometres ?? Number.MAX_VALUE) - (b.kilometres ?? Number.MAX_VALUE));
  return { host: host && placeOf(host), postcode: host?.postcode, schools };
}

function placeOf({ easting, northing }: Pick<Member, 'easting' | 'northing'>): GridPlace | undefined {
  return easting === undefined || northing === undefined ? undefined : { easting, northing };
}

/** Metres: as coarse as the places of a plan of teams. */
const SQUARE = 5000;

function squareOf(school: Pick<Member, 'easting' | 'northing'>): GridPlace | undefined {
  const place = placeOf(school);
  const middle = (metres: number): number => Math.floor(metres / SQUARE) * SQUARE + SQUARE / 2;
  return place && { easting: middle(place.easting), northing: middle(place.northing) };
}
