import type { MiddlewareObj } from '@middy/core';
import httpRouter, { type Method } from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { compressed, htmlResponse, notFoundPage, problemPage, type Site } from '../pages/kit.ts';
import { errorName } from '../platform/error-name.ts';
import { called } from '../platform/handlers.ts';
import { logger } from '../platform/logger.ts';
import { placesIn } from '../platform/without-data.ts';

export type PortalResponse = APIGatewayProxyStructuredResultV2;

/** Answers a request, of which more may be known by then than API Gateway sends. */
export type Answer<Request = APIGatewayProxyEventV2> = (request: Request, context: Context) => Promise<PortalResponse>;

/** An address of the portal, as lib/portal-stack.ts adds it to the HTTP API, and what answers there. */
interface Route<Request> {
  readonly method: Method;
  readonly path: `/${string}`;
  readonly handler: Answer<Request>;
}

/** The instant of a request, from the request itself. */
export const requestInstant = (event: APIGatewayProxyEventV2): string =>
  new Date(event.requestContext.timeEpoch).toISOString();

/** Answers by the address; where nothing is, with a page that says so. */
export function routed<Request extends APIGatewayProxyEventV2>(
  site: Site,
  routes: readonly Route<Request>[],
): Answer<Request> {
  const notFoundResponse = (): PortalResponse => htmlResponse(404, notFoundPage(site));
  return httpRouter<Request, PortalResponse>({ routes: [...routes], notFoundResponse }) as Answer<Request>;
}

/** A function of the portal: what it answers goes compressed, and where it fails a page says what to do. */
export const portal = (site: Site, answer: Answer): Answer => called(answer).use(compressing).use(problemPages(site));

type Middleware = MiddlewareObj<APIGatewayProxyEventV2, PortalResponse>;

const compressing: Middleware = {
  after: ({ event, response }) => compressed(response ?? {}, event.headers['accept-encoding']),
};

/** Logs ids and names of errors. */
const problemPages = (site: Site): Middleware => ({
  onError: ({ event, error }) => {
    logger.error('request failed', {
      route: event.routeKey,
      requestId: event.requestContext.requestId,
      error: errorName(error),
      where: error instanceof Error ? placesIn(error.stack).slice(0, 5) : undefined,
    });
    return htmlResponse(500, problemPage(site));
  },
});
