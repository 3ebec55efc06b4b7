import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { hashOfLink, isOfRegistration, secretIn } from '../../decisions/links.ts';
import { openFoundLink } from '../../decisions/open-link.ts';
import type { Role } from '../../decisions/question.ts';
import {
  emptyForm,
  htmlResponse,
  linkUnknownPage,
  notFoundPage,
  page,
  seeOther,
  stylesheetResponse,
} from '../../pages/kit.ts';
import { publicReport, publicReportBody } from '../../publication/public-report.tsx';
import type { DecisionLink } from '../../store/store.ts';
import { confirmedPage, confirmPage, interestPage } from '../../subscription/interest.tsx';
import { registrationOf } from '../../subscription/registration.ts';
import { connectReadingDesk } from '../../wiring/connect-reading-desk.ts';
import { catalogue } from '../catalogue.ts';
import { elsewhere } from '../elsewhere.ts';
import { readHostAccount } from '../host-account.ts';
import { linksPage } from '../links-page.tsx';
import { type PortalResponse, portal, requestInstant, routed } from '../portal.ts';
import { questionPage, settledPage } from '../question-page.tsx';
import { reviewPage } from '../review-page.tsx';
import { sightOf } from '../who-sees-what.ts';

const { desk, house } = connectReadingDesk();

const pages = routed(house, [
  { method: 'GET', path: '/d/{secret}', handler: showQuestion },
  { method: 'HEAD', path: '/d/{secret}', handler: showQuestion },
  { method: 'GET', path: '/links', handler: async () => htmlResponse(200, linksPage(house, emptyForm)) },
  { method: 'GET', path: '/join', handler: async () => htmlResponse(200, interestPage(house, emptyForm)) },
  { method: 'GET', path: '/reports/{review}', handler: showReport },
  { method: 'GET', path: '/assets/{file}', handler: showStylesheet },
]);

const others = elsewhere(house);

/** GET and HEAD: shows pages and changes nothing. Its role can read the table and no more. */
export const handler = portal(house, (event, context) =>
  (event.routeKey === '$default' ? others : pages)(event, context),
);

async function showQuestion(event: APIGatewayProxyEventV2): Promise<PortalResponse> {
  const { pathParameters, queryStringParameters } = event;
  const at = requestInstant(event);
  const hash = hashOfLink(pathParameters?.['secret']);
  const found = hash === undefined ? undefined : await desk.store.link(hash);
  if (found && isOfRegistration(found)) return showRegistration(found, at);
  const opened = found && (await openFoundLink(found, desk, catalogue, at));
  if (!opened) return htmlResponse(404, linkUnknownPage(house));
  const { decision, link, whole } = opened;
  const show = queryStringParameters?.['show'];
  if (whole && show === 'review') {
    const viewer = { person: link.person, role: link.role as Role };
    const { account } = sightOf(whole, viewer.person, viewer.role);
    const owed = account && (await readHostAccount(desk.store, whole.review));
    return htmlResponse(200, reviewPage(whole, viewer, house, owed));
  }
  if (show === 'pdf') return seeOther(`/d/${secretIn(pathParameters?.['secret'] ?? '')}/report.pdf`);
  return htmlResponse(
    200,
    decision.status === 'open' ? questionPage(opened, house, { at }) : settledPage(opened, decision, house),
  );
}

async function showRegistration({ about }: DecisionLink, at: string): Promise<PortalResponse> {
  const row = await registrationOf(about, at, desk.store);
  if (!row) return htmlResponse(404, linkUnknownPage(house));
  return htmlResponse(200, row.begunAt === undefined ? confirmPage(house, row) : confirmedPage(house, row));
}

async function showReport({ pathParameters }: APIGatewayProxyEventV2): Promise<PortalResponse> {
  const review = pathParameters?.['review'] ?? '';
  const report = await publicReport(review, desk.store);
  if (!report) return htmlResponse(404, notFoundPage(house));
  const children = publicReportBody(review, report);
  return htmlResponse(200, page({ title: report.title, charityName: house.charityName, children }));
}

async function showStylesheet({ rawPath }: APIGatewayProxyEventV2): Promise<PortalResponse> {
  return stylesheetResponse(rawPath) ?? htmlResponse(404, notFoundPage(house));
}
