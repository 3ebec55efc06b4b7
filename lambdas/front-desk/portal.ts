import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { compressed, type House, htmlResponse, problemPage } from '../pages/kit.ts';
import { logger } from '../platform/logger.ts';

export type PortalResponse = APIGatewayProxyStructuredResultV2;

/** The instant of a request, from the request itself. */
export const requestInstant = (event: APIGatewayProxyEventV2): string =>
  new Date(event.requestContext.timeEpoch).toISOString();

/**
 * Whether a form was sent from one of our own pages. Browsers say so themselves; an older one names the origin alone, and
 * says 'null' for pages that send no referrer, as ours do. A mail program that says nothing is let through, since the
 * link's secret is what another site does not have.
 */
export function fromOurOwnPage({ headers }: Pick<APIGatewayProxyEventV2, 'headers'>): boolean {
  const { 'sec-fetch-site': site, origin, host } = headers;
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  if (origin === undefined || origin === 'null') return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** Lets a route answer, and answers for it with a page that says what to do when it fails. Logs ids and names of errors. */
export function withProblemPage(
  house: House,
  answer: (event: APIGatewayProxyEventV2) => Promise<PortalResponse>,
): (event: APIGatewayProxyEventV2) => Promise<PortalResponse> {
  return async (event) => {
    try {
      return compressed(await answer(event), event.headers['accept-encoding']);
    } catch (error) {
      logger.error('request failed', {
        route: event.routeKey,
        requestId: event.requestContext.requestId,
        error: error instanceof Error ? error.name : 'unknown',
        where: error instanceof Error ? placesIn(error.stack) : undefined,
      });
      return htmlResponse(500, problemPage(house));
    }
  };
}

/** The topmost calls of a stack. Its other lines are the error's message, which may hold what somebody typed. */
const placesIn = (stack = ''): readonly string[] =>
  stack
    .split('\n')
    .filter((line) => /^ {4}at .+:\d+:\d+\)?$/.test(line))
    .slice(0, 5);
