/** Something that lies somewhere, metres on the British National Grid. */
interface Placed {
  readonly easting: number;
  readonly northing: number;
}

/**
 * Groups of neighbours of about `size` each. The area is halved again and again across its longer side, so that every group
 * is compact and none is much larger than another; equal input gives equal groups.
 */
export function neighbours<T extends Placed>(places: readonly T[], size: number): T[][] {
  const groups = Math.max(1, Math.round(places.length / size));
  return split([...places], groups).filter((group) => group.length > 0);
}

function split<T extends Placed>(places: T[], groups: number): T[][] {
  if (groups <= 1) return [places];
  const width = extent(places, 'easting');
  const height = extent(places, 'northing');
  const axis = width > height ? 'easting' : 'northing';
  places.sort((a, b) => a[axis] - b[axis]);
  const first = Math.floor(groups / 2);
  const middle = Math.round((places.length * first) / groups);
  return [...split(places.slice(0, middle), first), ...split(places.slice(middle), groups - first)];
}

function extent(places: readonly Placed[], axis: keyof Placed): number {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const place of places) {
    least = Math.min(least, place[axis]);
    most = Math.max(most, place[axis]);
  }
  return most - least;
}
