/** In which week of a partnership year a member is hoped to have its review. Pure; the guard of capacity comes later. */
import { addWeeks, type DateRange, mondayOf } from '../calendar/dates.ts';
import { nearestFirst } from '../calendar/nearest-weeks.ts';
import { weeksAfterYear } from '../settings/after-year.ts';
import type { PartnershipYear } from '../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import { targetWeek, visitWeeks } from '../settings/target-week.ts';
import { later } from './subscription-clock.ts';

/** A year has the same weeks as the one before, 52 weeks on. */
const WEEKS_OF_A_YEAR = 52;

export interface HopedWeek {
  readonly host: string;
  /** A day of last year's visit, or the week that was hoped for. None: the member had no review last year. */
  readonly lastYear?: string | undefined;
  readonly year: Pick<PartnershipYear, 'starts' | 'ends' | 'termBreaks'>;
  /** No visit is hoped for before this London date. */
  readonly earliest: string;
  readonly settings: Pick<ProgrammeSettings, 'scheduling'>;
  readonly breaks: readonly DateRange[];
}

/**
 * The Mondays of all weeks in which the visit could be, the best first: the same week of the year as last year's, or a
 * week drawn for the host by the settings' target weeks, then the others by their distance from it. Where the year has none left,
 * the first weeks after it, the soonest first; empty when those are over too.
 */
export function hopedWeeks(hoped: HopedWeek): readonly string[] {
  const { year, earliest, breaks } = hoped;
  const weeks = visitWeeks(later(earliest, year.starts), year.ends, breaks);
  if (weeks.length === 0) return weeksAfterYear(earliest, year, hoped.settings, breaks);
  const best = hoped.lastYear === undefined ? drawnWeek(hoped) : addWeeks(mondayOf(hoped.lastYear), WEEKS_OF_A_YEAR);
  return best === undefined ? weeks : nearestFirst(weeks, best);
}

/** Only what is left of the target weeks is drawn from, so that those who join late are spread as well. */
function drawnWeek({ host, earliest, settings, breaks }: HopedWeek): string | undefined {
  const left = settings.scheduling.targetWeeks
    .filter((part) => part.to >= earliest)
    .map((part) => ({ ...part, from: later(part.from, earliest) }))
    .filter((part) => visitWeeks(part.from, part.to, breaks).length > 0);
  if (left.length === 0) return undefined;
  return targetWeek(host, { scheduling: { ...settings.scheduling, targetWeeks: left } }, breaks);
}
