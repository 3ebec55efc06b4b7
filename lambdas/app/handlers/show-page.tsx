import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import {
  assetResponse,
  emptyForm,
  htmlResponse,
  jsonResponse,
  linkUnknownPage,
  notFoundPage,
  page,
  publicResponse,
  seeOther,
} from '../../pages/kit.ts';
import { draftOfQuestion } from '../../portal/draft-of-question.tsx';
import { elsewhere } from '../../portal/elsewhere.ts';
import { holdsNoOfficePage, opensNothing } from '../../portal/holds-no-office-page.tsx';
import { readHostAccount } from '../../portal/host-account.ts';
import { linksPage } from '../../portal/links-page.tsx';
import { detailsNow, ownDetailsPage, readOwnDetails } from '../../portal/own-details.tsx';
import { type PortalResponse, portal, requestInstant, routed } from '../../portal/portal.ts';
import { questionPage, settledPage } from '../../portal/question-page.tsx';
import { type ReadingPage, readingPage } from '../../portal/reading-page.tsx';
import { reviewPage } from '../../portal/review-page.tsx';
import { publicReport, publicReportBody } from '../../publication/public-report.tsx';
import { publicReports, publicReportsBody } from '../../publication/public-reports.tsx';
import { contactsOf } from '../../questions/contacts.ts';
import { hashOfLink, isOfPage, isOfRegistration, secretIn } from '../../questions/links.ts';
import { isOver, type OpenedLink, openFoundLink, openKnownLink } from '../../questions/open-link.ts';
import { pageOpened } from '../../questions/page-link.ts';
import { readTeamJourneys } from '../../questions/team-journeys.ts';
import { DraftView } from '../../report/draft-view.tsx';
import type { DecisionLink } from '../../store/store.ts';
import { withTeam } from '../../store/whole-review.ts';
import { confirmedPage, confirmPage, interestPage } from '../../subscription/interest.tsx';
import { registrationOf } from '../../subscription/registration.ts';
import { connectReadingDeps } from '../../wiring/connect-reading-deps.ts';
import { catalogue } from '../catalogue.ts';
import { ownPageOf, pageOfPerson } from '../own/own-page.ts';
import { privacyPage, retentionAt } from '../privacy-page.tsx';
import { accessibilityPage } from '../public/accessibility-page.tsx';
import { helpPage } from '../public/help-page.tsx';
import { glanceAt, howItWorksPage } from '../public/how-it-works-page.tsx';
import { startPage } from '../public/start-page.tsx';
import { READING_PAGES } from '../reading-pages.ts';

const { deps, site } = connectReadingDeps();

/** The pages that anybody may read, and that search engines may list. */
const publicPages: Readonly<Record<`/${string}`, (event: APIGatewayProxyEventV2) => string | Promise<string>>> = {
  '/': () => startPage(site),
  '/how-it-works': async (event) => howItWorksPage(site, await glanceAt(requestInstant(event), deps.store)),
  '/help': () => helpPage(site),
  '/privacy': async (event) => privacyPage(site, await retentionAt(requestInstant(event), deps.store)),
  '/accessibility': () => accessibilityPage(site),
  '/join': () => interestPage(site, emptyForm),
};

const pages = routed(site, [
  ...Object.entries(publicPages).flatMap(([path, show]) =>
    (['GET', 'HEAD'] as const).map((method) => ({
      method,
      path: path as `/${string}`,
      handler: async (event: APIGatewayProxyEventV2) => publicResponse(await show(event)),
    })),
  ),
  { method: 'GET', path: '/d/{secret}', handler: showQuestion },
  { method: 'HEAD', path: '/d/{secret}', handler: showQuestion },
  { method: 'GET', path: '/links', handler: async () => htmlResponse(200, linksPage(site, emptyForm)) },
  { method: 'GET', path: '/reports/{review}', handler: showReport },
  { method: 'GET', path: '/published/{host}', handler: showReports },
  { method: 'GET', path: '/assets/{file}', handler: showAsset },
]);

const others = elsewhere(site);

/** GET and HEAD: shows pages and changes nothing. Its role can read the table and no more. */
export const handler = portal(site, (event, context) =>
  (event.routeKey === '$default' ? others : pages)(event, context),
);

async function showQuestion(event: APIGatewayProxyEventV2): Promise<PortalResponse> {
  const { pathParameters, queryStringParameters } = event;
  const at = requestInstant(event);
  const hash = hashOfLink(pathParameters?.['secret']);
  const again = hash === undefined ? undefined : await openKnownLink(hash, deps, catalogue, at);
  const found = again?.link ?? (hash === undefined ? undefined : await deps.store.link(hash));
  const show = queryStringParameters?.['show'];
  if (show === 'answer') return seeOther(`/d/${secretIn(pathParameters?.['secret'] ?? '')}/answer.pdf`);
  if (found && isOfRegistration(found)) return showRegistration(found, at);
  if (show === 'record-pdf') return seeOther(`/d/${secretIn(pathParameters?.['secret'] ?? '')}/record.pdf`);
  if (show === 'agreement-pdf') return seeOther(`/d/${secretIn(pathParameters?.['secret'] ?? '')}/agreement.pdf`);
  const draftPdf = /^draft-pdf(?:\.([a-z]+-[\w-]+))?$/.exec(show ?? '');
  if (draftPdf) {
    const [, review] = draftPdf;
    const of = review === undefined ? '' : `?review=${review}`;
    return seeOther(`/d/${secretIn(pathParameters?.['secret'] ?? '')}/draft.pdf${of}`);
  }
  if (found && isOfPage(found)) return showReadingPage(found, show, at);
  const opened = again ?? (found && (await openFoundLink(found, deps, catalogue, at)));
  if (!opened) return htmlResponse(404, linkUnknownPage(site));
  if (opensNothing(opened)) return htmlResponse(403, holdsNoOfficePage(opened, site));
  const { decision, link, may } = opened;
  if (show === 'details') {
    const details = await readOwnDetails(opened, deps.store);
    if (!details) return htmlResponse(404, linkUnknownPage(site));
    return htmlResponse(200, ownDetailsPage(details, site, { values: detailsNow(details), errors: {} }));
  }
  if (show === 'draft') return showDraft(opened);
  const own = ownPageOf(show, opened);
  if (own === 'not-shown') return htmlResponse(404, linkUnknownPage(site));
  if (own) return showOwn(own.page, own.of, link, at);
  if (opened.whole && show === 'review') {
    const whole = withTeam(opened.whole) ?? (await deps.store.needReviewAtHand(link.about));
    const [account, contacts, journeys] = await Promise.all([
      may.account ? readHostAccount(deps.store, whole.review) : undefined,
      may.team ? contactsOf(whole, deps.store) : [],
      may.team ? readTeamJourneys(whole, deps.store) : undefined,
    ]);
    const reader = { person: link.person, role: link.role, at };
    return htmlResponse(200, reviewPage(whole, may, site, { account, contacts, journeys, reader }));
  }
  if (show === 'pdf') return seeOther(`/d/${secretIn(pathParameters?.['secret'] ?? '')}/report.pdf`);
  return htmlResponse(
    200,
    decision.status === 'open'
      ? questionPage(opened, site, { at, part: queryStringParameters?.['part'] })
      : settledPage(opened, decision, site, { at }),
  );
}

/** The draft that a question is about, by itself. */
function showDraft(opened: OpenedLink): PortalResponse {
  const draft = draftOfQuestion(opened);
  if (!draft) return htmlResponse(404, linkUnknownPage(site));
  const body = <DraftView draft={draft} pdf="?show=draft-pdf" />;
  return htmlResponse(
    200,
    readingPage(site, { title: 'The report as it stands', caption: opened.bound.page().caption, body }, '?'),
  );
}

async function showRegistration({ about }: DecisionLink, at: string): Promise<PortalResponse> {
  const row = await registrationOf(about, at, deps.store);
  if (!row) return htmlResponse(404, linkUnknownPage(site));
  return htmlResponse(200, row.begunAt === undefined ? confirmPage(site, row) : confirmedPage(site, row));
}

async function showReadingPage(link: DecisionLink, show: string | undefined, at: string): Promise<PortalResponse> {
  const { page: name, of, reader } = pageOpened(link);
  const isOpen = !isOver(link, at);
  const own = isOpen ? pageOfPerson(show, link.person) : undefined;
  if (own) return showOwn(own.page, own.of, link, at);
  const known = isOpen ? READING_PAGES[name] : undefined;
  if (show === 'json' && known?.file) {
    const file = await known.file(of, reader, deps, at);
    return file ? jsonResponse(file.json, file.name) : htmlResponse(404, linkUnknownPage(site));
  }
  const shown = await known?.show(of, reader, deps, at);
  return shown ? htmlResponse(200, readingPage(site, shown)) : htmlResponse(404, linkUnknownPage(site));
}

/** A page of its reader's own, with the way back to what the link itself leads to. */
async function showOwn(page: ReadingPage, of: string, link: DecisionLink, at: string): Promise<PortalResponse> {
  const { reader } = pageOpened(link);
  const shown = await page.show(of, reader, deps, at);
  return shown ? htmlResponse(200, readingPage(site, shown, '?')) : htmlResponse(404, linkUnknownPage(site));
}

async function showReport({ pathParameters }: APIGatewayProxyEventV2): Promise<PortalResponse> {
  const review = pathParameters?.['review'] ?? '';
  const report = await publicReport(review, deps.store);
  if (!report) return htmlResponse(404, notFoundPage(site));
  const children = publicReportBody(review, report);
  return htmlResponse(200, page({ title: report.title, site, children }));
}

async function showReports({ pathParameters }: APIGatewayProxyEventV2): Promise<PortalResponse> {
  const reports = await publicReports(pathParameters?.['host'] ?? '', deps.store);
  if (!reports) return htmlResponse(404, notFoundPage(site));
  const title = `Published reports: ${reports.host}`;
  return htmlResponse(200, page({ title, site, children: publicReportsBody(reports) }));
}

async function showAsset({ rawPath }: APIGatewayProxyEventV2): Promise<PortalResponse> {
  return assetResponse(rawPath) ?? htmlResponse(404, notFoundPage(site));
}
