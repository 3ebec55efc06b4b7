import regular from '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf';
import bold from '@expo-google-fonts/source-sans-3/700Bold/SourceSans3_700Bold.ttf';
import PDFDocument from 'pdfkit';
import type { FinalReport } from './final-report.ts';
import { type ReportSection, sections } from './report-lines.ts';

/** A final report as it is printed. */
export interface PrintedReport extends FinalReport {
  readonly charityName: string;
}

type Document = InstanceType<typeof PDFDocument>;
type Element = ReturnType<Document['struct']>;

/** Points; 72 to the inch. A4 with margins of 2 cm. */
const MARGIN = 57;
const SIZE = { title: 22, section: 15, part: 12, text: 11, small: 9 } as const;
const COLOUR = { text: '#0b0c0c', heading: '#12355b', faint: '#505a5f' } as const;
const BULLET_INDENT = 14;

/**
 * A report as a PDF that screen readers can follow: tagged (PDF/UA-1), in English, with headings of three levels, lists,
 * bookmarks and a title. Equal reports give equal bytes.
 */
export function reportPdf(report: PrintedReport): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    bufferPages: true, // page numbers are written once there is a last page
    pdfVersion: '1.7',
    subset: 'PDF/UA' as 'PDF/A-3a', // known to the library, and not yet to its types
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    font: Buffer.from(regular) as unknown as string, // the built-in fonts are not embedded, which PDF/UA asks for
    info: {
      Title: report.title,
      Author: report.charityName,
      CreationDate: new Date(report.writtenAt),
      ModDate: new Date(report.writtenAt),
    },
  });
  document.registerFont('regular', Buffer.from(regular));
  document.registerFont('bold', Buffer.from(bold));
  const whole = document.struct('Document');
  document.addStructure(whole);
  heading(document, whole, 'H1', report.title);
  for (const section of sections(report.content, report.framework)) writeSection(document, whole, section);
  whole.end();
  numberPages(document, report);
  return finish(document);
}

function writeSection(document: Document, whole: Element, section: ReportSection): void {
  const part = document.struct('Sect');
  whole.add(part);
  heading(document, part, 'H2', section.title);
  document.outline.addItem(section.title);
  for (const paragraph of section.note ?? []) text(document, part, paragraph);
  for (const { label, text: value } of section.labelled ?? []) labelled(document, part, label, value);
  for (const { title, lines } of section.parts ?? []) {
    if (title !== undefined) heading(document, part, 'H3', title);
    if (lines.length === 0) text(document, part, 'Nothing is written here.');
    else
      list(
        document,
        part,
        lines.map((line) => line.text),
      );
  }
  part.end();
}

function heading(document: Document, parent: Element, level: 'H1' | 'H2' | 'H3', title: string): void {
  const [size, above] = { H1: [SIZE.title, 0], H2: [SIZE.section, 14], H3: [SIZE.part, 6] }[level] as [number, number];
  // A heading at the foot of a page belongs to the text on the next.
  if (document.y + size * 4 > document.page.height - MARGIN) document.addPage();
  else document.y += above;
  parent.add(
    document.struct(level, {}, () => {
      document.font('bold').fontSize(size).fillColor(COLOUR.heading).text(title, MARGIN);
    }),
  );
  document.y += 4;
}

function text(document: Document, parent: Element, words: string): void {
  parent.add(
    document.struct('P', {}, () => {
      document
        .font('regular')
        .fontSize(SIZE.text)
        .fillColor(COLOUR.text)
        .text(words, MARGIN, undefined, { lineGap: 2 });
    }),
  );
  document.y += 5;
}

function labelled(document: Document, parent: Element, label: string, value: string): void {
  parent.add(
    document.struct('P', {}, () => {
      document.font('bold').fontSize(SIZE.text).fillColor(COLOUR.text).text(`${label}: `, MARGIN, undefined, {
        continued: true,
        lineGap: 2,
      });
      document.font('regular').text(value);
    }),
  );
  document.y += 3;
}

function list(document: Document, parent: Element, items: readonly string[]): void {
  const whole = document.struct('L');
  parent.add(whole);
  for (const item of items) {
    const entry = document.struct('LI');
    whole.add(entry);
    document.font('regular').fontSize(SIZE.text).fillColor(COLOUR.text);
    const height = document.heightOfString(item, { width: textWidth(document) - BULLET_INDENT, lineGap: 2 });
    const room = document.page.height - MARGIN - document.y;
    if (height > room && height < document.page.height / 3) document.addPage();
    const top = document.y;
    entry.add(
      document.struct('Lbl', {}, () => {
        document.text('•', MARGIN, top, { lineBreak: false });
      }),
    );
    entry.add(
      document.struct('LBody', {}, () => {
        document.text(item, MARGIN + BULLET_INDENT, top, { lineGap: 2, width: textWidth(document) - BULLET_INDENT });
      }),
    );
    entry.end();
    document.x = MARGIN;
    document.y += 3;
  }
  whole.end();
  document.y += 3;
}

const textWidth = (document: Document): number => document.page.width - 2 * MARGIN;

/** The foot of each page is decoration to a screen reader, which has the title and counts pages itself. */
function numberPages(document: Document, { title }: PrintedReport): void {
  const { count } = document.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    document.switchToPage(index);
    const { margins, height } = document.page;
    margins.bottom = 0; // or the foot would begin a page of its own
    document.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
    document
      .font('regular')
      .fontSize(SIZE.small)
      .fillColor(COLOUR.faint)
      .text(`${title}, page ${index + 1} of ${count}`, MARGIN, height - MARGIN / 2 - SIZE.small, { lineBreak: false });
    document.endMarkedContent();
    margins.bottom = MARGIN;
  }
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
