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

const KILOMETRES_A_MILE = 1.609344;

/** The nearest whole number of miles: people read and write miles, and the table has kilometres, as the register's grid. */
export const milesOf = (kilometres: number): number => Math.round(kilometres / KILOMETRES_A_MILE);

/** The nearest whole number of kilometres, whose miles are those again. */
export const kilometresOf = (miles: number): number => Math.round(miles * KILOMETRES_A_MILE);

/** '34 miles' of 55 kilometres. */
export function milesInWords(kilometres: number): string {
  const miles = milesOf(kilometres);
  return miles === 1 ? '1 mile' : `${miles} miles`;
}

/** '34 miles', 'less than 1 mile', 'distance not known'. */
export function distanceInWords(kilometres: number | undefined): string {
  if (kilometres === undefined) return 'distance not known';
  return kilometres < KILOMETRES_A_MILE ? 'less than 1 mile' : milesInWords(kilometres);
}
