import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Deployment } from '../cloudformation/deployment.ts';
import { readBody } from '../endpoint/body.ts';
import { type Functions, isThrottled } from '../functions/functions.ts';
import type { Guard } from '../iam/guard.ts';
import { createIds, type NextId } from '../ids.ts';
import type { Problems } from '../problems.ts';
import { proxyEvent } from './event.ts';
import { type HttpApiDefinition, matchRoute, type Route, readHttpApi } from './routes.ts';
import { Throttle } from './throttle.ts';

/** What a function may answer to API Gateway, payload format 2.0. */
const structuredResponse = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  cookies: z.array(z.string()).optional(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().optional(),
});

export interface HttpApiOptions {
  readonly deployment: Deployment;
  readonly clock: Clock;
  readonly functions: Functions;
  readonly guard: Guard;
  readonly problems: Problems;
  readonly seed: number;
  /** Whether more requests than the stage takes are refused. */
  readonly isThrottled?: boolean;
  /** Hears of each request that was answered: by which API, with which status, after how many milliseconds. */
  readonly onAnswer?: (apiId: string, status: number, milliseconds: number) => void;
}

const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** The deployment's HTTP API: routes, the functions behind them, and API Gateway's own answers. */
export class HttpApi {
  readonly #options: HttpApiOptions;
  readonly #nextId: NextId;
  #api: HttpApiDefinition | undefined;
  #throttle: Throttle | undefined;

  constructor(options: HttpApiOptions) {
    this.#options = options;
    this.#nextId = createIds(options.seed, 'requests');
    this.deploy(options.deployment);
  }

  /** Takes the routes of a release. */
  deploy(deployment: Deployment): void {
    this.#api = readHttpApi(deployment);
    const { isThrottled, clock } = this.#options;
    this.#throttle = isThrottled && this.#api?.throttle ? new Throttle(this.#api.throttle, clock) : undefined;
  }

  /** Answers one request. The clock stands still from its arrival until the last byte. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const began = performance.now();
    await this.#options.clock.during(this.#answer(request, response));
    if (this.#api) this.#options.onAnswer?.(this.#api.apiId, response.statusCode, performance.now() - began);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = this.#nextId();
    if (this.#throttle?.take() === false) return gatewayAnswer(response, requestId, 429, 'Too Many Requests');
    const [, pathname = '/', rawQueryString = ''] = /^([^?]*)\??(.*)$/s.exec(request.url ?? '/') ?? [];
    const path = decodePath(pathname);
    const match = this.#api && matchRoute(this.#api, request.method ?? 'GET', path);
    // API Gateway says the same of an unknown path and of a known path with another method, OPTIONS included.
    if (!this.#api || !match) return gatewayAnswer(response, requestId, 404, 'Not Found');
    const body = await readBody(request, MAX_BODY_BYTES);
    if (body === 'too large') return gatewayAnswer(response, requestId, 413, 'Request Entity Too Large');

    const { clock, deployment, functions, problems } = this.#options;
    const event = proxyEvent({
      ...{ request, body, match, path, rawQueryString, requestId },
      apiId: this.#api.apiId,
      account: deployment.account,
      at: clock.now(),
    });
    const refusal = this.#refusal(this.#api.apiId, match.route);
    if (refusal !== undefined) {
      problems.report(`${match.route.routeKey} may not call ${match.route.functionName}: ${refusal}`);
      return gatewayAnswer(response, requestId, 500, 'Internal Server Error');
    }
    const result = await within(
      match.route.timeoutMs,
      functions.invoke(match.route.functionName, event, { kind: 'request' }),
    );
    if (result === 'too late') return gatewayAnswer(response, requestId, 503, 'Service Unavailable');
    if ('error' in result) {
      const { errorType, errorMessage } = result.error;
      // With a quota it is the account that has no room, as its metrics tell; the function has done nothing wrong.
      if (!isThrottled(result.error))
        problems.report(`${match.route.routeKey} failed in ${match.route.functionName}: ${errorType}: ${errorMessage}`);
      return gatewayAnswer(response, requestId, 500, 'Internal Server Error');
    }
    writeResult(response, requestId, JSON.parse(result.payload));
  }

  /** API Gateway calls as a service, on behalf of the route, so it is the function's own policy that lets it. */
  #refusal(apiId: string, { routeKey, functionName }: Route): string | undefined {
    const { guard, deployment, functions } = this.#options;
    const { region, account } = deployment;
    const sourceArn = `arn:aws:execute-api:${region}:${account}:${apiId}/$default/${routeKey.replace(' ', '')}`;
    return guard.refusal(
      { kind: 'service', service: 'apigateway.amazonaws.com', sourceArn },
      { action: 'lambda:InvokeFunction', resource: functions.find(functionName)?.arn ?? functionName },
    );
  }
}

function writeResult(response: ServerResponse, requestId: string, payload: unknown): void {
  const structured = structuredResponse.safeParse(payload);
  if (!structured.success) {
    const hasStatus = typeof payload === 'object' && payload !== null && 'statusCode' in payload;
    if (hasStatus) {
      gatewayAnswer(response, requestId, 500, 'Internal Server Error');
      return;
    }
    // Without a status code API Gateway takes the whole payload for the body.
    response.writeHead(200, { 'content-type': 'application/json', 'apigw-requestid': requestId });
    response.end(typeof payload === 'string' ? payload : JSON.stringify(payload));
    return;
  }
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded = false } = structured.data;
  response.statusCode = statusCode;
  response.setHeader('apigw-requestid', requestId);
  response.setHeader('content-type', 'text/plain;charset=UTF-8');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  response.setHeader('content-length', bytes.length);
  response.end(bytes);
}

function gatewayAnswer(response: ServerResponse, requestId: string, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'apigw-requestid': requestId });
  response.end(JSON.stringify({ message }));
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T | 'too late'> {
  const { promise, resolve } = Promise.withResolvers<'too late'>();
  const timer = setTimeout(() => resolve('too late'), timeoutMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
