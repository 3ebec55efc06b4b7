/** What the year after one begins with: everything of this year, with its dates moved by the school calendar. */
import { bankHolidayYears } from '../calendar/bank-holidays.ts';
import { addMonths, type DateRange, dayMonthYear } from '../calendar/dates.ts';
import { breakNextYear, edgeNextYear, inNextSchoolYear, sameWorkingDayOfMonth } from '../calendar/school-calendar.ts';
import { workingDayAtOrAfter } from '../calendar/working-days.ts';
import type { PartnershipYear, Term } from './partnership-year.ts';
import type { ProgrammeSettings } from './programme-settings.ts';
import { titleByName, yearTitle } from './year-title.ts';

/** The name of the year that follows: '2028' after '2027'. */
export const yearAfter = (year: string): string => String(Number(year) + 1);

/**
 * Why a year cannot be reckoned with: its last reviews are followed up in the calendar year after the one in which it ends, and
 * until then working days have to be told.
 */
export function whyNotReckoned(year: string): string | undefined {
  const last = Number(year) + 2;
  if (last <= bankHolidayYears.last) return undefined;
  return (
    `The bank holidays of ${last} are not known yet (they are until ${bankHolidayYears.last}), and reviews of ${titleByName(year)} are followed up ` +
    'until then. Have a developer widen the years in scripts/bank-holidays.ts first.'
  );
}

/**
 * The year after a year: first and last day on the same date, renewal on the same working day of its month, breaks and terms in
 * the same weeks of the school year. Breaks that this year has already of the next one's time are taken as they are.
 *
 * @throws RangeError beyond the bank holidays that are known, see `whyNotReckoned`.
 */
export function yearAfterThis(now: PartnershipYear): PartnershipYear {
  const renewalOpens = sameWorkingDayOfMonth(now.renewalOpens);
  const termBreaks = breaksAfter(now.termBreaks, renewalOpens);
  const working = (day: string): string => workingDayAtOrAfter(inNextSchoolYear(day), termBreaks);
  const term = (one: Term): Term => ({
    ...one,
    from: edgeNextYear({ day: one.from, is: 'first' }, now.termBreaks, termBreaks),
    to: edgeNextYear({ day: one.to, is: 'last' }, now.termBreaks, termBreaks),
    asksOn: working(one.asksOn),
    plansOn: working(one.plansOn),
  });
  return {
    ...now,
    year: yearAfter(now.year),
    starts: addMonths(now.starts, 12),
    ends: addMonths(now.ends, 12),
    renewalOpens,
    termBreaks,
    terms: now.terms.map(term),
  };
}

function breaksAfter(breaks: readonly DateRange[], renewalOpens: string): DateRange[] {
  const known = breaks.filter(({ to }) => to >= renewalOpens);
  const knownUntil =
    known
      .map(({ to }) => to)
      .toSorted()
      .at(-1) ?? '';
  const moved = breaks.map(breakNextYear).filter(({ from, to }) => from > knownUntil && to >= renewalOpens);
  return [...known, ...moved].toSorted((a, b) => a.from.localeCompare(b.from));
}

/**
 * What a programme begins the next year with, as its first version: the weeks in which visits are hoped for are moved, the
 * agreement names the next year and its days, and all else is as it is.
 */
export function settingsAfterThese(
  settings: ProgrammeSettings,
  now: PartnershipYear,
  next: PartnershipYear,
): ProgrammeSettings {
  const { agreement, scheduling } = settings;
  const renamed = renaming(now, next);
  return {
    ...settings,
    year: next.year,
    version: 1,
    agreement: { version: `${next.year}-1`, paragraphs: agreement.paragraphs.map(renamed) },
    scheduling: {
      ...scheduling,
      targetWeeks: scheduling.targetWeeks.map((part) => ({
        ...part,
        from: edgeNextYear({ day: part.from, is: 'first' }, now.termBreaks, next.termBreaks),
        to: edgeNextYear({ day: part.to, is: 'last' }, now.termBreaks, next.termBreaks),
      })),
    },
  };
}

/** Puts the name and the days of a year in the place of another's, each once: last year's last day may be in the year that is named. */
function renaming(now: PartnershipYear, next: PartnershipYear): (text: string) => string {
  const names = new Map([
    [dayMonthYear(now.starts), dayMonthYear(next.starts)],
    [dayMonthYear(now.ends), dayMonthYear(next.ends)],
    [yearTitle(now), yearTitle(next)],
    [now.year, next.year],
  ]);
  const any = new RegExp([...names.keys()].map((name) => `\\b${name}\\b`).join('|'), 'g');
  return (text) => text.replace(any, (name) => names.get(name) ?? name);
}
