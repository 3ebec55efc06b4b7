/** The days without school that a head gives with the year's agreement: a line each, filled in with what is known. */
import { type DateRange, dayMonthYear } from '../calendar/dates.ts';
import { breakLines, readLines } from '../pages/date-lines.ts';
import { breaksWithOwn, leaveRoom, ownNextYear, usualBreaks, whyNoOwnBreak } from '../settings/own-breaks.ts';
import type { PartnershipYear } from '../settings/partnership-year.ts';
import type { Member, Membership } from '../store/store.ts';

type Kept = Pick<Membership, 'termBreaks'> | undefined;

const keptOf = (membership: Kept): readonly DateRange[] | undefined =>
  membership?.termBreaks as readonly DateRange[] | undefined;

/** A member's days without school: what it gave for the year; else the year's usual ones. */
export function breaksOfMember(member: Member, membership: Kept, year: PartnershipYear): readonly DateRange[] {
  const kept = keptOf(membership);
  if (kept) return breaksWithOwn(kept, year);
  return member.termBreaks?.length ? member.termBreaks : year.termBreaks;
}

/** What the form begins with: what was given for the year, else last year's a year later, else the usual ones. */
export function daysBegunWith(
  now: Kept,
  before: Kept,
  year: PartnershipYear,
): { readonly lines: string; readonly are: 'own' | 'last-years' | 'usual' } {
  const [own, last] = [keptOf(now), keptOf(before)];
  if (own) return { lines: breakLines(own), are: 'own' };
  if (last) return { lines: breakLines(ownNextYear(last, year)), are: 'last-years' };
  return { lines: breakLines(usualBreaks(year)), are: 'usual' };
}

/** A school's own days, as they are kept. */
export interface OwnDays {
  readonly from: string;
  readonly to: string;
  readonly reason?: string;
}

/** More lines than a school has days to give in a year. */
const MOST_LINES = 60;

export type ReadDays =
  /** `own` is nothing where the usual ones count. */
  | { readonly ok: true; readonly own: readonly OwnDays[] | undefined }
  | { readonly ok: false; readonly sentence: string };

/** What was typed. Nothing at all, and the usual breaks as they stand, mean the year's settings, whatever these become. */
export function readDays(text: string, year: PartnershipYear): ReadDays {
  const wanted = `one date or two, such as 23 Oct ${year.starts.slice(0, 4)}, inset day`;
  const read = readLines<OwnDays>(text, [1, 2], wanted, ([from = '', to = from], { after }) => {
    const range = { from, to, ...(after !== '' && { reason: after }) };
    const wrong = whyNoOwnBreak(range, year);
    return wrong?.endsWith('the year')
      ? `${wrong}: ${dayMonthYear(year.starts)} to ${dayMonthYear(year.ends)}`
      : (wrong ?? range);
  });
  if (!read.ok) return read;
  const { rows } = read;
  if (rows.length > MOST_LINES) return { ok: false, sentence: `Give at most ${MOST_LINES} lines` };
  if (rows.length === 0 || breakLines(rows) === breakLines(usualBreaks(year))) return { ok: true, own: undefined };
  return leaveRoom(rows, year)
    ? { ok: true, own: rows.toSorted((a, b) => a.from.localeCompare(b.from)) }
    : { ok: false, sentence: 'These days leave no three school days in a row in any week of the year' };
}
