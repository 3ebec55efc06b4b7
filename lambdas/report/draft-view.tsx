import { type DraftReport, NOT_FINAL } from '../documents/draft-report.ts';
import { ReportView } from '../documents/report-view.tsx';
import { InsetText, Paragraph } from '../pages/kit.ts';

/** A draft to read, and the way to its PDF. @param pdf what the page's address is asked for: '?show=draft-pdf' */
export function DraftView({ draft, pdf }: { readonly draft: DraftReport; readonly pdf: string }) {
  return (
    <>
      <InsetText>
        A draft, {draft.state}. {NOT_FINAL}
      </InsetText>
      <DraftPdfLink href={pdf} />
      <ReportView content={draft.content} framework={draft.framework} />
    </>
  );
}

const DraftPdfLink = ({ href }: { readonly href: string }) => (
  <Paragraph>
    <a className="govuk-link app-link-alone" href={href}>
      This draft as a PDF
    </a>
  </Paragraph>
);
