import PDFDocument from 'pdfkit';
import { fontBytes, fontNames, hasFonts, MISSING } from './pdf-fonts.ts';
import { type Box, type SetText, type Span, setText } from './pdf-text.ts';

/** What every document of ours says of itself. */
export interface PdfFacts {
  /** What it is, where it speaks of itself. */
  readonly kind: 'report' | 'draft' | 'record' | 'answer' | 'agreement';
  readonly title: string;
  readonly author: string;
  /** The instant at which it was written: equal documents give equal bytes. */
  readonly writtenAt: string;
  /** Stands at the head of each page, where it is no final text: 'DRAFT'. The document says it in its text too. */
  readonly mark?: string;
}

export type Document = InstanceType<typeof PDFDocument>;
export type Element = ReturnType<Document['struct']>;

/** Points; 72 to the inch. A4 with margins of 2 cm. */
const MARGIN = 57;
const SIZE = { title: 22, section: 15, part: 12, text: 11, small: 9 } as const;
const COLOUR = { text: '#0b0c0c', heading: '#12355b', faint: '#505a5f', mark: '#b10e1e' } as const;
const BULLET_INDENT = 14;
const BULLET_WIDTH = 4;

/**
 * A document that screen readers can follow: tagged (PDF/UA-1), in English, with headings of three levels, lists, bookmarks and a
 * title. `write` fills it; page numbers and marks come last.
 *
 * @param typed every text that somebody typed, so that it can be said where some sign has no font.
 */
export function pdfDocument(
  { kind, title, author, writtenAt, mark }: PdfFacts,
  typed: readonly string[],
  write: (document: Document, whole: Element) => void,
): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    bufferPages: true, // page numbers are written once there is a last page
    pdfVersion: '1.7',
    subset: 'PDF/UA' as 'PDF/A-3a', // known to the library, and not yet to its types
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    // No font to begin with: a built-in one is not embedded, which PDF/UA asks for, and one of ours would be opened anew by
    // the library each time that it is called by its name.
    font: null as unknown as string,
    info: {
      Title: title,
      Author: author,
      CreationDate: new Date(writtenAt),
      ModDate: new Date(writtenAt),
    },
  });
  // At the number 1 the library lists a font's glyphs without the parts that accented ones are made of, which PDF/UA-1
  // forbids (7.21.4.2); the list may be left out. As a word the part of the standard is still what the metadata say.
  Object.assign(document, { subset: '1' });
  for (const name of fontNames) document.registerFont(name, fontBytes(name));
  const whole = document.struct('Document');
  document.addStructure(whole);
  heading(document, whole, 'H1', title);
  if (!canShowAll([title, ...typed])) text(document, whole, notAllShown(kind));
  write(document, whole);
  whole.end();
  decoratePages(document, title, mark);
  return finish(document);
}

export function heading(document: Document, parent: Element, level: 'H1' | 'H2' | 'H3', title: string): void {
  const [size, above] = { H1: [SIZE.title, 0], H2: [SIZE.section, 14], H3: [SIZE.part, 6] }[level] as [number, number];
  // A heading at the foot of a page belongs to the text on the next.
  if (document.y + size * 4 > document.page.height - MARGIN) document.addPage();
  else document.y += above;
  const set = setText(document, [{ text: title, weight: 'bold' }], { ...column(document, size), lineGap: 0 });
  write(document, parent, level, set, COLOUR.heading);
  document.y += 4;
}

export function text(document: Document, parent: Element, words: string): void {
  write(document, parent, 'P', setText(document, [{ text: words, weight: 'regular' }], column(document)), COLOUR.text);
  document.y += 5;
}

export function labelled(document: Document, parent: Element, label: string, value: string): void {
  const spans: readonly Span[] = [
    { text: `${label}: `, weight: 'bold' },
    { text: value, weight: 'regular' },
  ];
  write(document, parent, 'P', setText(document, spans, column(document)), COLOUR.text);
  document.y += 3;
}

export function list(document: Document, parent: Element, items: readonly string[]): void {
  const whole = document.struct('L');
  parent.add(whole);
  const { x, width, ...rest } = column(document);
  const box = { ...rest, x: x + BULLET_INDENT, width: width - BULLET_INDENT };
  const mirrored = { ...box, x };
  for (const item of items) {
    const entry = document.struct('LI');
    whole.add(entry);
    const words: readonly Span[] = [{ text: item, weight: 'regular' }];
    const fromLeft = setText(document, words, box);
    const set = fromLeft.fromRight ? setText(document, words, mirrored) : fromLeft;
    const room = document.page.height - MARGIN - document.y;
    if (set.height > room && set.height < document.page.height / 3) document.addPage();
    const top = document.y;
    entry.add(
      document.struct('Lbl', {}, () => {
        document
          .font('regular')
          .fontSize(SIZE.text)
          .fillColor(COLOUR.text)
          .text('•', set.fromRight ? x + width - BULLET_WIDTH : x, top, { lineBreak: false });
      }),
    );
    document.y = top;
    write(document, entry, 'LBody', set, COLOUR.text);
    entry.end();
    document.x = MARGIN;
    document.y += 3;
  }
  whole.end();
  document.y += 3;
}

function write(document: Document, parent: Element, tag: string, set: SetText, colour: string): void {
  parent.add(
    document.struct(tag, set.actual === undefined ? {} : { actual: set.actual }, () => {
      document.fillColor(colour);
      set.write();
    }),
  );
}

/** The whole width between the margins. */
const column = (document: Document, size: number = SIZE.text): Box => ({
  x: MARGIN,
  width: textWidth(document),
  size,
  lineGap: 2,
});

const notAllShown = (kind: PdfFacts['kind']): string =>
  `Some signs of this ${kind} are not in the fonts of this document. Each is shown as ${MISSING}; the page of the ${kind} has it as it was written.`;

/** Whether every sign that somebody typed has a font. */
const canShowAll = (typed: readonly string[]): boolean => typed.every((one) => hasFonts(one));

const textWidth = (document: Document): number => document.page.width - 2 * MARGIN;

/** Foot and head of each page are decoration to a screen reader, which has the title and counts pages itself. */
function decoratePages(document: Document, title: string, mark: string | undefined): void {
  const { count } = document.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    document.switchToPage(index);
    const { margins, height } = document.page;
    margins.bottom = 0; // or the foot would begin a page of its own
    document.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
    document.fillColor(COLOUR.faint);
    document.y = height - MARGIN / 2 - SIZE.small * 1.3;
    footOf(document, title, `, page ${index + 1} of ${count}`).write();
    document.endMarkedContent();
    if (mark !== undefined) markPage(document, mark);
    margins.bottom = MARGIN;
  }
}

function markPage(document: Document, mark: string): void {
  document.markContent('Artifact', { type: 'Pagination', attached: ['Top'] });
  document.fillColor(COLOUR.mark);
  document.y = (MARGIN - SIZE.part) / 2;
  setText(document, [{ text: mark, weight: 'bold' }], column(document, SIZE.part)).write();
  document.endMarkedContent();
}

/** One line: of a title that is too long for it the end is left out. */
function footOf(document: Document, title: string, page: string): SetText {
  const box = { ...column(document, SIZE.small), lineGap: 0 };
  const lineOf = (words: string) => setText(document, [{ text: `${words}${page}`, weight: 'regular' }], box);
  const oneLine = lineOf('').height;
  const words = title.split(' ');
  let line = lineOf(title);
  while (words.length > 0 && line.height > oneLine * 1.9) {
    words.pop();
    line = lineOf(`${words.join(' ')} …`);
  }
  return line;
}

function finish(document: Document): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
    document.end();
  });
}
