import * as z from 'zod';
import { type FormFields, oneOf, type ParsedForm, parseForm, WHOLE_FORM } from '../pages/kit.ts';
import type { Framework } from '../settings/framework.ts';
import type { Finding } from '../store/store.ts';
import { type Findings, type FindingsText, notesUnder, OVERALL } from './findings.ts';
import { asLines, estimateField, pointLines, pointsField } from './point-fields.ts';

/**
 * Reads the findings by the review's own framework. Where it has estimates there has to be one for every heading and one
 * over all; where it has none, there is no such field and none is read.
 */
export function readFindings(fields: FormFields, framework: Framework): ParsedForm<FindingsText> {
  const points = parseForm(pointsSchema(framework), fields);
  const estimates = parseForm(estimatesSchema(framework), fields);
  if (!points.ok || !estimates.ok) {
    return { ok: false, errors: { ...(points.ok ? {} : points.errors), ...(estimates.ok ? {} : estimates.errors) } };
  }
  const headings = Object.fromEntries(
    framework.headings.map(({ key }) => [
      key,
      Object.fromEntries(framework.parts.map((part) => [part.key, points.value[pointsField(key, part.key)] ?? []])),
    ]),
  );
  if (Object.values(points.value).every((lines) => lines.length === 0)) {
    const [heading] = framework.headings;
    const [part] = framework.parts;
    const field = heading && part ? pointsField(heading.key, part.key) : WHOLE_FORM;
    return { ok: false, errors: { [field]: 'Enter at least one point' } };
  }
  return {
    ok: true,
    value: {
      framework: framework.id,
      headings,
      ...(framework.estimates && {
        estimates: Object.fromEntries(
          estimatedHeadings(framework).map((key) => [key, estimates.value[estimateField(key)] ?? '']),
        ),
      }),
    },
  };
}

const estimatedHeadings = ({ headings }: Framework): string[] => [...headings.map(({ key }) => key), OVERALL];

const pointsSchema = (framework: Framework) =>
  z.object(
    Object.fromEntries(
      framework.headings.flatMap((heading) =>
        framework.parts.map((part) => [
          pointsField(heading.key, part.key),
          pointLines(`‘${part.title}: ${heading.title}’`),
        ]),
      ),
    ),
  );

function estimatesSchema({ estimates, headings }: Framework): z.ZodType<Readonly<Record<string, string>>> {
  if (!estimates) return z.object({}).transform(() => ({}));
  const keys = estimates.scale.map(({ key }) => key);
  const field = (label: string) => oneOf(keys, { label });
  return z.object(
    Object.fromEntries([
      ...headings.map(({ key, title }) => [estimateField(key), field(`the estimate for ‘${title}’`)] as const),
      [estimateField(OVERALL), field('the overall estimate')] as const,
    ]),
  );
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
