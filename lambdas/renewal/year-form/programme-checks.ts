/** What is wrong with what a year prescribes for a programme, by field, in words. */
import { dayMonthYear, longDate } from '../../calendar/dates.ts';
import { type ParsedForm, WHOLE_FORM } from '../../pages/kit.ts';
import { whatIsWrong } from '../../settings/malformed.ts';
import type { PartnershipYear } from '../../settings/partnership-year.ts';
import { ProgrammeSettings } from '../../settings/programme-settings.ts';
import type { NumberInWords } from '../year-numbers.ts';

/** The fields of a programme, by which what is wrong is told. */
export interface PartFields {
  readonly proposed: ProgrammeSettings;
  readonly named: (path: string) => string;
  readonly all: readonly NumberInWords[];
  readonly weeks: string;
  readonly agreement: string;
}

/** Settings by the schema of their file, and by the year that they belong to. */
export function checkedPart(
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
