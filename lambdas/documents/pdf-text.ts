/**
 * Sets a text in as many fonts as its scripts need, in the direction of each. What is in Latin, Greek or Cyrillic letters
 * alone is left to the PDF library; it knows one font at a time, and writes from left to right.
 */
import bidiFactory, { type Bidi } from 'bidi-js';
import type PDFDocument from 'pdfkit';
import { type FontName, type Shown, shownIn, type Weight } from './pdf-fonts.ts';

type Document = InstanceType<typeof PDFDocument>;

export interface Span {
  readonly text: string;
  readonly weight: Weight;
}

/** Where a text goes, in points; it goes on below, and on the next page. */
export interface Box {
  readonly x: number;
  readonly width: number;
  readonly size: number;
  readonly lineGap: number;
}

/** A text with its fonts, ready to be measured and written. */
export interface SetText {
  readonly height: number;
  /** What a screen reader says, where the order of what is drawn is not that of reading. */
  readonly actual?: string;
  /** It is read from right to left, and begins at the right. */
  readonly fromRight: boolean;
  /** Writes it at the document's `y`, which is below it afterwards. */
  write(): void;
}

/** The height of a line above and below its baseline, in sizes: what the tallest of the Noto fonts needs. */
const ABOVE = 1.1;
const BELOW = 0.55;

export function setText(document: Document, spans: readonly Span[], box: Box): SetText {
  const shown = spans.map(({ text, weight }) => ({ weight, signs: shownIn(text, weight) }));
  const isPlain = shown.every(({ weight, signs }) => signs.every(({ font }) => font === weight));
  if (isPlain)
    return plainText(
      document,
      shown.map(({ weight, signs }) => ({ weight, text: joined(signs) })),
      box,
    );
  const signs = shown.flatMap((span) => span.signs).map((sign) => (sign.text === '\n' ? { ...sign, text: ' ' } : sign));
  const lines = linesOf(document, signs, box);
  const height = box.size * (ABOVE + BELOW) + box.lineGap;
  return {
    height: lines.length * height,
    actual: joined(signs),
    fromRight: lines.some((line) => line.fromRight),
    write() {
      for (const line of lines) {
        if (document.y + height > document.page.height - document.page.margins.bottom) document.continueOnNewPage();
        writeLine(document, line, box, document.y + box.size * ABOVE);
        document.y += height;
      }
    },
  };
}

const joined = (signs: readonly Shown[]): string => signs.map(({ text }) => text).join('');

function plainText(document: Document, spans: readonly Span[], { x, width, size, lineGap }: Box): SetText {
  const options = { width, lineGap };
  document.fontSize(size);
  const [widest = 'regular'] = spans.map(({ weight }) => weight).toReversed();
  return {
    fromRight: false,
    height: document.font(widest).heightOfString(spans.map(({ text }) => text).join(''), options),
    write() {
      const { y } = document;
      for (const [index, { text, weight }] of spans.entries()) {
        const continued = index < spans.length - 1;
        document.font(weight).fontSize(size);
        if (index === 0) document.text(text, x, y, { ...options, continued });
        else document.text(text, { ...options, continued });
      }
    },
  };
}

/** Signs that are drawn at once: of one font and one level of direction (odd: from right to left). */
interface Run {
  readonly text: string;
  readonly font: FontName;
  readonly level: number;
  readonly width: number;
}

interface Line {
  readonly runs: readonly Run[];
  readonly width: number;
  /** Its paragraph is read from right to left, and so begins at the right. */
  readonly fromRight: boolean;
}

type Levelled = Shown & { readonly level: number };

/** Its types are those of an ES module; Node loads the other kind, which is the function itself. */
const bidi = (bidiFactory as unknown as () => Bidi)();

/** Breaks between words, and within a word that is longer than a line. */
function linesOf(document: Document, signs: readonly Shown[], box: Box): readonly Line[] {
  const { levels, paragraphs } = bidi.getEmbeddingLevels(joined(signs), 'auto');
  let offset = 0;
  const levelled = signs.map((sign): Levelled => {
    const level = levels[offset] ?? 0;
    offset += sign.text.length;
    return { ...sign, level };
  });
  const fromRight = (paragraphs[0]?.level ?? 0) % 2 === 1;
  const lines: Levelled[][] = [[]];
  let used = 0;
  const add = (part: readonly Levelled[]): void => {
    const width = widthOf(document, withoutSpace(part), box.size);
    if (used > 0 && used + width > box.width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(...part);
    used += width + widthOf(document, part.slice(withoutSpace(part).length), box.size);
  };
  for (const word of wordsOf(levelled)) {
    if (widthOf(document, withoutSpace(word), box.size) <= box.width) add(word);
    else for (const sign of word) add([sign]);
  }
  return lines.map((line) => {
    const runs = inVisualOrder(runsOf(document, withoutSpace(line), box.size));
    return { runs, width: runs.reduce((sum, { width }) => sum + width, 0), fromRight };
  });
}

const widthOf = (document: Document, signs: readonly Levelled[], size: number): number =>
  runsOf(document, signs, size).reduce((sum, { width }) => sum + width, 0);

/** Each word with the space after it. */
function wordsOf(signs: readonly Levelled[]): readonly (readonly Levelled[])[] {
  const words: Levelled[][] = [];
  let ended = true;
  for (const sign of signs) {
    if (ended) words.push([]);
    words.at(-1)?.push(sign);
    ended = sign.text === ' ';
  }
  return words;
}

function withoutSpace(signs: readonly Levelled[]): readonly Levelled[] {
  const last = signs.findLastIndex(({ text }) => text !== ' ');
  return signs.slice(0, last + 1);
}

function runsOf(document: Document, signs: readonly Levelled[], size: number): readonly Run[] {
  const groups: Levelled[][] = [];
  for (const sign of signs) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group && before && belongTogether(before, sign)) group.push(sign);
    else groups.push([sign]);
  }
  return groups.map((group) => {
    const [{ font, level } = { font: 'regular' as const, level: 0 }] = group;
    const text = drawn(group, font, level);
    return { text, font, level, width: document.font(font).fontSize(size).widthOfString(text) };
  });
}

/** Words are runs of their own, since the PDF library orders those of one text from left to right. */
function belongTogether(one: Levelled, next: Levelled): boolean {
  if (one.font !== next.font || one.level !== next.level) return false;
  if ((one.text === ' ') !== (next.text === ' ')) return false;
  // Numbers among letters from right to left are written from left to right, each numeral for itself.
  return !(isFromRight(one.font) && one.level % 2 === 0);
}

const isFromRight = (font: FontName): boolean => font === 'arabic' || font === 'hebrew';

/** Fonts of scripts from right to left turn their own text; what of a Latin font stands among it is turned here. */
function drawn(group: readonly Levelled[], font: FontName, level: number): string {
  if (level % 2 === 0 || isFromRight(font)) return joined(group);
  return joined(
    group.map((sign) => ({ ...sign, text: bidi.getMirroredCharacter(sign.text) ?? sign.text })).toReversed(),
  );
}

/** Rule L2 of the Unicode bidirectional algorithm, for whole runs. */
function inVisualOrder(runs: readonly Run[]): readonly Run[] {
  const ordered = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    for (let from = 0; from < ordered.length; from += 1) {
      if ((ordered[from]?.level ?? 0) < level) continue;
      let to = from;
      while ((ordered[to]?.level ?? 0) >= level) to += 1;
      ordered.splice(from, to - from, ...ordered.slice(from, to).reverse());
      from = to;
    }
  }
  return ordered;
}

function writeLine(document: Document, { runs, width, fromRight }: Line, box: Box, baseline: number): void {
  const { y } = document;
  let x = fromRight ? box.x + box.width - width : box.x;
  for (const run of runs) {
    document
      .font(run.font)
      .fontSize(box.size)
      .text(run.text, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
    x += run.width;
  }
  document.x = box.x;
  document.y = y;
}
