/** The rules that the three days of a visit keep (domain.md, stage 2). Pure. */
import { addDays, addWeeks, type DateRange, mondayOf } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { isVisitWindow, lastVisitDay } from '../calendar/working-days.ts';
import { afterYear, breaksAfterYear } from '../settings/after-year.ts';
import type { PartnershipYear } from '../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';

export interface DateRules {
  /** No visit begins before this London date. */
  readonly from: string;
  /** No visit ends after this London date. */
  readonly to: string;
  /** They are about the weeks after the partnership year. */
  readonly isAfterYear?: true;
  /** Days without school. */
  readonly breaks: readonly DateRange[];
  /** The host's days that are out. */
  readonly away: readonly DateRange[];
  /** On which day of its week a visit begins, the best first: 0 is a Monday. */
  readonly firstDays: readonly number[];
}

/** What a review's rules are made of. */
export interface RulesSource {
  readonly year: Pick<PartnershipYear, 'starts' | 'ends' | 'termBreaks'>;
  readonly settings: Pick<ProgrammeSettings, 'scheduling' | 'team'>;
  readonly breaks: readonly DateRange[];
}

/** Whether a visit can begin on `day1`: three school days in one week of the year, none of them out. */
export function keepsRules(day1: string, { from, to, breaks, away }: Omit<DateRules, 'firstDays'>): boolean {
  return day1 >= from && lastVisitDay(day1) <= to && isVisitWindow(day1, [...breaks, ...away]);
}

/** The days of the week of the Monday `week` on which a visit can begin, the best first. */
export const firstDaysOf = (week: string, rules: DateRules): string[] =>
  rules.firstDays.map((offset) => addDays(week, offset)).filter((day) => keepsRules(day, rules));

/** The Mondays of all weeks in which a visit can be. */
export function possibleWeeks(rules: DateRules): string[] {
  const weeks: string[] = [];
  for (let week = mondayOf(rules.from); week <= rules.to; week = addWeeks(week, 1)) {
    if (rules.firstDays.some((offset) => keepsRules(addDays(week, offset), rules))) weeks.push(week);
  }
  return weeks;
}

/** Dates that the network offers, or that a host proposes: so far off that a team can be found. */
export const offerRules = (at: string, away: readonly DateRange[], source: RulesSource): DateRules =>
  rulesFrom(source.settings.scheduling.leadMinimumWeeks, at, away, source);

/** The same in the first weeks after the year, for a review that finds no place in its own. It keeps its name and its year's settings. */
export const offerRulesAfterYear = (at: string, away: readonly DateRange[], source: RulesSource): DateRules =>
  inFirstWeeksAfter(source.settings.scheduling.leadMinimumWeeks, at, away, source);

/**
 * Weeks that a host ranks: far enough off that dates are fixed in good time. So late in the year that fewer are left than it is to
 * rank, weeks are taken that can just be offered; where none of them is left either, the first weeks after the year.
 */
export function windowRules(at: string, source: RulesSource): DateRules {
  const { fixedWeeksBefore, windowsToRank } = source.settings.scheduling;
  const inGoodTime = rulesFrom(fixedWeeksBefore, at, [], source);
  if (possibleWeeks(inGoodTime).length >= windowsToRank) return inGoodTime;
  const justInTime = offerRules(at, [], source);
  return possibleWeeks(justInTime).length > 0 ? justInTime : offerRulesAfterYear(at, [], source);
}

/** Dates that the central team sets: it may go closer, but invitations must still have their time. */
export const settlingRules = (at: string, source: RulesSource): DateRules =>
  rulesFrom(source.settings.team.inviteWeeksBefore, at, [], source);

/** The same in the weeks after the year. */
export const settlingRulesAfterYear = (at: string, source: RulesSource): DateRules =>
  inFirstWeeksAfter(source.settings.team.inviteWeeksBefore, at, [], source);

/** Those of two rules that are about a day: after the year or in it. */
export const rulesAbout = (day1: string, inYear: DateRules, after: DateRules): DateRules =>
  day1 > inYear.to ? after : inYear;

function rulesFrom(weeks: number, at: string, away: readonly DateRange[], source: RulesSource): DateRules {
  const { year, breaks, settings } = source;
  const soonest = addWeeks(londonDate(at), weeks);
  return { from: later(soonest, year.starts), to: year.ends, breaks, away, firstDays: settings.scheduling.firstDays };
}

function inFirstWeeksAfter(weeks: number, at: string, away: readonly DateRange[], source: RulesSource): DateRules {
  const { breaks, year, settings } = source;
  const inYear = rulesFrom(weeks, at, away, source);
  const { from, to } = afterYear(year, settings);
  return { ...inYear, from: later(inYear.from, from), to, breaks: breaksAfterYear(breaks, year), isAfterYear: true };
}

const later = (a: string, b: string): string => (a > b ? a : b);
