/** Between a report and the form it is written in: one field for each part, one line for each point. */
import * as z from 'zod';
import { AREA_STANDINGS, hostWord, type ReportContent } from '../documents/report-content.ts';
import { type FormFields, oneOf, type ParsedForm, parseForm } from '../pages/kit.ts';
import type { Framework } from '../settings/framework.ts';
import { pointsField, shortField } from './point-fields.ts';

/** The lines of a cover that nobody types: they come from the review's record. */
export type FixedCover = Pick<ReportContent['cover'], 'host' | 'hub' | 'phase' | 'dates'>;

/** The name of the field for one part under one heading: 'ebi.leadership'. */
export const findingField = (part: string, heading: string): string => `${part}.${heading}`;
/** 'estimate.leadership', 'estimate.overall'. */
export const estimateField = (heading: string): string => `estimate.${heading}`;

/** Reads the form. What is wrong comes back by field, in words. */
export function readReport(fields: FormFields, framework: Framework, fixed: FixedCover): ParsedForm<ReportContent> {
  const read = parseForm(formSchema(framework), fields);
  if (!read.ok) return read;
  const { points, words } = valuesOf(read.value);
  const { areaOfExcellence, estimates, focusChallenge, headings, parts } = framework;
  const content: ReportContent = {
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
  return { ok: true, value: content };
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

function formSchema(framework: Framework) {
  const { areaOfExcellence, estimates, focusChallenge, headings, parts } = framework;
  const scale = estimates?.scale.map(({ key }) => key) ?? [];
  const fields: Record<string, z.ZodType> = {
    'cover.head-role': shortField({ label: 'the role' }),
    'cover.last-review': shortField({ label: 'the last review' }),
    'cover.last-inspection': shortField({ label: 'the last inspection' }),
    context: pointsField({ label: 'the context' }),
    support: pointsField({ label: 'the support wanted' }),
  };
  for (const heading of headings) {
    for (const part of parts) {
      fields[findingField(part.key, heading.key)] = pointsField({ label: `'${part.title}'` });
    }
    if (estimates) {
      fields[estimateField(heading.key)] = oneOf(scale, { label: `an estimate for '${heading.title}'` });
    }
  }
  if (estimates) fields[estimateField('overall')] = oneOf(scale, { label: 'an overall estimate' });
  if (focusChallenge) fields['focus-challenge'] = pointsField({ label: 'the focus challenge' });
  if (areaOfExcellence) {
    fields['area.standing'] = oneOf(AREA_STANDINGS, { label: 'what became of the area of excellence' });
    fields['area.title'] = shortField({ label: 'the title' });
    fields['area.why'] = pointsField({ label: 'the reasons' });
    fields['area.evidence'] = pointsField({ label: 'the evidence' });
    fields['area.contact'] = shortField({ label: 'the role' });
    fields['area.earlier'] = pointsField({ label: 'the earlier areas of excellence' });
  }
  return z.object(fields).superRefine((values, context) => {
    const { points, words } = valuesOf(values);
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    for (const heading of headings) {
      const names = parts.map((part) => findingField(part.key, heading.key));
      const first = names[0];
      if (first !== undefined && names.every((name) => points(name).length === 0)) {
        refuse(first, `Write at least one line under '${heading.title}'`);
      }
    }
    if (areaOfExcellence && words('area.standing') !== 'not-submitted') {
      if (words('area.title') === '') refuse('area.title', 'Enter the title of the area of excellence');
      if (words('area.standing') === 'accredited' && points('area.why').length === 0) {
        refuse('area.why', `Write why this is an area of excellence of the ${hostWord(framework)}`);
      }
    }
  });
}

/** Typed access to what a form with named fields held. */
function valuesOf(values: Readonly<Record<string, unknown>>) {
  return {
    points: (name: string): string[] => {
      const value = values[name];
      return Array.isArray(value) ? value.filter((line): line is string => typeof line === 'string') : [];
    },
    words: (name: string): string => {
      const value = values[name];
      return typeof value === 'string' ? value : '';
    },
  };
}
