import * as fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { canonicalHash, canonicalJson } from '../../lambdas/documents/canonical-hash.ts';
import {
  carriedPoints,
  MalformedReport,
  type ReportContent,
  reportContent,
  storedContent,
} from '../../lambdas/documents/report-content.ts';
import { lines } from '../../lambdas/documents/report-lines.ts';
import { finalVersion, ReportNotAgreed } from '../../lambdas/documents/report-versions.ts';
import { ReportView } from '../../lambdas/documents/report-view.tsx';
import { readReport } from '../../lambdas/report/report-form.ts';
import { qar, qarFields, tpr, tprFields } from '../report/written-review.ts';

const cover = {
  host: 'Hill View',
  hub: 'Riverside',
  phase: 'Primary',
  dates: 'Tuesday 12 to Thursday 14 January 2027',
};
function contentOf(fields: typeof qarFields, framework: typeof qar): ReportContent {
  const read = readReport(fields, framework, cover);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.value;
}
const qarContent = contentOf(qarFields, qar);
const tprContent = contentOf(tprFields, tpr);

describe('the content of a report', () => {
  it('is what its framework prescribes', () => {
    expect(reportContent(qar).safeParse(qarContent).success).toBe(true);
    expect(reportContent(tpr).safeParse(tprContent).success).toBe(true);
  });

  it.each([
    [
      'an estimate that is not of the scale',
      { ...qarContent, estimates: { ...qarContent.estimates, overall: 'outstanding' } },
    ],
    ['a heading that the framework does not have', { ...qarContent, findings: { ...qarContent.findings, other: {} } }],
    ['a field that no report has', { ...qarContent, pupils: [] }],
    ['the report of another framework', tprContent],
  ])('refuses %s', (_, content) => {
    expect(reportContent(qar).safeParse(content).success).toBe(false);
  });

  it('has no place for an estimate or an area of excellence in a TPR', () => {
    const { estimates, areaOfExcellence } = qarContent;
    expect(reportContent(tpr).safeParse({ ...tprContent, estimates }).success).toBe(false);
    expect(reportContent(tpr).safeParse({ ...tprContent, areaOfExcellence }).success).toBe(false);
  });

  it('names the places that do not fit, never what is written there', () => {
    const row = { about: 'qar-2026-100183', version: '002', content: { ...qarContent, support: 'secret words' } };
    expect(() => storedContent(row, qar)).toThrow(MalformedReport);
    expect(() => storedContent(row, qar)).toThrow(/support/);
    expect(() => storedContent(row, qar)).not.toThrow(/secret/);
  });

  it('carries what the framework says is looked back on', () => {
    expect(carriedPoints(qarContent, qar).map(({ text }) => text)).toEqual([
      'Middle leaders looked at work across years.',
      'Governors saw more of it.',
      'Writing had more time.',
    ]);
    expect(carriedPoints(tprContent, tpr)).toHaveLength(2);
  });
});

describe('the canonical hash', () => {
  it('is the SHA-256 of sorted JSON', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: 'y', gone: undefined })).toBe(
      '{"a":"y","b":[1,{"c":"x","d":null}]}',
    );
    // Independently: printf '{"a":1}' | sha256sum
    expect(canonicalHash({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862');
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalHash(reversed)).toBe(canonicalHash(value));
      }),
    );
  });

  it('survives being stored as JSON', () => {
    expect(canonicalHash(JSON.parse(JSON.stringify(qarContent)))).toBe(canonicalHash(qarContent));
  });

  it('changes with any change of any text', () => {
    const places = textPlaces(qarContent);
    expect(places.length).toBeGreaterThan(20);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.string({ minLength: 1 }), (place, added) => {
        const changed = structuredClone(qarContent);
        const holder = place
          .slice(0, -1)
          .reduce<Record<string, unknown>>(
            (at, key) => at[key] as Record<string, unknown>,
            changed as unknown as Record<string, unknown>,
          );
        const key = place.at(-1) ?? '';
        holder[key] = `${String(holder[key])}${added}`;
        expect(canonicalHash(changed)).not.toBe(canonicalHash(qarContent));
      }),
    );
  });

  it('changes with the order of lines', () => {
    const { context } = qarContent;
    expect(canonicalHash({ ...qarContent, context: context.toReversed() })).not.toBe(canonicalHash(qarContent));
  });
});

describe('the lines of a report', () => {
  const all = lines(qarContent, qar);
  const text = (address: string) => all.find((line) => line.address === address)?.text;

  it('have addresses that say where they are', () => {
    expect(text('ebi.leadership.2')).toBe('Governors saw more of it.');
    expect(text('www.provision-and-outcomes.1')).toBe('Reading is taught with care.');
    expect(text('estimate.leadership')).toBe('Leadership at all levels: Leading');
    expect(text('estimate.overall')).toBe('Overall estimate: Effective');
    expect(text('area.standing')).toBe('Area of excellence: Early reading: accredited');
    expect(text('context.2')).toBe('Pupils come from many places.');
  });

  it('have each an address of its own', () => {
    expect(new Set(all.map(({ address }) => address)).size).toBe(all.length);
  });

  it('leave no text of the report out', () => {
    const shown = all.map((line) => line.text).join('\n');
    for (const place of textPlaces(qarContent)) {
      const value = place.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], qarContent) as string;
      if (['framework', 'estimates', 'standing'].some((key) => place.includes(key))) continue;
      expect(shown).toContain(value);
    }
  });
});

describe('the view of a report', () => {
  it('shows every line and the standing note under headings', () => {
    const html = renderToStaticMarkup(<ReportView content={qarContent} framework={qar} />);
    expect(html).toMatch(/<h2 class="govuk-heading-m" id="report-\d+">Leadership at all levels<\/h2>/);
    expect(html).toContain('<h3 class="govuk-heading-s">Even better if</h3>');
    expect(html).toContain('Safeguarding and governance are outside the review.');
    expect(html).not.toContain('<h1');
  });

  it.each([
    ['QAR', qarContent, qar],
    ['TPR', tprContent, tpr],
  ] as const)('names each section of a %s after its own heading', (_, content, framework) => {
    const html = renderToStaticMarkup(<ReportView content={content} framework={framework} />);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(3);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('shows no estimate and no area of excellence of a TPR', () => {
    const html = renderToStaticMarkup(<ReportView content={tprContent} framework={tpr} />);
    expect(html).toContain('Areas for development');
    expect(html).toContain('Keeping teachers.');
    expect(html).not.toMatch(/estimate|excellence|leading|effective/i);
  });
});

describe('the final version', () => {
  const version = (number: string, hash: string) => ({
    about: 'a',
    version: number,
    hash,
    content: {},
    writtenBy: 'lead',
    writtenAt: '',
  });
  const versions = [version('001', 'x'), version('002', 'y')];
  const final = (report: unknown) => finalVersion({ review: { about: 'a', report }, versions } as never).version;
  const agreement = (hash: string) => ({ hash, version: '001', at: '' });

  it('is the one that both sides agreed to, or that was settled', () => {
    expect(final({ host: agreement('y'), lead: agreement('y') })).toBe('002');
    expect(final({ settled: agreement('x') })).toBe('001');
  });

  it.each([
    ['nobody agreed', {}],
    ['one side agreed', { host: agreement('y') }],
    ['they agreed to different texts', { host: agreement('x'), lead: agreement('y') }],
  ])('is none when %s', (_, report) => {
    expect(() => final(report)).toThrow(ReportNotAgreed);
  });
});

/** The path to every text of a value. */
function textPlaces(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value === 'string') return [[...path]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textPlaces(inner, [...path, key]));
}
