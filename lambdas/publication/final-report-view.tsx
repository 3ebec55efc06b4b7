import { longDate } from '../calendar/dates.ts';
import type { FinalReport } from '../documents/final-report.ts';
import { ReportView } from '../documents/report-view.tsx';
import { InsetText, Paragraph } from '../pages/kit.ts';

/** A final report to read, and the way to its PDF from the page of a link. */
export function FinalReportView({ report }: { readonly report: FinalReport }) {
  return (
    <>
      <CorrectedOn {...report} />
      <ReportView content={report.content} framework={report.framework} />
      <PdfLink href="?show=pdf" />
    </>
  );
}

/** That a fact was put right: whoever has an older copy knows by it. */
export const CorrectedOn = ({ correctedOn }: Pick<FinalReport, 'correctedOn'>) =>
  correctedOn !== undefined && (
    <InsetText>
      A fact in this report was corrected on {longDate(correctedOn)}. Copies from before are out of date.
    </InsetText>
  );

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
