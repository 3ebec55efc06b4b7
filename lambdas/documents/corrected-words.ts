/** A report with some of its words put right. */
import type { ReportContent } from './report-content.ts';

export interface Corrected {
  /** How often the words stand in what people wrote of the report. */
  readonly found: number;
  /** The report with the right words in their place, wherever they stand. */
  readonly content: ReportContent;
}

/** What of a report follows from the review, or is a choice: it is no text, and is not corrected as one. */
const NO_TEXT: ReadonlySet<string> = new Set(['framework', 'estimates', 'standing', 'host', 'hub', 'phase', 'dates']);

/** Puts other words in the place of some, which are compared letter by letter. */
export function withWords(content: ReportContent, wrong: string, right: string): Corrected {
  let found = 0;
  const corrected = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const parts = value.split(wrong);
      found += parts.length - 1;
      return parts.join(right);
    }
    if (Array.isArray(value)) return value.map(corrected);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, NO_TEXT.has(name) ? one : corrected(one)]),
    );
  };
  const changed = corrected(content) as ReportContent;
  return { found, content: changed };
}
