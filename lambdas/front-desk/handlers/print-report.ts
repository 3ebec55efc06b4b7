import { openLink } from '../../decisions/open-link.ts';
import type { Desk } from '../../decisions/question.ts';
import type { FinalReport } from '../../documents/final-report.ts';
import { reportPdf } from '../../documents/report-pdf.ts';
import { type House, htmlResponse, notFoundPage, pdfResponse } from '../../pages/kit.ts';
import { publicReport } from '../../publication/public-report.tsx';
import { connectStore } from '../../store/store.ts';
import { environment } from '../../wiring/environment.ts';
import { catalogue } from '../catalogue.ts';
import { type PortalResponse, requestInstant, withProblemPage } from '../portal.ts';

const env = environment('TABLE_NAME', 'CENTRAL_TEAM_ADDRESS', 'CHARITY_NAME');
const desk: Desk = {
  store: connectStore(env.TABLE_NAME),
  centralTeam: { name: 'colleagues', email: env.CENTRAL_TEAM_ADDRESS },
};
const house: House = { charityName: env.CHARITY_NAME, helpAddress: env.CENTRAL_TEAM_ADDRESS };

/** GET: a final report as a PDF, for whoever may read it by a link of theirs, or for everybody where it is public. */
export const handler = withProblemPage(house, async (event): Promise<PortalResponse> => {
  const { secret, review } = event.pathParameters ?? {};
  const report =
    review === undefined ? await reportBehind(secret, requestInstant(event)) : await publicReport(review, desk.store);
  if (!report) return htmlResponse(404, notFoundPage(house));
  return pdfResponse(await reportPdf({ ...report, charityName: env.CHARITY_NAME }), 'report.pdf');
});

async function reportBehind(secret: string | undefined, at: string): Promise<FinalReport | undefined> {
  return (await openLink(secret, desk, catalogue, at))?.bound.document?.();
}
