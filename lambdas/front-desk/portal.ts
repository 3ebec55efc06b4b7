import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type House, htmlResponse, problemPage } from '../pages/kit.ts';
import { logger } from '../wiring/logger.ts';

export type PortalResponse = APIGatewayProxyStructuredResultV2;

/** The instant of a request, from the request itself. */
export const requestInstant = (event: APIGatewayProxyEventV2): string =>
  new Date(event.requestContext.timeEpoch).toISOString();

/**
 * Whether a form was sent from one of our own pages. Browsers say so themselves; a mail program or an old browser that
 * says nothing is let through, since the link's secret is what another site does not have.
 */
export const fromOurOwnPage = (event: APIGatewayProxyEventV2): boolean => {
  const site = event.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
};

/** Lets a route answer, and answers for it with a page that says what to do when it fails. Logs ids and names of errors. */
export function withProblemPage(
  house: House,
  answer: (event: APIGatewayProxyEventV2) => Promise<PortalResponse>,
): (event: APIGatewayProxyEventV2) => Promise<PortalResponse> {
  return async (event) => {
    try {
      return await answer(event);
    } catch (error) {
      logger.error('request failed', {
        route: event.routeKey,
        requestId: event.requestContext.requestId,
        error: error instanceof Error ? error.name : 'unknown',
        where: error instanceof Error ? error.stack?.split('\n').slice(1, 6) : undefined,
      });
      return htmlResponse(500, problemPage(house));
    }
  };
}
