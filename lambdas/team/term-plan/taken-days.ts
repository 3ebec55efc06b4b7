import { visitDays } from '../../calendar/working-days.ts';
import type { Placement } from '../../store/store.ts';
import { goes } from '../host-facts.ts';

/** The days on which each person is on a visit, asked for one or planned for one, those of `reviews` not counted. */
export function takenDays(
  placements: readonly Placement[],
  reviews: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const taken = new Map<string, Set<string>>();
  for (const placement of placements) {
    if (!goes(placement) || reviews.has(placement.about)) continue;
    const days = taken.get(placement.person) ?? new Set();
    for (const day of visitDays(placement.day1)) days.add(day);
    taken.set(placement.person, days);
  }
  return taken;
}
