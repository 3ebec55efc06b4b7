import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { proxyEvent } from '../../../local/http-api/event.ts';

const eventFor = (contentType: string, body: string) =>
  proxyEvent({
    request: {
      method: 'POST',
      httpVersion: '1.1',
      headers: { host: '127.0.0.1:4300', 'content-type': contentType },
      socket: { remoteAddress: '127.0.0.1' },
    } as unknown as IncomingMessage,
    body: Buffer.from(body),
    match: {
      route: { routeKey: 'POST /d', method: 'POST', segments: ['d'], functionName: 'f', timeoutMs: 1 },
      pathParameters: {},
    },
    path: '/d',
    rawQueryString: '',
    apiId: 'api',
    account: '000000000000',
    requestId: '00000000-0000-4000-a000-000000000000',
    at: 0,
  });

describe('the body of a request', () => {
  it.each(['text/plain', 'application/json; charset=utf-8', 'application/problem+json', 'application/xml'])(
    'stays text for %s',
    (contentType) => {
      expect(eventFor(contentType, 'é')).toMatchObject({ body: 'é', isBase64Encoded: false });
    },
  );

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'comes in base64 for %s',
    (contentType) => {
      const { body, isBase64Encoded } = eventFor(contentType, 'a=é');
      expect([Buffer.from(body ?? '', 'base64').toString(), isBase64Encoded]).toEqual(['a=é', true]);
    },
  );
});
