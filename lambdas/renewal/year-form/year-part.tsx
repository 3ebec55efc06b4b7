/** The year itself as a part of its form: its first and last day, holidays, terms, and its few numbers. */
import { dateOf } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { breakLines } from '../../pages/date-lines.ts';
import type { FormFields, FormState, ParsedForm } from '../../pages/kit.ts';
import type { PartnershipYear } from '../../settings/partnership-year.ts';
import { termLines } from '../year-lines.ts';
import { Folded, linesOf, numberField } from './fields.tsx';
import { checkedYear, withLines } from './year-checks.ts';

const NUMBERS = ['registrationsADay', 'wantedMonthsAhead', 'confirmNextWorkingDays'] as const;

/** The part of a form that is the year itself. */
export interface YearPart {
  readonly values: FormFields;
  show(form: FormState): React.ReactNode;
  read(fields: FormFields): ParsedForm<PartnershipYear>;
}

/** @param before the year that this one follows. */
export function yearPart(year: PartnershipYear, before: PartnershipYear): YearPart {
  const form = fieldsOf({
    starts: dateOf({ label: 'First day', what: 'the first day of the year' }),
    ends: dateOf({ label: 'Last day', what: 'the last day of the year' }),
    renewalOpens: dateOf({
      label: 'Renewal opens',
      what: 'the day on which renewal opens',
      hint: 'The morning on which heads are asked. If you change it, tell a developer: the same day is set when the product is deployed.',
    }),
    breaks: linesOf('School holidays', 'the school holidays', {
      hint: 'The usual ones in England, for schools that gave none of their own. A line each, from the opening of the renewal to the Christmas after the year’s end.',
      rows: 14,
    }),
    terms: linesOf('Terms', 'the terms', {
      hint: 'A line each: first and last day, when reviewers are asked when they cannot, and when the teams are planned.',
      rows: 6,
    }),
    registrationsADay: numberField('Forms of newcomers taken in a day'),
    wantedMonthsAhead: numberField('Months before its renewal at which the year after this one is missed'),
    confirmNextWorkingDays: numberField('Working days in which you confirm the year after this one'),
  });
  return {
    values: {
      starts: year.starts,
      ends: year.ends,
      renewalOpens: year.renewalOpens,
      breaks: breakLines(year.termBreaks),
      terms: termLines(year.terms),
      registrationsADay: String(year.registrationsADay),
      wantedMonthsAhead: String(year.wantedMonthsAhead),
      confirmNextWorkingDays: String(year.confirmNextWorkingDays),
    },
    show: (state) => (
      <>
        {form.show(['starts', 'ends', 'renewalOpens', 'breaks', 'terms'], state)}
        <Folded summary="About the year itself" names={NUMBERS} form={state}>
          {form.show(NUMBERS, state)}
        </Folded>
      </>
    ),
    read(fields) {
      const read = form.read(fields);
      const wanted = read.ok ? withLines({ year: year.year, ...read.value }, year) : read;
      return wanted.ok ? checkedYear(wanted.value, before) : wanted;
    },
  };
}
