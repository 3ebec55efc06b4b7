/** The form of a year, put together of the year itself and of what it prescribes for each programme. */
import type { FormFields, FormState, ParsedForm } from '../../pages/kit.ts';
import { PROGRAMMES, type Programme, slugOf } from '../../programmes/programmes.ts';
import type { FormPart } from '../../questions/question.ts';
import type { PartnershipYear } from '../../settings/partnership-year.ts';
import { byProgramme, type WholeYear } from '../proposed-year.ts';
import { programmePart } from './programme-part.tsx';
import { sameText } from './values.ts';
import { yearPart } from './year-part.tsx';

/** What is shown and read of a year, whose fields stand as they are proposed. */
export interface YearForm {
  readonly values: FormFields;
  /** What the form is shown in, each a page by itself: all of it at once would weigh 90 KB. */
  readonly parts: readonly FormPart[];
  show(form: FormState): React.ReactNode;
  /** Checked by the same schemas as the files. */
  read(fields: FormFields): ParsedForm<WholeYear>;
  /** The names of the fields in which a form differs from what was proposed. */
  corrected(fields: FormFields): readonly string[];
  /** The names of the fields of the year itself. */
  readonly ofYear: readonly string[];
}

/** @param before the year that this one follows. */
export function yearForm({ year, programmes }: WholeYear, before: PartnershipYear): YearForm {
  const ofYear = yearPart(year, before);
  const ofProgramme = byName((programme) => programmePart(programme, programmes[programme]));
  const values: FormFields = {
    ...ofYear.values,
    ...Object.assign({}, ...PROGRAMMES.map((programme) => ofProgramme[programme].values)),
  };
  const parts: readonly FormPart[] = [
    { name: 'year', title: 'First and last day, holidays and terms', body: ofYear.show },
    ...PROGRAMMES.flatMap((programme) => [
      {
        name: slugOf(programme),
        title: `${programme}: weeks of visits and the agreement`,
        body: ofProgramme[programme].showWords,
      },
      {
        name: `${slugOf(programme)}-numbers`,
        title: `${programme}: numbers and times`,
        body: ofProgramme[programme].showNumbers,
      },
    ]),
  ];
  return {
    values,
    parts,
    ofYear: Object.keys(ofYear.values),
    show: (form) => parts.map(({ name, body }) => <div key={name}>{body(form)}</div>),
    read(fields) {
      const checked = ofYear.read(fields);
      // What is wrong with a programme is told together with what is wrong with the year, which it is then held to as it was proposed.
      const settings = PROGRAMMES.map((programme) => {
        const part = ofProgramme[programme].read(fields);
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

const byName = <T,>(make: (programme: Programme) => T): Readonly<Record<Programme, T>> =>
  Object.fromEntries(PROGRAMMES.map((programme) => [programme, make(programme)])) as Record<Programme, T>;
