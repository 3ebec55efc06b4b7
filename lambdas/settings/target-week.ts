import { addDays, addWeeks, type DateRange, mondayOf } from '../calendar/dates.ts';
import { isVisitWindow } from '../calendar/working-days.ts';
import type { ProgrammeSettings } from './programme-settings.ts';

/** The Mondays of the weeks from `from` to `to` in which a visit of three days fits. */
export function visitWeeks(from: string, to: string, breaks: readonly DateRange[] = []): string[] {
  const weeks: string[] = [];
  for (let week = mondayOf(from); week <= to; week = addWeeks(week, 1)) {
    if (possibleFirstDays(week, from, to, breaks).length > 0) weeks.push(week);
  }
  return weeks;
}

/** A visit of three days begins on a Monday, Tuesday or Wednesday: later in the week it would cross the weekend. */
function possibleFirstDays(week: string, from: string, to: string, breaks: readonly DateRange[]): string[] {
  return [0, 1, 2]
    .map((offset) => addDays(week, offset))
    .filter((day) => day >= from && day <= to && isVisitWindow(day, breaks));
}

/**
 * The Monday of the week in which a host without a slot of last year is hoped to have its visit [D]. Hosts are spread over
 * the parts of the year by their shares and evenly within a part, always alike for the same host. It is a hope: dates are
 * fixed with the host, and the week's capacity is guarded then.
 *
 * Throws a RangeError when no week of any part can hold a visit.
 */
export function targetWeek(
  host: string,
  settings: Pick<ProgrammeSettings, 'scheduling'>,
  breaks: readonly DateRange[] = [],
): string {
  const parts = settings.scheduling.targetWeeks;
  const spot = fraction(host) * parts.reduce((sum, part) => sum + part.share, 0);
  let upTo = 0;
  const chosen = parts.findIndex((part) => {
    upTo += part.share;
    return spot < upTo;
  });
  // A part without a possible week, such as one inside the host's own break, passes its hosts on to the next.
  for (const part of [...parts.slice(chosen), ...parts.slice(0, chosen)]) {
    const weeks = visitWeeks(part.from, part.to, breaks);
    const week = weeks[Math.floor(fraction(`week of ${host}`) * weeks.length)];
    if (week) return week;
  }
  throw new RangeError('No week of scheduling.targetWeeks can hold a visit of three days: check dates and breaks.');
}

/** A number from 0 to below 1 that is always the same for the same text (FNV-1a, mixed so that neighbours fall apart). */
function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
