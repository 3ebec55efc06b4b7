/** What each member owed the network, and what it gave. */
import type { EndingIndex } from '../invariants/ending-index.ts';

export interface PlacementFigures {
  readonly years: readonly YearOfPlacements[];
}

export interface YearOfPlacements {
  readonly year: string;
  readonly owed: number;
  /** Places accepted and not given back. */
  readonly given: number;
  /** By member, its URN or the id of a trust; first those that owe most. */
  readonly members: readonly {
    readonly member: string;
    /** With what was left over from the year before, below 0 where it gave more. */
    readonly owed: number;
    readonly given: number;
  }[];
}

/** @param years the years that were played */
export function placementFigures({ ledgers }: EndingIndex, years: readonly string[]): PlacementFigures {
  return {
    years: years.map((year) => {
      const members = ledgers
        .filter((ledger) => ledger.year === year)
        .map(({ member, owed = 0, carried = 0, accepted = 0 }) => ({ member, owed: owed + carried, given: accepted }))
        .sort((a, b) => b.owed - b.given - (a.owed - a.given) || (a.member < b.member ? -1 : 1));
      const sum = (of: (one: (typeof members)[number]) => number): number =>
        members.reduce((total, one) => total + of(one), 0);
      return { year, owed: sum(({ owed }) => owed), given: sum(({ given }) => given), members };
    }),
  };
}
