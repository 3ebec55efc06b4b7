import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Framework } from '../settings/framework.ts';
import type { Finding, Review } from '../store/store.ts';

/** The key under which the estimate over all headings is kept. */
export const OVERALL = 'overall';

/**
 * What was found on the three days, as it stands on the review's record: under each heading of the framework the points of
 * each part, an estimate where the framework has estimates, and what the host said to it.
 */
const Findings = z.object({
  framework: z.string(),
  /** By the key of a heading, then of a part ('www', 'ebi', 'next-steps'): one point each. */
  headings: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
  /** By the key of a heading, and 'overall': the key of a point of the framework's scale. */
  estimates: z.record(z.string(), z.string()).optional(),
  /** SHA-256 of all of the above, so that both sides know they speak of the same text. */
  hash: z.string(),
  recordedAt: z.string(),
  /** The host's word on the text of that hash. */
  agreement: z.object({ agreed: z.boolean(), hash: z.string(), at: z.string(), disagreement: z.string() }).optional(),
});
export type Findings = z.infer<typeof Findings>;

/** The findings on the record, if there are any. */
export function findingsOf(review: Pick<Review, 'findings'>): Findings | undefined {
  return review.findings === undefined ? undefined : Findings.parse(review.findings);
}

/** Everything that makes two findings the same. */
export type FindingsText = Pick<Findings, 'framework' | 'headings' | 'estimates'>;

/** The hash by which a text of findings is known, whatever the order of its keys. */
export function hashOfFindings({ framework, headings, estimates }: FindingsText): string {
  const text = sorted(headings).map(([heading, parts]) => [heading, sorted(parts)]);
  return createHash('sha256')
    .update(JSON.stringify([framework, text, sorted(estimates ?? {})]))
    .digest('hex');
}

const sorted = <T>(map: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));

/** A day's emerging points under one heading. */
export interface Noted {
  readonly heading: string;
  readonly kind: Finding['kind'];
  readonly points: readonly string[];
}

/** The parts of a framework that are noted in the evenings; next steps are talked about at the end. */
export const notedParts = (framework: Framework) =>
  framework.parts.filter((part): part is typeof part & { key: Finding['kind'] } => part.key !== 'next-steps');

/** A day's notes as rows: 'day-1.www.01', numbered through all headings. */
export function findingRows(about: string, day: number, noted: readonly Noted[], notedAt: string) {
  const count = { www: 0, ebi: 0 };
  return noted.flatMap(({ heading, kind, points }) =>
    points.map((text) => {
      count[kind] += 1;
      const number = String(count[kind]).padStart(2, '0');
      return { about, finding: `day-${day}.${kind}.${number}`, kind, heading, text, notedAt };
    }),
  );
}

/** What was noted in the evenings under a heading, in the order of the days. */
export const notesUnder = (findings: readonly Finding[], heading: string, kind: string): string[] =>
  findings
    .filter((row) => row.finding.startsWith('day-') && row.heading === heading && row.kind === kind)
    .sort((a, b) => a.finding.localeCompare(b.finding))
    .map(({ text }) => text);
