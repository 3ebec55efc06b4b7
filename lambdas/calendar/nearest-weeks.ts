import { daysBetween } from './dates.ts';

/** Weeks by their distance from `week`; of two that are equally far the later comes first, as it leaves more time. */
export function nearestFirst(weeks: readonly string[], week: string): string[] {
  const distance = (other: string) => Math.abs(daysBetween(week, other));
  return [...weeks].sort((a, b) => distance(a) - distance(b) || b.localeCompare(a));
}
