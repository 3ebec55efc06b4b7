/** The cases of a season while they are told apart, and the document that is made of them. */
import type { Multipliers, SchoolOnReview, SeasonCase } from './instance.ts';
import type { Point, Relaxation } from './relaxation.ts';

export interface CaseNode {
  /** Pairs that do not go. */
  readonly leftOut: ReadonlySet<number>;
  readonly depth: number;
  /** The solution without them, over the pairs that counted when it was solved. */
  point: Point;
  split?: { readonly swap: readonly [SchoolOnReview, SchoolOnReview]; readonly cases: readonly [CaseNode, CaseNode] };
}

export const leavesOf = (node: CaseNode): CaseNode[] => (node.split ? node.split.cases.flatMap(leavesOf) : [node]);

/** @param all the season's multipliers: a case names those of its own that differ. */
export function documentOf({ split, point }: CaseNode, relaxation: Relaxation, all: Multipliers): SeasonCase {
  if (!split) return { multipliers: differing(relaxation.multipliersOf(point), all) };
  const [one, other] = split.cases;
  return { swap: split.swap, cases: [documentOf(one, relaxation, all), documentOf(other, relaxation, all)] };
}

function differing(own: Multipliers, all: Multipliers): Omit<Multipliers, 'scale'> {
  return {
    reviews: rowsThatDiffer(own.reviews, all.reviews, (row) => ({ ...row, seat: 0, firstTimers: 0, head: 0 })),
    people: rowsThatDiffer(own.people, all.people, free),
    terms: rowsThatDiffer(own.terms, all.terms, free),
    weeks: rowsThatDiffer(own.weeks, all.weeks, free),
    schools: rowsThatDiffer(own.schools, all.schools, free),
    together: rowsThatDiffer(own.together, all.together, free),
  };
}

const free = <Row extends { readonly price: number }>(row: Row): Row => ({ ...row, price: 0 });

/** Rows with another price, and without one those that are not named any more. */
function rowsThatDiffer<Row>(own: readonly Row[], all: readonly Row[], without: (row: Row) => Row): Row[] {
  const text = (row: Row): string => JSON.stringify(row);
  const known = new Set(all.map(text));
  const named = new Set(own.map((row) => text(without(row))));
  const gone = all.filter((row) => !named.has(text(without(row)))).map(without);
  return [...own.filter((row) => !known.has(text(row))), ...gone];
}
