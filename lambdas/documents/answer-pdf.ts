import { hasFonts, MISSING } from './pdf-fonts.ts';
import { type AboutDocument, heading, labelled, taggedPdf, text } from './pdf-layout.ts';

/** An answer as it is printed for whoever sent it. */
export interface PrintedAnswer extends AboutDocument {
  /** What was asked about what, by whom it was answered and when. */
  readonly facts: readonly LabelledText[];
  /** What was sent, in the words of the form. */
  readonly sent: readonly LabelledText[];
}

export interface LabelledText {
  readonly label: string;
  readonly value: string;
}

const NOT_ALL_SHOWN = `Some signs of this answer are not in the fonts of this document. Each is shown as ${MISSING}; the page has them as they were written.`;

/** An answer as a PDF that screen readers can follow: facts, then each field's label above what was sent. Equal answers give equal bytes. */
export function answerPdf(answer: PrintedAnswer): Promise<Buffer> {
  return taggedPdf(answer, (document, whole) => {
    const all = [answer.title, ...[...answer.facts, ...answer.sent].flatMap(({ label, value }) => [label, value])];
    if (!all.every((one) => hasFonts(one))) text(document, whole, NOT_ALL_SHOWN);
    for (const { label, value } of answer.facts) labelled(document, whole, label, value);
    for (const { label, value } of answer.sent) {
      heading(document, whole, 'H2', label);
      for (const paragraph of value.split('\n').filter((line) => line.trim() !== '')) text(document, whole, paragraph);
    }
  });
}
