import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { matchRoute } from '../../../local/http-api/routes.ts';
import { useSmallStack } from '../fixtures/small-stack.ts';

const small = useSmallStack();
const get = (path: string, init?: RequestInit) => fetch(`${small.stack.portalOrigin}${path}`, init);
const eventOf = async (response: Response) => (await response.json()) as APIGatewayProxyEventV2;

describe('the HTTP API', () => {
  it('sends a function the event that API Gateway would, at the virtual time', async () => {
    const headers = { 'X-Custom': 'yes', cookie: 'one=1; two=2', 'user-agent': 'test' };
    const event = await eventOf(await get('/d/s%20cret?a=1&a=2&b=%26', { headers }));
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'GET /d/{secret}',
      rawPath: '/d/s cret',
      rawQueryString: 'a=1&a=2&b=%26',
      cookies: ['one=1', 'two=2'],
      headers: { 'x-custom': 'yes', 'x-forwarded-proto': 'http' },
      queryStringParameters: { a: '1,2', b: '&' },
      pathParameters: { secret: 's cret' },
      isBase64Encoded: false,
      requestContext: {
        stage: '$default',
        time: '01/Jan/2027:12:00:00 +0000',
        timeEpoch: Date.parse('2027-01-01T12:00:00Z'),
        http: { method: 'GET', path: '/d/s cret', sourceIp: '127.0.0.1', userAgent: 'test' },
      },
    });
    expect(event.headers).not.toHaveProperty('cookie');
    expect(event).not.toHaveProperty('body');
  });

  it('passes status, headers and cookies on', async () => {
    const response = await get('/d/secret');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it('prefers the fixed path to the one with a variable', async () => {
    expect((await eventOf(await get('/d/fixed'))).routeKey).toBe('GET /d/fixed');
  });

  it.each([
    ['GET', '/elsewhere'],
    ['HEAD', '/d/secret'],
    ['OPTIONS', '/d/secret'],
    ['GET', '/d/'],
    ['GET', '/d/secret/more'],
    ['GET', '//d/secret'],
  ])("answers %s %s with API Gateway's 404", async (method, path) => {
    const response = await get(path, { method });
    expect(response.status).toBe(404);
    expect(await response.text()).toBe(method === 'HEAD' ? '' : '{"message":"Not Found"}');
  });

  it('takes a payload without a status code for the body', async () => {
    const response = await get('/d/nobody', { method: 'POST', body: 'a=1' });
    expect([response.status, await response.text()]).toEqual([200, 'no such question']);
  });

  it('says 500 and no more when the function fails, and tells whoever watches', async () => {
    await small.stack.table.send(
      new PutCommand({
        TableName: small.stack.tableName,
        Item: { pk: 'question', sk: 'used', token: 'no token of ours' },
      }),
    );
    const response = await get('/d/used', { method: 'POST' });
    expect([response.status, await response.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
    expect(small.stack.problems.messages).toEqual([expect.stringContaining('POST /d/{secret} failed')]);
  });
});

describe('the route of everything else', () => {
  const route = (routeKey: string, method: string, path: string) => ({
    ...{ routeKey, method, functionName: 'pages', timeoutMs: 1000 },
    segments: path.slice(1).split('/'),
  });
  const api = {
    apiId: 'api',
    routes: [route('GET /d/{secret}', 'GET', '/d/{secret}'), route('$default', 'ANY', '/{proxy+}')],
  };

  it.each([
    ['GET', '/'],
    ['GET', '/d/'],
    ['GET', '/d/secret/'],
    ['GET', '//d/secret'],
    ['POST', '/d/secret'],
    ['OPTIONS', '/elsewhere/and/further'],
  ])('takes %s %s, with no path parameters', (method, path) => {
    expect(matchRoute(api, method, path)).toMatchObject({ route: { routeKey: '$default' }, pathParameters: {} });
    expect(matchRoute(api, method, path)?.pathParameters).toEqual({});
  });

  it('leaves to each other route what is its own', () => {
    expect(matchRoute(api, 'GET', '/d/secret')).toMatchObject({ pathParameters: { secret: 'secret' } });
  });
});
