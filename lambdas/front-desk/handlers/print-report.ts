import { openLink } from '../../decisions/open-link.ts';
import type { FinalReport } from '../../documents/final-report.ts';
import { reportPdf } from '../../documents/report-pdf.ts';
import { htmlResponse, notFoundPage, pdfResponse } from '../../pages/kit.ts';
import { publicReport } from '../../publication/public-report.tsx';
import { connectReadingDesk } from '../../wiring/connect-reading-desk.ts';
import { catalogue } from '../catalogue.ts';
import { type PortalResponse, requestInstant, withProblemPage } from '../portal.ts';

const { desk, house } = connectReadingDesk();

/** GET: a final report as a PDF, for whoever may read it by a link of theirs, or for everybody where it is public. */
export const handler = withProblemPage(house, async (event): Promise<PortalResponse> => {
  const { secret, review } = event.pathParameters ?? {};
  const report =
    review === undefined ? await reportBehind(secret, requestInstant(event)) : await publicReport(review, desk.store);
  if (!report) return htmlResponse(404, notFoundPage(house));
  return pdfResponse(await reportPdf({ ...report, charityName: house.charityName }), 'report.pdf');
});

async function reportBehind(secret: string | undefined, at: string): Promise<FinalReport | undefined> {
  return (await openLink(secret, desk, catalogue, at))?.bound.document?.();
}
