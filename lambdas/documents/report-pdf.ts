import type { FinalReport } from './final-report.ts';
import { hasFonts, MISSING } from './pdf-fonts.ts';
import { type Document, type Element, heading, labelled, list, taggedPdf, text } from './pdf-layout.ts';
import { type ReportSection, sections } from './report-lines.ts';

/** A final report as it is printed. */
export interface PrintedReport extends FinalReport {
  readonly charityName: string;
}

/** A report as a PDF that screen readers can follow, with headings of three levels, lists and bookmarks. Equal reports give equal bytes. */
export function reportPdf(report: PrintedReport): Promise<Buffer> {
  const written = sections(report.content, report.framework);
  return taggedPdf(report, (document, whole) => {
    if (!canShowAll(report.title, written)) text(document, whole, NOT_ALL_SHOWN);
    for (const section of written) writeSection(document, whole, section);
  });
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

const NOT_ALL_SHOWN = `Some signs of this report are not in the fonts of this document. Each is shown as ${MISSING}; the page of the report has it as it was written.`;

/** Whether every sign that somebody typed has a font. */
const canShowAll = (title: string, written: readonly ReportSection[]): boolean =>
  [
    title,
    ...written.flatMap((section) => [
      section.title,
      ...(section.labelled ?? []).map((one) => one.text),
      ...(section.parts ?? []).flatMap(({ lines }) => lines.map((line) => line.text)),
    ]),
  ].every((one) => hasFonts(one));
