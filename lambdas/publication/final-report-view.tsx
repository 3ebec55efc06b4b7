import type { FinalReport } from '../documents/final-report.ts';
import { ReportView } from '../documents/report-view.tsx';
import { Paragraph } from '../pages/kit.ts';

/** A final report to read, and the way to its PDF from the page of a link. */
export function FinalReportView({ report }: { readonly report: FinalReport }) {
  return (
    <>
      <ReportView content={report.content} framework={report.framework} />
      <PdfLink href="?show=pdf" />
    </>
  );
}

/** The report as a document to keep or to put on one's own website. */
export function PdfLink({ href }: { readonly href: string }) {
  return (
    <Paragraph>
      <a className="govuk-link app-link-alone" href={href}>
        The report as a PDF
      </a>
    </Paragraph>
  );
}
