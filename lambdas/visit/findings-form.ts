import type { Field } from '../forms/field.ts';
import { choice } from '../forms/fields.tsx';
import { fieldsOf } from '../forms/form.tsx';
import type { FormFields, ParsedForm } from '../pages/kit.ts';
import type { Framework } from '../settings/framework.ts';
import type { Finding } from '../store/store.ts';
import { type Findings, type FindingsText, notesUnder, OVERALL } from './findings.ts';
import { asLines, estimateField, noPoint, pointFields, pointsField } from './point-fields.ts';

/**
 * The form of the findings by the review's own framework. Where it has estimates there has to be one for every heading and
 * one over all; where it has none, there is no such field.
 */
export function findingsForm(framework: Framework) {
  const { estimates, headings, parts } = framework;
  const options = estimates?.scale.map(({ key, title }) => ({ value: key, text: title }));
  const sample = options?.[1]?.value;
  const points = pointFields(framework, parts, { rows: 6 });
  const names = Object.keys(points);
  return fieldsOf<Readonly<Record<string, Field<string | string[]>>>>(
    {
      ...points,
      ...(options && {
        ...Object.fromEntries(
          headings.map(({ key, title }) => [
            estimateField(key),
            choice({ legend: `Estimate for ‘${title}’`, what: `the estimate for ‘${title}’`, options, sample }),
          ]),
        ),
        [estimateField(OVERALL)]: choice({ legend: 'Overall estimate', what: 'the overall estimate', options, sample }),
      }),
    },
    (found) => (names.every((name) => found[name]?.length === 0) ? noPoint(names) : {}),
  );
}

/** Reads the form of the findings. */
export function readFindings(fields: FormFields, framework: Framework): ParsedForm<FindingsText> {
  const read = findingsForm(framework).read(fields);
  if (!read.ok) return read;
  const under = (name: string) => [read.value[name] ?? []].flat();
  const { headings, parts } = framework;
  const estimated = [...headings.map(({ key }) => key), OVERALL];
  return {
    ok: true,
    value: {
      framework: framework.id,
      headings: Object.fromEntries(
        headings.map(({ key }) => [
          key,
          Object.fromEntries(parts.map((part) => [part.key, under(pointsField(key, part.key))])),
        ]),
      ),
      ...(framework.estimates && {
        estimates: Object.fromEntries(estimated.map((key) => [key, under(estimateField(key)).join()])),
      }),
    },
  };
}

/** What the form holds before anything is typed: the last findings, or else what was noted in the evenings. */
export function typedBefore(framework: Framework, before: Findings | undefined, notes: readonly Finding[]): FormFields {
  const points = framework.headings.flatMap(({ key }) => {
    const found = before?.headings[key];
    return framework.parts.map((part) => [
      pointsField(key, part.key),
      asLines(found ? (found[part.key] ?? []) : notesUnder(notes, key, part.key)),
    ]);
  });
  const estimates = Object.entries(before?.estimates ?? {}).map(([key, estimate]) => [estimateField(key), estimate]);
  return Object.fromEntries([...points, ...estimates]);
}
