import { heading, labelled, list, pdfDocument } from './pdf-document.ts';

/** An agreement as it was signed. */
export interface PrintedAgreement {
  /** 'Agreement for 2026 to 2027: Hill View Primary School'. */
  readonly title: string;
  readonly charityName: string;
  /** The instant at which it was signed. */
  readonly writtenAt: string;
  /** For whom, by whom, when, and which version. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** The paragraphs as they were read before the signature. */
  readonly text: readonly string[];
}

/** A signed agreement as a PDF that screen readers can follow: who signed it and when, then its text. Equal agreements give equal bytes. */
export function agreementPdf({ title, charityName, writtenAt, facts, text }: PrintedAgreement): Promise<Buffer> {
  const typed = facts.map(({ value }) => value);
  return pdfDocument({ kind: 'agreement', title, author: charityName, writtenAt }, typed, (document, whole) => {
    for (const { label, value } of facts) labelled(document, whole, label, value);
    heading(document, whole, 'H2', 'What was signed');
    list(document, whole, text);
  });
}
