import type { PlayedYears } from './played-years.ts';
import { teamOf } from './team-of.ts';

/** Whoever reviewed the school last year does not come again, though it has another number by then. */
export function lastYearsTeam(years: PlayedYears): void {
  years.inTheEnd(async () => {
    for (const [number, year] of years.years.entries()) {
      const before = years.years[number - 1];
      if (before === undefined) continue;
      const last = new Set((await teamOf(years.store, years.about(before))).map(({ person }) => person));
      const team = await teamOf(years.store, years.about(year));
      years.mustHold(
        year,
        `Nobody of last year's team is among the ${team.length} of this year's.`,
        team.length > 0 && !team.some(({ person }) => last.has(person)),
      );
    }
  });
}
