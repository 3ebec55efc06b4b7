import { heading, labelled, pdfDocument, text } from './pdf-document.ts';

/** A part of a person's record, in the order in which it is read. */
export interface RecordSection {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  /** Said where there are none. */
  readonly none: string;
}

/** A person's development record as it is printed. */
export interface PrintedRecord {
  /** 'Sample Reviewer'. */
  readonly name: string;
  /** What is in it, in a line. */
  readonly summary: string;
  readonly sections: readonly RecordSection[];
  readonly charityName: string;
  /** The instant at which it was asked for, and that day in words. */
  readonly writtenAt: string;
  readonly writtenOn: string;
}

/** A person's reviews and training as a PDF that screen readers can follow. Equal records give equal bytes. */
export function recordPdf({
  name,
  summary,
  sections,
  charityName,
  writtenAt,
  writtenOn,
}: PrintedRecord): Promise<Buffer> {
  const typed = [name, ...sections.flatMap(({ rows }) => rows.flatMap(({ label, value }) => [label, value]))];
  const facts = { kind: 'record', title: `Reviews and training: ${name}`, author: charityName, writtenAt } as const;
  return pdfDocument(facts, typed, (document, whole) => {
    text(document, whole, `${summary}. As ${charityName} has it on record on ${writtenOn}.`);
    for (const { title, rows, none } of sections) {
      const part = document.struct('Sect');
      whole.add(part);
      heading(document, part, 'H2', title);
      document.outline.addItem(title);
      if (rows.length === 0) text(document, part, none);
      for (const { label, value } of rows) labelled(document, part, label, value);
      part.end();
    }
  });
}
