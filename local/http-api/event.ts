import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { RouteMatch } from './routes.ts';

export interface EventParts {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly match: RouteMatch;
  readonly path: string;
  readonly rawQueryString: string;
  readonly apiId: string;
  readonly account: string;
  readonly requestId: string;
  /** Virtual time, milliseconds since the epoch. */
  readonly at: number;
}

/** The event that API Gateway sends a function for a request: payload format 2.0. */
export function proxyEvent(parts: EventParts): APIGatewayProxyEventV2 {
  const { request, body, match, path, rawQueryString, apiId, at } = parts;
  const { cookie, ...received } = request.headers;
  const sourceIp = request.socket.remoteAddress ?? '127.0.0.1';
  const host = request.headers.host ?? '127.0.0.1';
  const headers = joined({
    ...received,
    'x-amzn-trace-id': `Root=1-${Math.floor(at / 1000).toString(16)}-${parts.requestId.replaceAll('-', '').slice(0, 24)}`,
    'x-forwarded-for': [received['x-forwarded-for'], sourceIp].filter(Boolean).join(', '),
    'x-forwarded-port': host.split(':')[1] ?? '80',
    'x-forwarded-proto': 'http',
  });
  const query = queryParameters(rawQueryString);
  const domainName = host.split(':')[0] ?? host;
  return {
    version: '2.0',
    routeKey: match.route.routeKey,
    rawPath: path,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(query ? { queryStringParameters: query } : {}),
    requestContext: {
      accountId: parts.account,
      apiId,
      domainName,
      domainPrefix: domainName.split('.')[0] ?? domainName,
      http: {
        method: request.method ?? 'GET',
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: parts.requestId,
      routeKey: match.route.routeKey,
      stage: '$default',
      time: commonLogTime(at),
      timeEpoch: at,
    },
    ...(Object.keys(match.pathParameters).length > 0 ? { pathParameters: { ...match.pathParameters } } : {}),
    ...encodedBody(body, request.headers['content-type']),
  };
}

/** Text stays text; everything else, a form post too, comes in base64. */
function encodedBody(body: Buffer, contentType = ''): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = /^(text\/|application\/(json|javascript|xml)|application\/[\w.-]+\+(json|xml))/i.test(contentType);
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

function joined(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const entries = Object.entries(headers).filter(
    (entry): entry is [string, string | string[]] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, [value].flat().join(',')]));
}

function queryParameters(rawQueryString: string): Record<string, string> | undefined {
  if (rawQueryString === '') return undefined;
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    parameters[name] = name in parameters ? `${parameters[name]},${value}` : value;
  }
  return parameters;
}

/** `12/Mar/2020:19:03:58 +0000`. */
function commonLogTime(at: number): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(at).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
