/** Between a report and the form it is written in: one field for each part, one line for each point. */
import { AREA_STANDINGS, hostWord, type ReportContent } from '../documents/report-content.ts';
import type { Field } from '../forms/field.ts';
import { choice, longText, onlyIf, readAs, text } from '../forms/fields.tsx';
import { fieldsOf } from '../forms/form.tsx';
import type { FormFields, ParsedForm } from '../pages/kit.ts';
import type { Framework } from '../settings/framework.ts';
import { LONGEST_FIELD, pointsField, pointsOf, shortField } from './point-fields.ts';

/** The lines of a cover that nobody types: they come from the review's record. */
export type FixedCover = Pick<ReportContent['cover'], 'host' | 'hub' | 'phase' | 'dates'>;

/** The name of the field for one part under one heading: 'ebi.leadership'. */
export const findingField = (part: string, heading: string): string => `${part}.${heading}`;
/** 'estimate.leadership', 'estimate.overall'. */
export const estimateField = (heading: string): string => `estimate.${heading}`;

/** A short text, or points one a line. */
type ReportField = Field<string | string[] | undefined>;

const short = (
  label: string,
  what: string,
  looks: Pick<Parameters<typeof text>[0], 'hint' | 'width' | 'sample'> = {},
): ReportField => readAs(text({ label, what, ...looks }), () => shortField({ label: what }));

const points = (
  label: string,
  what: string,
  {
    hint,
    ...looks
  }: { readonly hint?: string; readonly under?: string; readonly rows?: number; readonly sample?: string } = {},
): ReportField =>
  readAs(
    longText({
      label,
      what,
      hint: hint === undefined ? 'One point on each line' : `${hint}. One point on each line`,
      max: LONGEST_FIELD,
      ...looks,
    }),
    () => pointsField({ label: what }),
  );

/** The whole report as fields: what a lead reviewer writes it in, and what an amendment changes. */
export function reportForm(framework: Framework) {
  const { areaOfExcellence, estimates, focusChallenge, headings, parts } = framework;
  const host = hostWord(framework);
  const estimate = (key: string, legend: string, what: string): readonly [string, ReportField][] =>
    estimates
      ? [
          [
            estimateField(key),
            choice({
              legend,
              what,
              options: estimates.scale.map((point) => ({ value: point.key, text: point.title })),
              sample: estimates.scale[1]?.key,
            }),
          ],
        ]
      : [];
  return fieldsOf<Readonly<Record<string, ReportField>>>(
    {
      'cover.head-role': short(`Who leads the ${host}`, 'the role', { hint: 'A role, not a name', width: 20 }),
      'cover.last-review': short('Last review', 'the last review', {
        hint: 'When it was. Leave empty if this is the first',
        sample: '',
      }),
      'cover.last-inspection': short('Last inspection', 'the last inspection', {
        hint: 'When it was, with the month as a word',
      }),
      context: points('Context', 'the context', { hint: `What a reader should know about the ${host} first` }),
      support: points('Support wanted from the network', 'the support wanted', {
        hint: `What other schools could help the ${host} with`,
      }),
      ...Object.fromEntries(
        headings.flatMap((heading) => [
          ...parts.map((part): [string, ReportField] => [
            findingField(part.key, heading.key),
            points(part.title, `'${part.title}'`, { under: heading.title, rows: 8 }),
          ]),
          ...estimate(heading.key, `Estimate: ${heading.title}`, `an estimate for '${heading.title}'`),
        ]),
      ),
      ...Object.fromEntries(estimate('overall', 'Overall estimate', 'an overall estimate')),
      ...onlyIf(focusChallenge, {
        'focus-challenge': points('The focus challenge', 'the focus challenge', {
          hint: `What the leaders of the ${host} wanted the review to look at`,
        }),
      }),
      ...onlyIf(areaOfExcellence, {
        'area.standing': choice({
          legend: 'What became of it',
          what: 'what became of the area of excellence',
          options: [
            { value: 'accredited', text: 'Accredited' },
            { value: 'not-accredited', text: 'Not accredited' },
            { value: 'not-submitted', text: 'None was put forward' },
          ],
        }),
        'area.title': short('Title', 'the title', { hint: 'Leave empty if none was put forward' }),
        'area.why': points('Why it is an area of excellence', 'the reasons'),
        'area.evidence': points('The evidence', 'the evidence'),
        'area.contact': short('Whom other schools can ask', 'the role', { hint: 'A role, not a name', width: 20 }),
        'area.earlier': points('Accredited in earlier reviews', 'the earlier areas of excellence', {
          rows: 3,
          sample: '',
        }),
      }),
    },
    (values) => wrongTogether(values, framework),
  );
}

/** There is something under each heading; and what was put forward has a name, and what is accredited its reasons. */
function wrongTogether(values: Values, framework: Framework): Readonly<Record<string, string>> {
  const { points, words } = valuesOf(values);
  const wrong: Record<string, string> = {};
  for (const heading of framework.headings) {
    const names = framework.parts.map((part) => findingField(part.key, heading.key));
    const first = names[0];
    if (first !== undefined && names.every((name) => points(name).length === 0)) {
      wrong[first] = `Write at least one line under '${heading.title}'`;
    }
  }
  if (framework.areaOfExcellence && words('area.standing') !== 'not-submitted') {
    if (words('area.title') === '') wrong['area.title'] = 'Enter the title of the area of excellence';
    if (words('area.standing') === 'accredited' && points('area.why').length === 0) {
      wrong['area.why'] = `Write why this is an area of excellence of the ${hostWord(framework)}`;
    }
  }
  return wrong;
}

/** Reads the form. What is wrong comes back by field, in words. */
export function readReport(fields: FormFields, framework: Framework, fixed: FixedCover): ParsedForm<ReportContent> {
  const read = reportForm(framework).read(fields);
  return read.ok ? { ok: true, value: contentOf(valuesOf(read.value), framework, fixed) } : read;
}

/**
 * What a form holds that is not finished, as the report that it would be: nothing is refused. An estimate that is not chosen is '', which no view of a
 * report shows; an area of excellence is left out until it is said what became of it.
 */
export function reportSoFar(fields: FormFields, framework: Framework, fixed: FixedCover): ReportContent {
  const typed = (name: string): string => [fields[name] ?? []].flat().join('\n');
  const written: Written = {
    points: (name) => pointsOf(typed(name)),
    words: (name) => typed(name).replace(/\s+/g, ' ').trim(),
  };
  const { areaOfExcellence, ...content } = contentOf(written, framework, fixed);
  return written.words('area.standing') === '' ? content : { ...content, areaOfExcellence };
}

function contentOf({ points, words }: Written, framework: Framework, fixed: FixedCover): ReportContent {
  const { areaOfExcellence, estimates, focusChallenge, headings, parts } = framework;
  return {
    framework: framework.id,
    cover: {
      ...fixed,
      headRole: words('cover.head-role'),
      lastReview: words('cover.last-review'),
      lastInspection: words('cover.last-inspection'),
    },
    ...(estimates && {
      estimates: {
        overall: words(estimateField('overall')),
        headings: Object.fromEntries(headings.map(({ key }) => [key, words(estimateField(key))])),
      },
    }),
    context: points('context'),
    ...(focusChallenge && { focusChallenge: points('focus-challenge') }),
    findings: Object.fromEntries(
      headings.map((heading) => [
        heading.key,
        Object.fromEntries(parts.map((part) => [part.key, points(findingField(part.key, heading.key))])),
      ]),
    ),
    ...(areaOfExcellence && {
      areaOfExcellence: {
        standing: AREA_STANDINGS.find((standing) => standing === words('area.standing')) ?? 'not-submitted',
        title: words('area.title'),
        why: points('area.why'),
        evidence: points('area.evidence'),
        contactRole: words('area.contact'),
        earlier: points('area.earlier'),
      },
    }),
    support: points('support'),
  };
}

/** A report as the form shows it. */
export function fieldsOfReport(content: ReportContent): FormFields {
  const { areaOfExcellence: area, cover, estimates, findings, focusChallenge } = content;
  const text = (points: readonly string[]): string => points.join('\n');
  return {
    'cover.head-role': cover.headRole,
    'cover.last-review': cover.lastReview,
    'cover.last-inspection': cover.lastInspection,
    ...(estimates && {
      [estimateField('overall')]: estimates.overall,
      ...Object.fromEntries(Object.entries(estimates.headings).map(([key, point]) => [estimateField(key), point])),
    }),
    context: text(content.context),
    ...(focusChallenge && { 'focus-challenge': text(focusChallenge) }),
    ...Object.fromEntries(
      Object.entries(findings).flatMap(([heading, parts]) =>
        Object.entries(parts).map(([part, points]) => [findingField(part, heading), text(points)]),
      ),
    ),
    ...(area && {
      'area.standing': area.standing,
      'area.title': area.title,
      'area.why': text(area.why),
      'area.evidence': text(area.evidence),
      'area.contact': area.contactRole,
      'area.earlier': text(area.earlier),
    }),
    support: text(content.support),
  };
}

type Values = Readonly<Record<string, string | string[] | undefined>>;

/** What stands in the fields of a form, by their names. */
interface Written {
  points(name: string): string[];
  words(name: string): string;
}

/** Typed access to what a form with named fields held. */
function valuesOf(values: Values): Written {
  return {
    points: (name: string): string[] => [values[name] ?? []].flat(),
    words: (name: string): string => [values[name] ?? ''].flat().join(' '),
  };
}
