import { heading, labelled, pdfDocument, text } from './pdf-document.ts';

/** An answer as it is printed for whoever sent it. */
export interface PrintedAnswer {
  readonly title: string;
  readonly charityName: string;
  /** The instant at which it was sent. */
  readonly writtenAt: string;
  /** What was asked about what, by whom it was answered and when. */
  readonly facts: readonly LabelledText[];
  /** What was sent, in the words of the form. */
  readonly sent: readonly LabelledText[];
}

export interface LabelledText {
  readonly label: string;
  readonly value: string;
}

/** An answer as a PDF that screen readers can follow: facts, then each field's label above what was sent. Equal answers give equal bytes. */
export function answerPdf({ title, charityName, writtenAt, facts, sent }: PrintedAnswer): Promise<Buffer> {
  const typed = [...facts, ...sent].flatMap(({ label, value }) => [label, value]);
  return pdfDocument({ kind: 'answer', title, author: charityName, writtenAt }, typed, (document, whole) => {
    for (const { label, value } of facts) labelled(document, whole, label, value);
    for (const { label, value } of sent) {
      heading(document, whole, 'H2', label);
      for (const paragraph of value.split('\n').filter((line) => line.trim() !== '')) text(document, whole, paragraph);
    }
  });
}
