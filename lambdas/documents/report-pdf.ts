import { type DraftReport, NOT_FINAL } from './draft-report.ts';
import type { FinalReport } from './final-report.ts';
import { type Document, type Element, heading, labelled, list, pdfDocument, text } from './pdf-document.ts';
import { type ReportSection, sections } from './report-lines.ts';

/** A final report as it is printed. */
export interface PrintedReport extends FinalReport {
  readonly charityName: string;
}

/** A report as a PDF, with a bookmark for each of its sections. Equal reports give equal bytes. */
export function reportPdf({ title, charityName, writtenAt, content, framework }: PrintedReport): Promise<Buffer> {
  const written = sections(content, framework);
  return pdfDocument({ kind: 'report', title, author: charityName, writtenAt }, typedIn(written), (document, whole) => {
    for (const section of written) writeSection(document, whole, section);
  });
}

/** A draft as it is printed. */
export interface PrintedDraft extends DraftReport {
  readonly charityName: string;
}

/** The same before it is final: with DRAFT at the head of each page, in its title, and in the first sentence for whoever has it read to them. */
export function draftPdf(draft: PrintedDraft): Promise<Buffer> {
  const { charityName, content, framework, state, writtenAt } = draft;
  const written = sections(content, framework);
  const facts = {
    kind: 'draft',
    title: `Draft: ${draft.title}`,
    author: charityName,
    writtenAt,
    mark: 'DRAFT',
  } as const;
  return pdfDocument(facts, typedIn(written), (document, whole) => {
    text(document, whole, `This is a draft, ${state}. ${NOT_FINAL}`);
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

const typedIn = (written: readonly ReportSection[]): readonly string[] =>
  written.flatMap((section) => [
    section.title,
    ...(section.labelled ?? []).map((one) => one.text),
    ...(section.parts ?? []).flatMap(({ lines }) => lines.map((line) => line.text)),
  ]);
