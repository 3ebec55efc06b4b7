/** A place on the British National Grid, in metres. Missing where the register has none. */
export interface Place {
  readonly easting?: number | undefined;
  readonly northing?: number | undefined;
}

/** Kilometres between two places as the crow flies; nothing when either place is unknown. */
export function kilometresBetween(one: Place, other: Place): number | undefined {
  if (one.easting === undefined || one.northing === undefined) return undefined;
  if (other.easting === undefined || other.northing === undefined) return undefined;
  return Math.hypot(one.easting - other.easting, one.northing - other.northing) / 1000;
}

/** '34 km', 'less than 1 km', 'distance not known'. */
export function distanceInWords(kilometres: number | undefined): string {
  if (kilometres === undefined) return 'distance not known';
  return kilometres < 1 ? 'less than 1 km' : `${Math.round(kilometres)} km`;
}
