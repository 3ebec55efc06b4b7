/** From how many placements on a school is far from its share. */
export const FAR_OFF = 2;

/** A list of 500 schools says nothing: so many of either side are named. */
export const MOST_NAMED = 30;

/** What a school owes in a year, and what it gives once a plan is carried out. */
interface Share {
  readonly name: string;
  readonly owed: number;
  readonly given: number;
}

/** Schools that give more than they owe, and schools that still owe several; those farthest from their share first. */
export function farOff<School extends Share>(
  schools: readonly School[],
): { readonly beyond: readonly School[]; readonly behind: readonly School[] } {
  const sorted = schools.toSorted(
    (a, b) => Math.abs(b.given - b.owed) - Math.abs(a.given - a.owed) || (a.name < b.name ? -1 : 1),
  );
  return {
    beyond: sorted.filter(({ given, owed }) => given > owed),
    behind: sorted.filter(({ given, owed }) => owed - given >= FAR_OFF),
  };
}
