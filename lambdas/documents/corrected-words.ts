/** A report with some of its words put right. */
import type { ReportContent } from './report-content.ts';

export interface Corrected {
  /** How often the words stand in what people wrote of the report. */
  readonly found: number;
  /** The report with the right words in their place, wherever they stand. */
  readonly content: ReportContent;
  /** Each paragraph or line that has changed, as it was and as it is. */
  readonly lines: readonly { readonly before: string; readonly after: string }[];
}

/** What of a report follows from the review, or is a choice: it is no text, and is not corrected as one. */
const NO_TEXT: ReadonlySet<string> = new Set(['framework', 'estimates', 'standing', 'host', 'hub', 'phase', 'dates']);

/** Puts other words in the place of some, which are compared letter by letter. */
export function withWords(content: ReportContent, wrong: string, right: string): Corrected {
  const lines: { before: string; after: string }[] = [];
  let found = 0;
  const corrected = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const line = lineWith(value, wrong, right);
      found += line.found;
      if (line.found > 0) lines.push({ before: value, after: line.text });
      return line.text;
    }
    if (Array.isArray(value)) return value.map(corrected);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, NO_TEXT.has(name) ? one : corrected(one)]),
    );
  };
  const changed = corrected(content) as ReportContent;
  return { found, content: changed, lines };
}

/** The same in one line. Wrong words that are part of the right ones stay where these stand already: put right twice, it is right. */
export function lineWith(
  line: string,
  wrong: string,
  right: string,
): { readonly found: number; readonly text: string } {
  const known = right.includes(wrong) ? line.split(spaced(right)) : [line];
  const parts = known.map((part) => part.split(spaced(wrong)));
  const found = parts.reduce((sum, part) => sum + part.length - 1, 0);
  return { found, text: found === 0 ? line : parts.map((part) => part.join(right)).join(right) };
}

/** The words whatever space stands between them: people paste spaces that do not break, and type two. */
const spaced = (words: string): RegExp => new RegExp(words.split(' ').map(literally).join(String.raw`\s+`), 'u');

const literally = (word: string): string => word.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);
