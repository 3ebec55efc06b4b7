/** What is wrong with the dates and numbers of a year itself, by field, in words. */
import { addMonths, isWithin, longDate } from '../../calendar/dates.ts';
import { isWorkingDay } from '../../calendar/working-days.ts';
import { type ReadLines, readBreaks } from '../../pages/date-lines.ts';
import { type ParsedForm, WHOLE_FORM } from '../../pages/kit.ts';
import { whatIsWrong } from '../../settings/malformed.ts';
import { PartnershipYear } from '../../settings/partnership-year.ts';
import { yearTitle } from '../../settings/year-title.ts';
import { readTerms } from '../year-lines.ts';
import { asNumber } from './values.ts';

/** What was typed into lines, read; the first line that cannot be read is told under its field. */
export function withLines(
  typed: Readonly<Record<string, string>> & { readonly breaks: string; readonly terms: string },
  proposed: PartnershipYear,
): ParsedForm<Readonly<Record<string, unknown>>> {
  const { breaks, terms, registrationsADay, wantedMonthsAhead, confirmNextWorkingDays, ...rest } = typed;
  const lines = { breaks: readBreaks(breaks), terms: readTerms(terms, proposed.terms) };
  const errors = sentencesOf(lines);
  if (!lines.breaks.ok || !lines.terms.ok) return { ok: false, errors };
  return {
    ok: true,
    value: {
      ...rest,
      registrationsADay: asNumber(registrationsADay),
      wantedMonthsAhead: asNumber(wantedMonthsAhead),
      confirmNextWorkingDays: asNumber(confirmNextWorkingDays),
      termBreaks: lines.breaks.rows,
      terms: lines.terms.rows,
    },
  };
}

const sentencesOf = (lines: Readonly<Record<string, ReadLines<object>>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(lines).flatMap(([name, read]) => (read.ok ? [] : [[name, read.sentence]])));

const FIELD_OF_YEAR: Readonly<Record<string, string>> = { termBreaks: 'breaks' };

/** What each field of a year is called in sentences. */
const CALLED: Readonly<Record<string, string>> = {
  starts: 'The first day',
  ends: 'The last day',
  renewalOpens: 'The day on which renewal opens',
  breaks: 'School holidays',
  terms: 'Terms',
  registrationsADay: 'Forms of newcomers in a day',
  wantedMonthsAhead: 'Months before its renewal',
  confirmNextWorkingDays: 'Working days to confirm a year',
};

/** A year by the schema of its file, the year before and the calendar. */
export function checkedYear(
  raw: Readonly<Record<string, unknown>>,
  before: PartnershipYear,
): ParsedForm<PartnershipYear> {
  const read = PartnershipYear.safeParse(raw);
  if (!read.success) {
    const errors = read.error.issues.map((issue) => {
      const first = String(issue.path[0] ?? WHOLE_FORM);
      const field = FIELD_OF_YEAR[first] ?? first;
      return [field, whatIsWrong(issue, raw, CALLED[field] ?? field)];
    });
    return { ok: false, errors: Object.fromEntries(errors.toReversed()) };
  }
  const errors = amiss(read.data, before);
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, value: read.data };
}

/** A year that is longer by more than a month has a slip in it. */
const LONGEST_MONTHS = 13;

/** What no schema of one file can see: the year before, the calendar, and how far holidays have to be known. */
function amiss(year: PartnershipYear, before: PartnershipYear): Readonly<Record<string, string>> {
  const christmas = `${year.ends.slice(0, 4)}-12-25`;
  const { starts, ends, renewalOpens, termBreaks, terms } = year;
  const outside = terms.find(({ from, to }) => to < starts || from > ends);
  return {
    ...(starts.slice(0, 4) !== year.year && {
      starts: `The first day must be in ${year.year}, by which the year is named`,
    }),
    ...(ends > addMonths(starts, LONGEST_MONTHS) && {
      ends: `The last day must be within ${LONGEST_MONTHS} months of the first, by ${longDate(addMonths(starts, LONGEST_MONTHS))}`,
    }),
    ...(outside && {
      terms: `Terms must lie in the year: ${outside.name} is ${longDate(outside.from)} to ${longDate(outside.to)}`,
    }),
    ...(starts <= before.ends && {
      starts: `The first day must be after the last day of ${yearTitle(before)}, ${longDate(before.ends)}`,
    }),
    ...(renewalOpens <= before.renewalOpens && {
      renewalOpens: `Renewal must open later than that of ${yearTitle(before)}, on ${longDate(before.renewalOpens)}`,
    }),
    ...(!isWorkingDay(renewalOpens, termBreaks) && {
      renewalOpens: `Renewal must open on a working day, and ${longDate(renewalOpens)} is none: see the holidays below`,
    }),
    ...(!termBreaks.some((one) => isWithin(christmas, one)) && {
      breaks: `School holidays must reach to the Christmas after the year’s end: add a line with ${longDate(christmas)}`,
    }),
  };
}
