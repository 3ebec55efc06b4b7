import { dayMonthYear, isWithin, longDate } from '../calendar/dates.ts';
import { isWorkingDay } from '../calendar/working-days.ts';
import { dateOf, longText, text } from '../forms/fields.tsx';
import { fieldsOf } from '../forms/form.tsx';
import { dateFields } from '../pages/date-fields.ts';
import { breakLines, type ReadLines, readBreaks } from '../pages/date-lines.ts';
import { Details, type FormFields, type FormState, type ParsedForm, Subheading, WHOLE_FORM } from '../pages/kit.ts';
import { PROGRAMMES, type Programme } from '../programmes/programmes.ts';
import { whatIsWrong } from '../settings/malformed.ts';
import { PartnershipYear } from '../settings/partnership-year.ts';
import { ProgrammeSettings } from '../settings/programme-settings.ts';
import { yearTitle } from '../settings/year-title.ts';
import { byProgramme, type WholeYear } from './proposed-year.ts';
import { partLines, readParts, readTerms, termLines } from './year-lines.ts';
import { NUMBERS, type NumberInWords } from './year-numbers.ts';

/** Lines of a year's dates are typed as text; more than this is none of ours. */
const LONGEST = 5000;

const PARAGRAPH = '\n\n';

/** The form of a year: what is shown and read, whose fields stand as they are proposed. */
export interface YearForm {
  readonly values: FormFields;
  show(form: FormState): React.ReactNode;
  /** Checked by the same schemas as the files. */
  read(fields: FormFields): ParsedForm<WholeYear>;
  /** The names of the fields in which a form differs from what was proposed. */
  corrected(fields: FormFields): readonly string[];
}

/** @param before the year that this one follows. */
export function yearForm({ year, programmes }: WholeYear, before: PartnershipYear): YearForm {
  const dates = fieldsOf({
    starts: dateOf({ legend: 'First day', what: 'the first day of the year' }),
    ends: dateOf({ legend: 'Last day', what: 'the last day of the year' }),
    renewalOpens: dateOf({
      legend: 'Renewal opens',
      what: 'the day on which renewal opens',
      hint: 'The morning on which heads are asked. It has to be the day in the schedule of the deployment.',
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
  const parts = byName((programme) => partOf(programme, programmes[programme]));

  const values: FormFields = {
    ...dateFields('starts', year.starts),
    ...dateFields('ends', year.ends),
    ...dateFields('renewalOpens', year.renewalOpens),
    breaks: breakLines(year.termBreaks),
    terms: termLines(year.terms),
    registrationsADay: String(year.registrationsADay),
    wantedMonthsAhead: String(year.wantedMonthsAhead),
    confirmNextWorkingDays: String(year.confirmNextWorkingDays),
    ...Object.assign({}, ...PROGRAMMES.map((programme) => parts[programme].values)),
  };

  return {
    values,
    show: (form) => (
      <>
        {dates.show(['starts', 'ends', 'renewalOpens', 'breaks', 'terms'], form)}
        {PROGRAMMES.map((programme) => (
          <div key={programme}>
            {!form.gather && <Subheading>{programmes[programme].name}</Subheading>}
            {parts[programme].show(form)}
          </div>
        ))}
        <Folded summary="About the year itself" names={YEAR_NUMBERS} form={form}>
          {dates.show(YEAR_NUMBERS, form)}
        </Folded>
      </>
    ),
    read(fields) {
      const read = dates.read(fields);
      const wanted = read.ok ? withLines({ year: year.year, ...read.value }, year) : read;
      const checked = wanted.ok ? checkedYear(wanted.value, before) : wanted;
      // What is wrong with a programme is told together with what is wrong with the year, which it is then held to as it was proposed.
      const settings = PROGRAMMES.map((programme) => {
        const part = parts[programme].read(fields);
        return part.ok ? part.value(checked.ok ? checked.value : year) : part;
      });
      const errors = Object.assign({}, ...[checked, ...settings].map((one) => (one.ok ? {} : one.errors)));
      if (!checked.ok || Object.keys(errors).length > 0) return { ok: false, errors };
      const all = settings.flatMap((one) => (one.ok ? one.value : []));
      return { ok: true, value: { year: checked.value, programmes: byProgramme(all) } };
    },
    corrected: (fields) =>
      Object.entries(values).flatMap(([name, proposed]) => (sameText(fields[name], proposed) ? [] : [name])),
  };
}

const YEAR_NUMBERS = ['registrationsADay', 'wantedMonthsAhead', 'confirmNextWorkingDays'] as const;

/** Browsers send line breaks as two characters. */
export const sameText = (sent: FormFields[string] | undefined, proposed: FormFields[string] | undefined): boolean =>
  String(sent ?? '')
    .replaceAll('\r\n', '\n')
    .trim() === String(proposed ?? '').trim();

const byName = <T,>(make: (programme: Programme) => T): Readonly<Record<Programme, T>> =>
  Object.fromEntries(PROGRAMMES.map((programme) => [programme, make(programme)])) as Record<Programme, T>;

const linesOf = (label: string, what: string, { hint, rows }: { readonly hint: string; readonly rows: number }) =>
  longText({ label, what, hint, rows, max: LONGEST, tellMax: false });

const numberField = (label: string, under?: string) =>
  text({ label, what: `‘${label}’`, kind: 'number', width: 5, ...(under && { under }) });

/** Text that opens when asked for, and stands open where something in it has to be mended. */
function Folded(props: {
  readonly summary: string;
  readonly names: readonly string[];
  readonly form: FormState;
  readonly children: React.ReactNode;
}) {
  if (props.form.gather) return props.children;
  return (
    <Details summary={props.summary} open={props.names.some((name) => Object.hasOwn(props.form.errors, name))}>
      {props.children}
    </Details>
  );
}

/** What was typed into lines, read; the first line that cannot be read is told under its field. */
function withLines(
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

/** A number where it is one; the schema says what is wrong with anything else. */
const asNumber = (typed: string | undefined): unknown =>
  /^-?\d{1,9}(\.\d{1,3})?$/.test(typed ?? '') ? Number(typed) : typed;

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

function checkedYear(raw: Readonly<Record<string, unknown>>, before: PartnershipYear): ParsedForm<PartnershipYear> {
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

/** What no schema of one file can see: the year before, the calendar, and how far holidays have to be known. */
function amiss(year: PartnershipYear, before: PartnershipYear): Readonly<Record<string, string>> {
  const christmas = `${year.ends.slice(0, 4)}-12-25`;
  const { starts, renewalOpens, termBreaks } = year;
  return {
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

interface PartForm {
  readonly values: FormFields;
  show(form: FormState): React.ReactNode;
  /** The settings, once the year is known that they belong to. */
  read(fields: FormFields): ParsedForm<(year: PartnershipYear) => ParsedForm<ProgrammeSettings>>;
}

/** The part of a programme: the weeks of its visits, its agreement, and all its numbers under their headings. */
function partOf(programme: Programme, proposed: ProgrammeSettings): PartForm {
  const named = (path: string): string => `${programme}.${path}`;
  const { name } = proposed;
  const all = Object.values(NUMBERS)
    .flat()
    .filter(({ path }) => valueAt(proposed, path) !== undefined);
  const weeks = named('weeks');
  const agreement = named('agreement');
  const form = fieldsOf({
    [weeks]: longText({
      label: 'Weeks of visits',
      under: name,
      what: 'the weeks of visits',
      hint: 'A line for each part of the year with the share of the visits that should be in it. The shares add up to 100 per cent.',
      rows: 7,
      max: LONGEST,
      tellMax: false,
    }),
    [agreement]: longText({
      label: 'Agreement that the head signs',
      under: name,
      what: 'the agreement',
      hint: 'An empty line between two paragraphs.',
      rows: 12,
      max: LONGEST,
      tellMax: false,
    }),
    ...Object.fromEntries(
      all.map(({ path, words, kind }) => [
        named(path),
        text({
          label: words,
          under: name,
          what: `‘${words}’ (${name})`,
          kind: kind === 'number' ? 'number' : 'text',
          width: kind === 'numbers' ? 10 : 5,
        }),
      ]),
    ),
  });
  return {
    values: {
      [weeks]: partLines(proposed.scheduling.targetWeeks),
      [agreement]: proposed.agreement.paragraphs.join(PARAGRAPH),
      ...Object.fromEntries(all.map(({ path }) => [named(path), shown(valueAt(proposed, path))])),
    },
    show: (state) => (
      <>
        {form.show([weeks, agreement], state)}
        {Object.entries(NUMBERS).map(([heading, ofHeading]) => {
          const names = ofHeading.filter((one) => all.includes(one)).map(({ path }) => named(path));
          return (
            <Folded key={heading} summary={`${heading} (${programme})`} names={names} form={state}>
              {form.show(names, state)}
            </Folded>
          );
        })}
      </>
    ),
    read(fields) {
      const read = form.read(fields);
      if (!read.ok) return read;
      const parts = readParts(read.value[weeks] ?? '');
      if (!parts.ok) return { ok: false, errors: { [weeks]: parts.sentence } };
      const percent = Math.round(parts.rows.reduce((sum, { share }) => sum + share * 100, 0) * 10) / 10;
      if (percent !== 100) {
        return { ok: false, errors: { [weeks]: `The shares (${name}) add up to ${percent} per cent; make them 100` } };
      }
      const paragraphs = (read.value[agreement] ?? '')
        .split(/\n\s*\n/)
        .map((one) => one.trim())
        .filter((one) => one !== '');
      const raw = structuredClone(proposed) as unknown as Record<string, unknown>;
      setAt(raw, 'scheduling.targetWeeks', parts.rows);
      setAt(raw, 'agreement.paragraphs', paragraphs);
      for (const one of all) setAt(raw, one.path, asTyped(one, read.value[named(one.path)] ?? ''));
      return { ok: true, value: (year) => checkedPart(raw, year, { proposed, named, all, weeks, agreement }) };
    },
  };
}

interface PartFields {
  readonly proposed: ProgrammeSettings;
  readonly named: (path: string) => string;
  readonly all: readonly NumberInWords[];
  readonly weeks: string;
  readonly agreement: string;
}

function checkedPart(
  raw: Record<string, unknown>,
  year: PartnershipYear,
  fields: PartFields,
): ParsedForm<ProgrammeSettings> {
  const { proposed, agreement, weeks } = fields;
  const read = ProgrammeSettings.safeParse(raw);
  if (!read.success) {
    const errors = read.error.issues.map((issue) => {
      const { field, called } = fieldOfIssue(issue.path.join('.'), fields);
      return [field, whatIsWrong(issue, raw, `${called} (${proposed.name})`)];
    });
    return { ok: false, errors: Object.fromEntries(errors.toReversed()) };
  }
  const written = read.data.agreement.paragraphs.join(' ');
  const days = [year.starts, year.ends].map(dayMonthYear);
  // An agreement that names days names those of its year; one that named none may go on so.
  const names = /\b\d{1,2} [A-Z][a-z]+ 20\d\d\b/.test(proposed.agreement.paragraphs.join(' '));
  const missing = days.filter((day) => !written.includes(day));
  if (names && missing.length > 0) {
    return {
      ok: false,
      errors: {
        [agreement]: `The agreement (${proposed.name}) must name the year’s days as they are above: write ${missing.join(' and ')}`,
      },
    };
  }
  const outside = read.data.scheduling.targetWeeks.find(({ from, to }) => from < year.starts || to > year.ends);
  if (outside) {
    return {
      ok: false,
      errors: {
        [weeks]: `The weeks of visits (${proposed.name}) must lie in the year: ${longDate(outside.from)} to ${longDate(outside.to)} do not`,
      },
    };
  }
  return { ok: true, value: read.data };
}

/** The field in which something wrong with the settings is mended: of a rule across several the first of them. */
function fieldOfIssue(
  path: string,
  { named, all, weeks, agreement }: PartFields,
): { readonly field: string; readonly called: string } {
  if (path.startsWith('scheduling.targetWeeks')) return { field: weeks, called: 'Weeks of visits' };
  if (path.startsWith('agreement')) return { field: agreement, called: 'The agreement' };
  const one =
    all.find((each) => path === each.path || path.startsWith(`${each.path}.`)) ??
    all.find((each) => each.path.startsWith(`${path}.`));
  return one ? { field: named(one.path), called: one.words } : { field: WHOLE_FORM, called: path };
}

const shown = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value));

/** The value as the schema takes it; what is none is left as it was typed, for the schema to say so. */
const asTyped = ({ kind }: NumberInWords, typed: string): unknown => {
  if (kind === 'time') return typed;
  return kind === 'numbers'
    ? typed
        .split(/[\s,;]+/)
        .filter((one) => one !== '')
        .map(asNumber)
    : asNumber(typed);
};

function valueAt(settings: object, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], settings);
}

function setAt(settings: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const place = keys.reduce((at, key) => at[key] as Record<string, unknown>, settings);
  place[last] = value;
}
