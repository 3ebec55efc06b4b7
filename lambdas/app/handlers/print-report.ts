import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { longDate } from '../../calendar/dates.ts';
import { londonDate } from '../../calendar/london.ts';
import { agreementPdf } from '../../documents/agreement-pdf.ts';
import { answerPdf, type PrintedAnswer } from '../../documents/answer-pdf.ts';
import type { FinalReport } from '../../documents/final-report.ts';
import { recordPdf } from '../../documents/record-pdf.ts';
import { draftPdf, reportPdf } from '../../documents/report-pdf.ts';
import { htmlResponse, notFoundPage, pdfResponse } from '../../pages/kit.ts';
import { type PortalResponse, portal, requestInstant, routed } from '../../portal/portal.ts';
import { printedAnswer } from '../../portal/what-was-sent.tsx';
import { publicReport } from '../../publication/public-report.tsx';
import { hashOfLink, isOfRegistration } from '../../questions/links.ts';
import { openFoundLink, openLink } from '../../questions/open-link.ts';
import { printedInterest } from '../../subscription/interest.tsx';
import { registrationOf } from '../../subscription/registration.ts';
import { connectReadingDeps } from '../../wiring/connect-reading-deps.ts';
import { catalogue } from '../catalogue.ts';
import { draftBehind } from '../own/draft-behind.ts';
import { recordBehind } from '../own/record-behind.ts';
import { agreementBehind } from '../own/signed-agreement-page.tsx';

const { deps, site } = connectReadingDeps();

/** GET: a report, its draft or an answer or agreement as a PDF, for whoever may read it by a link of theirs; a report for everybody where it is public; a person's own record. */
export const handler = portal(
  site,
  routed(site, [
    { method: 'GET', path: '/d/{secret}/report.pdf', handler: printBehindLink },
    { method: 'GET', path: '/d/{secret}/draft.pdf', handler: printDraft },
    { method: 'GET', path: '/d/{secret}/record.pdf', handler: printRecord },
    { method: 'GET', path: '/d/{secret}/answer.pdf', handler: printAnswer },
    { method: 'GET', path: '/d/{secret}/agreement.pdf', handler: printAgreement },
    { method: 'GET', path: '/reports/{review}/report.pdf', handler: printPublic },
  ]),
);

async function printBehindLink(event: APIGatewayProxyEventV2): Promise<PortalResponse> {
  const opened = await openLink(event.pathParameters?.['secret'], deps, catalogue, requestInstant(event));
  return print(await opened?.bound.document?.());
}

async function printDraft(event: APIGatewayProxyEventV2): Promise<PortalResponse> {
  const { pathParameters, queryStringParameters } = event;
  const review = queryStringParameters?.['review'];
  const draft = await draftBehind(pathParameters?.['secret'], review, deps, requestInstant(event));
  if (!draft) return htmlResponse(404, notFoundPage(site));
  return pdfResponse(await draftPdf({ ...draft, charityName: site.charityName }), 'draft.pdf');
}

async function printRecord(event: APIGatewayProxyEventV2): Promise<PortalResponse> {
  const at = requestInstant(event);
  const record = await recordBehind(event.pathParameters?.['secret'], deps, at);
  if (!record) return htmlResponse(404, notFoundPage(site));
  const written = { charityName: site.charityName, writtenAt: at, writtenOn: longDate(londonDate(at)) };
  return pdfResponse(await recordPdf({ ...record, ...written }), 'record.pdf');
}

async function printAnswer(event: APIGatewayProxyEventV2): Promise<PortalResponse> {
  const answer = await answerBehind(event.pathParameters?.['secret'], requestInstant(event));
  return answer ? pdfResponse(await answerPdf(answer), 'answer.pdf') : htmlResponse(404, notFoundPage(site));
}

async function printAgreement(event: APIGatewayProxyEventV2): Promise<PortalResponse> {
  const hash = hashOfLink(event.pathParameters?.['secret']);
  const link = hash === undefined ? undefined : await deps.store.link(hash);
  const agreement = await agreementBehind(link, deps, requestInstant(event));
  if (!agreement) return htmlResponse(404, notFoundPage(site));
  return pdfResponse(await agreementPdf({ ...agreement, charityName: site.charityName }), 'agreement.pdf');
}

/** What was sent by the form behind a link: a question's, or that of whoever would like to join. */
async function answerBehind(secret: string | undefined, at: string): Promise<PrintedAnswer | undefined> {
  const hash = hashOfLink(secret);
  const link = hash === undefined ? undefined : await deps.store.link(hash);
  if (link && isOfRegistration(link)) {
    const row = await registrationOf(link.about, at, deps.store);
    return row && printedInterest(row, site);
  }
  const opened = link && (await openFoundLink(link, deps, catalogue, at));
  return opened && printedAnswer(opened, site);
}

async function printPublic({ pathParameters }: APIGatewayProxyEventV2): Promise<PortalResponse> {
  return print(await publicReport(pathParameters?.['review'] ?? '', deps.store));
}

async function print(report: FinalReport | undefined): Promise<PortalResponse> {
  if (!report) return htmlResponse(404, notFoundPage(site));
  return pdfResponse(await reportPdf({ ...report, charityName: site.charityName }), 'report.pdf');
}
