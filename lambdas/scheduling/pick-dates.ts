import { mondayOf } from '../calendar/dates.ts';
import { nearestFirst } from '../calendar/nearest-weeks.ts';
import { type DateRules, firstDaysOf, keepsRules, possibleWeeks, rulesAbout } from './date-rules.ts';
import type { Met } from './review-dates.ts';

/** What is known of what the host would like. */
export interface DatePreferences {
  /** The first day that the host proposed in place of the last offer. */
  readonly proposal?: string | undefined;
  /** Mondays, the best first. */
  readonly windows: readonly string[];
  /** The Monday of the week that was hoped for from the beginning. */
  readonly target: string;
  /** Mondays of weeks that were offered and not agreed. */
  readonly refused: readonly string[];
}

export interface PickedDates {
  readonly day1: string;
  readonly week: string;
  readonly met: Met;
}

/**
 * The best dates that keep every rule, in a week that has room: the host's proposal, the weeks it ranked in their order,
 * then the week nearest to the one hoped for; where the year has none
 * with room, the first week after it. A week that was refused is not offered again, unless the host proposes days
 * in it. Nothing when no such dates exist.
 *
 * @param after the rules of the first weeks after the year.
 * @param isFull whether a week, by its Monday, holds as many reviews as it can.
 */
export function pickDates(
  preferences: DatePreferences,
  rules: DateRules,
  isFull: (week: string) => boolean,
  after?: DateRules,
): PickedDates | undefined {
  const { proposal, windows, target, refused } = preferences;
  const about = (day: string): DateRules => (after ? rulesAbout(day, rules, after) : rules);
  if (proposal !== undefined && keepsRules(proposal, about(proposal)) && !isFull(mondayOf(proposal))) {
    return { day1: proposal, week: mondayOf(proposal), met: { wish: 'proposal' } };
  }
  const candidates: { readonly week: string; readonly met: Met }[] = [
    ...windows.map((week, index) => ({ week, met: { wish: 'window', rank: index + 1 } as const })),
    ...nearestFirst(possibleWeeks(rules), target).map((week) => ({
      week,
      met: { wish: 'near', week: target } as const,
    })),
    ...(after ? possibleWeeks(after) : []).map((week) => ({ week, met: { wish: 'near', week: target } as const })),
  ];
  for (const { week, met } of candidates) {
    const [day1] = firstDaysOf(week, about(week));
    if (day1 !== undefined && !refused.includes(week) && !isFull(week)) return { day1, week, met };
  }
  return undefined;
}
