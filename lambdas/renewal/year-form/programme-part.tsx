/** What a year prescribes for a programme, as a part of its form: the weeks of its visits, its agreement, its numbers and times. */
import { text } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import type { FormFields, FormState, ParsedForm } from '../../pages/kit.ts';
import type { Programme } from '../../programmes/programmes.ts';
import type { PartnershipYear } from '../../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../../settings/programme-settings.ts';
import { partLines, readParts } from '../year-lines.ts';
import { NUMBERS } from '../year-numbers.ts';
import { Folded, linesOf } from './fields.tsx';
import { checkedPart } from './programme-checks.ts';
import { asTyped, setAt, shown, valueAt } from './values.ts';

/** Between the paragraphs of an agreement. */
const PARAGRAPH = '\n\n';

/** The part of a form that is a programme's own. */
export interface ProgrammePart {
  readonly values: FormFields;
  /** The weeks of its visits and its agreement. */
  showWords(form: FormState): React.ReactNode;
  /** All its numbers and times, under their headings. */
  showNumbers(form: FormState): React.ReactNode;
  /** The settings, once the year is known that they belong to. */
  read(fields: FormFields): ParsedForm<(year: PartnershipYear) => ParsedForm<ProgrammeSettings>>;
}

export function programmePart(programme: Programme, proposed: ProgrammeSettings): ProgrammePart {
  const named = (path: string): string => `${programme}.${path}`;
  const { name } = proposed;
  const all = Object.values(NUMBERS)
    .flat()
    .filter(({ path }) => valueAt(proposed, path) !== undefined);
  const weeks = named('weeks');
  const agreement = named('agreement');
  const form = fieldsOf({
    [weeks]: linesOf('Weeks of visits', 'the weeks of visits', {
      under: name,
      hint: 'A line for each part of the year with the share of the visits that should be in it. The shares add up to 100 per cent.',
      rows: 7,
    }),
    [agreement]: linesOf('Agreement that the head signs', 'the agreement', {
      under: name,
      hint: 'An empty line between two paragraphs.',
      rows: 12,
    }),
    ...Object.fromEntries(
      all.map(({ path, words, kind }) => [
        named(path),
        text({
          label: words,
          under: name,
          what: `‘${words}’ (${name})`,
          kind: kind === 'number' || kind === 'miles' ? 'number' : 'text',
          width: kind === 'numbers' ? 10 : 5,
        }),
      ]),
    ),
  });
  return {
    values: {
      [weeks]: partLines(proposed.scheduling.targetWeeks),
      [agreement]: proposed.agreement.paragraphs.join(PARAGRAPH),
      ...Object.fromEntries(all.map((one) => [named(one.path), shown(one, valueAt(proposed, one.path))])),
    },
    showWords: (state) => form.show([weeks, agreement], state),
    showNumbers: (state) =>
      Object.entries(NUMBERS).map(([heading, ofHeading]) => {
        const names = ofHeading.filter((one) => all.includes(one)).map(({ path }) => named(path));
        return (
          <Folded key={heading} summary={`${heading} (${programme})`} names={names} form={state}>
            {form.show(names, state)}
          </Folded>
        );
      }),
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
      for (const one of all) {
        setAt(raw, one.path, asTyped(one, read.value[named(one.path)] ?? '', valueAt(proposed, one.path)));
      }
      return { ok: true, value: (year) => checkedPart(raw, year, { proposed, named, all, weeks, agreement }) };
    },
  };
}
